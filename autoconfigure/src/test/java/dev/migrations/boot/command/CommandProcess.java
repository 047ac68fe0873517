package dev.migrations.boot.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Process in which a command was executed, and what came of it.
 *
 * @param exitCode its exit code
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record CommandProcess(int exitCode, String out, String err) {

	/**
	 * Starts an application and waits for its end.
	 * @param application its main class
	 * @param arguments its arguments
	 * @return the process
	 */
	static CommandProcess run(Class<?> application, String... arguments) {
		return run(application, System.getProperty("java.class.path"), List.of(), arguments);
	}

	/**
	 * Starts an application in a JVM with a system property.
	 * @param property the property, as in {@code name=value}
	 * @param application its main class
	 * @param arguments its arguments
	 * @return the process
	 */
	static CommandProcess runWith(String property, Class<?> application, String... arguments) {
		return run(application, System.getProperty("java.class.path"), List.of("-D" + property), arguments);
	}

	/**
	 * Starts an application without picocli.
	 * @param application its main class
	 * @param arguments its arguments
	 * @return the process
	 */
	static CommandProcess runWithoutPicocli(Class<?> application, String... arguments) {
		return run(application,
				Stream.of(System.getProperty("java.class.path").split(System.getProperty("path.separator")))
					.filter((entry) -> !entry.contains("picocli"))
					.collect(Collectors.joining(System.getProperty("path.separator"))),
				List.of(), arguments);
	}

	private static CommandProcess run(Class<?> application, String classPath, List<String> options,
			String... arguments) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-Dfile.encoding=UTF-8"));
		command.addAll(options);
		command.addAll(List.of("-cp", classPath, application.getName()));
		command.addAll(List.of(arguments));
		command.addAll(List.of("--spring.flyway.enabled=false", "--spring.docker.compose.enabled=false"));
		try {
			Process process = new ProcessBuilder(command).start();
			process.getOutputStream().close();
			CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
			String out = text(process.getInputStream());
			if (!process.waitFor(2, TimeUnit.MINUTES)) {
				process.destroyForcibly();
				throw new IllegalStateException("Still running");
			}
			return new CommandProcess(process.exitValue(), out, err.join());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static String text(InputStream stream) {
		try {
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
