package dev.migrations.reliability.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.migrations.reliability.database.TargetDatabase;
import dev.migrations.reliability.tool.Tool;

/**
 * Process of one instance.
 */
public final class InstanceProcess {

	private final Process process;

	private final Path output;

	private InstanceProcess(Process process, Path output) {
		this.process = process;
		this.output = output;
	}

	/**
	 * Starts an instance.
	 * @param tool the tool that it migrates with
	 * @param database the database
	 * @param url the URL that it uses
	 * @param directory where the files are
	 * @param gate a file that it waits for before it begins
	 * @param fault number of a round trip and how it fails, or nothing
	 * @return the process
	 */
	public static InstanceProcess start(Tool tool, TargetDatabase database, String url, Path directory, Path gate,
			String... fault) {
		try {
			Path output = Files.createTempFile("instance", ".log");
			List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java"),
					"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx128m", "-Dlog.level=WARN",
					"-classpath", System.getProperty("java.class.path"), Instance.class.getName(), tool.name(),
					database.kind().name(), url, directory.toString(), gate.toString()));
			command.addAll(List.of(fault));
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(output.toFile())
				.start();
			return new InstanceProcess(process, output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Whether it is running.
	 * @return whether it is
	 */
	public boolean isAlive() {
		return this.process.isAlive();
	}

	/**
	 * Kills it, as {@code kill -9} does.
	 */
	public void kill() {
		this.process.destroyForcibly();
		await(10);
	}

	/**
	 * Sends it a signal.
	 * @param signal its name, such as {@code STOP}
	 */
	public void signal(String signal) {
		try {
			new ProcessBuilder("kill", "-" + signal, Long.toString(this.process.pid())).start().waitFor();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Waits for its end.
	 * @param seconds how long
	 * @return whether it has ended
	 */
	public boolean await(int seconds) {
		try {
			return this.process.waitFor(seconds, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Its exit code.
	 * @return the code; 0 if it has migrated
	 */
	public int exitCode() {
		return this.process.exitValue();
	}

	/**
	 * What it has written, without the stack.
	 * @return the text
	 */
	public String output() {
		try {
			return String.join(" / ",
					Files.readAllLines(this.output)
						.stream()
						.filter((line) -> !line.startsWith("\tat ") && !line.isBlank())
						.limit(12)
						.toList());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Deletes what it has written.
	 */
	public void forget() {
		try {
			Files.deleteIfExists(this.output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
