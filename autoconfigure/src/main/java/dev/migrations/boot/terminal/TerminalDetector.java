package dev.migrations.boot.terminal;

import java.io.Console;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Finds out what this process is connected to.
 *
 * @param environment the environment variables
 */
record TerminalDetector(Map<String, String> environment) {

	private static final int USUAL_WIDTH = 80;

	/**
	 * What standard input and output can do together.
	 * @param colours whether colours are wanted; null to show them on terminals that have
	 * them
	 */
	TerminalFeatures detect(@Nullable Boolean colours) {
		Console console = System.console();
		boolean terminal = console != null && isTerminal(console);
		Charset charset = (terminal && console != null) ? console.charset() : outputCharset();
		boolean movable = terminal && understandsSequences();
		boolean coloured = (colours != null) ? colours : movable && !isSet("NO_COLOR");
		return new TerminalFeatures(terminal, coloured, movable, charset, terminal ? width() : Integer.MAX_VALUE);
	}

	/**
	 * Whether both ends are a terminal. Up to Java 21 there is no console otherwise; from
	 * 22 on there always is one, and it can be asked.
	 */
	private static boolean isTerminal(Console console) {
		try {
			return (boolean) Console.class.getMethod("isTerminal").invoke(console);
		}
		catch (ReflectiveOperationException ex) {
			return Runtime.version().feature() < 22;
		}
	}

	private boolean understandsSequences() {
		if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("win")) {
			return isSet("WT_SESSION") || isSet("TERM") || "ON".equals(this.environment.get("ConEmuANSI"));
		}
		return isSet("TERM") && !"dumb".equals(this.environment.get("TERM"));
	}

	private boolean isSet(String variable) {
		return !this.environment.getOrDefault(variable, "").isEmpty();
	}

	/**
	 * What {@link System#out} writes.
	 */
	private static Charset outputCharset() {
		String name = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding"));
		try {
			return (name != null) ? Charset.forName(name) : Charset.defaultCharset();
		}
		catch (IllegalArgumentException ex) {
			return Charset.defaultCharset();
		}
	}

	private int width() {
		int columns = number(this.environment.getOrDefault("COLUMNS", ""));
		if (columns == 0) {
			columns = askedWidth();
		}
		return (columns > 0) ? columns : USUAL_WIDTH;
	}

	/**
	 * What {@code stty} says about the terminal that this process reads from; 0 where
	 * there is no such program.
	 */
	private static int askedWidth() {
		try {
			Process process = new ProcessBuilder("stty", "size").redirectInput(Redirect.INHERIT)
				.redirectError(Redirect.DISCARD)
				.start();
			String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
			process.waitFor(1, TimeUnit.SECONDS);
			return number(answer.substring(answer.indexOf(' ') + 1));
		}
		catch (IOException ex) {
			return 0;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return 0;
		}
	}

	private static int number(String text) {
		return text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
	}

}
