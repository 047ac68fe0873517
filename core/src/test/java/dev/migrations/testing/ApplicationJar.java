package dev.migrations.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Packaged application, started in a process of its own as a user would.
 *
 * @param jar the jar
 * @param directory working directory of the process, which gets its log
 * @param environment variables that are set beside those of this process
 */
public record ApplicationJar(Path jar, Path directory, Map<String, String> environment) {

	private static final Duration PATIENCE = Duration.ofMinutes(3);

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	/**
	 * Runs it to its end.
	 * @param arguments its arguments
	 * @return how it ended
	 */
	public Run run(String... arguments) {
		Path log = log();
		Process process = start(log, List.of(), arguments);
		try {
			await().atMost(PATIENCE).until(() -> !process.isAlive());
			return new Run(process.exitValue(), read(log));
		}
		finally {
			process.destroyForcibly();
		}
	}

	/**
	 * Starts it, and waits until it answers over HTTP, on a port that is free.
	 * @param options options of the Java virtual machine
	 * @param arguments its arguments
	 * @return the running application
	 */
	public Server serve(List<String> options, String... arguments) {
		Path log = log();
		List<String> all = new ArrayList<>(List.of(arguments));
		all.addAll(List.of("--server.port=0", "--logging.level.org.springframework.boot.tomcat=info"));
		Process process = start(log, options, all.toArray(String[]::new));
		Server server = new Server(process, log);
		try {
			await().atMost(PATIENCE).until(() -> !process.isAlive() || PORT.matcher(server.output()).find());
			assertThat(process.isAlive()).as(server.output()).isTrue();
			return server;
		}
		catch (RuntimeException | AssertionError ex) {
			server.close();
			throw ex;
		}
	}

	private Process start(Path log, List<String> options, String... arguments) {
		List<String> command = new ArrayList<>();
		command.addAll(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
		command.addAll(options);
		command.addAll(List.of("-jar", this.jar.toString()));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).directory(this.directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile());
		builder.environment().putAll(this.environment);
		try {
			return builder.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Path log() {
		try {
			return Files.createTempFile(this.directory, "application", ".log");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String read(Path log) {
		try {
			return Files.readString(log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Process that has ended.
	 *
	 * @param exitCode its exit code
	 * @param output what it printed
	 */
	public record Run(int exitCode, String output) {
	}

	/**
	 * Process that answers over HTTP, until it is closed.
	 *
	 * @param process the process
	 * @param log the file that it prints to
	 */
	public record Server(Process process, Path log) implements AutoCloseable {

		/**
		 * How to ask it.
		 * @return the client
		 */
		public Http http() {
			Matcher port = PORT.matcher(output());
			assertThat(port.find()).isTrue();
			return new Http("http://localhost:" + port.group(1));
		}

		/**
		 * What it has printed by now.
		 * @return the text
		 */
		public String output() {
			return read(this.log);
		}

		@Override
		public void close() {
			this.process.destroy();
			this.process.onExit().join();
		}

	}

}
