package dev.migrations.boot.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.ansi.AnsiOutput;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Where a command writes to and asks on: standard input, output and error, whether they
 * are a terminal, files or pipes.
 */
public final class Terminal {

	private final TerminalFeatures features;

	private final BufferedReader in;

	private final PrintStream out;

	private final OutputStream raw;

	private final PrintStream err;

	/**
	 * Creates a terminal.
	 * @param features what it can do
	 * @param in where answers come from
	 * @param out where results go
	 * @param err where everything else goes
	 */
	public Terminal(TerminalFeatures features, InputStream in, OutputStream out, OutputStream err) {
		this.features = features;
		this.in = new BufferedReader(new InputStreamReader(in, features.charset()));
		this.raw = out;
		this.out = new PrintStream(out, false, features.charset());
		this.err = new PrintStream(err, true, features.charset());
	}

	/**
	 * The terminal, files or pipes that this process was started with. Colours are shown
	 * on terminals that have them, unless {@code spring.output.ansi.enabled} says
	 * something else.
	 * @param environment the application's configuration
	 * @return the terminal
	 */
	public static Terminal system(Environment environment) {
		Boolean colours = switch (Binder.get(environment)
			.bind("spring.output.ansi.enabled", AnsiOutput.Enabled.class)
			.orElse(AnsiOutput.Enabled.DETECT)) {
			case ALWAYS -> true;
			case NEVER -> false;
			case DETECT -> null;
		};
		return new Terminal(new TerminalDetector(System.getenv()).detect(colours), System.in, System.out, System.err);
	}

	/**
	 * What it can do.
	 * @return the features
	 */
	public TerminalFeatures features() {
		return this.features;
	}

	/**
	 * Writes a line.
	 * @param line the line
	 */
	public void line(String line) {
		this.out.print(line);
		this.out.print(System.lineSeparator());
		this.out.flush();
	}

	/**
	 * Writes an empty line.
	 */
	public void line() {
		line("");
	}

	/**
	 * Writes a paragraph, broken at the width of the terminal.
	 * @param text the text
	 */
	public void paragraph(String text) {
		new Paragraph(text).lines(this.features.width()).forEach(this::line);
	}

	/**
	 * Writes what belongs to the result by no means, such as why there is none.
	 * @param text one or more lines
	 */
	public void error(String text) {
		new Paragraph(text).lines(this.features.width()).forEach(this.err::println);
	}

	/**
	 * Writes a document that programs read, which is UTF-8 wherever it goes to.
	 * @param text the document
	 */
	public void document(String text) {
		try {
			this.raw.write(text.getBytes(StandardCharsets.UTF_8));
			this.raw.write('\n');
			this.raw.flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Writes over the line on which the cursor is, which stays there.
	 * @param line the line; empty to leave nothing of it
	 */
	void rewrite(String line) {
		this.out.print("\r" + line + "\u001B[K");
		if (line.isEmpty()) {
			this.out.print("\r");
		}
		this.out.flush();
	}

	/**
	 * Text that stands out, if there are colours.
	 * @param style how
	 * @param text the text
	 * @return the text with what is to be sent before and after it
	 */
	public String styled(Style style, String text) {
		return this.features.colours() ? style.apply(text) : text;
	}

	/**
	 * A symbol, if it can be written.
	 * @param symbol the symbol
	 * @param otherwise what to write in its place
	 * @return one of the two
	 */
	public String symbol(String symbol, String otherwise) {
		return this.features.symbols() ? symbol : otherwise;
	}

	/**
	 * Asks a question to which Enter is a yes. The end of the input is a no.
	 * @param question the question
	 * @return whether the answer is yes
	 */
	public boolean confirm(String question) {
		while (true) {
			this.out.print(styled(Style.BOLD, question) + " [Y/n] ");
			this.out.flush();
			String answer = answer();
			if (answer == null) {
				line();
				return false;
			}
			switch (answer.strip().toLowerCase(Locale.ROOT)) {
				case "", "y", "yes" -> {
					return true;
				}
				case "n", "no" -> {
					return false;
				}
				default -> line("Please answer y or n.");
			}
		}
	}

	private @Nullable String answer() {
		try {
			return this.in.readLine();
		}
		catch (IOException ex) {
			return null;
		}
	}

}
