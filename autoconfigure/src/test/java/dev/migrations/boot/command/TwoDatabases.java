package dev.migrations.boot.command;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.migrations.boot.autoconfigure.MigrationsAutoConfiguration;
import dev.migrations.boot.terminal.Terminal;
import dev.migrations.boot.terminal.TerminalFeatures;
import dev.migrations.testing.TestDatabase;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * Application with the databases core and memory, whose commands are executed within this
 * process.
 *
 * @param core one of them
 * @param memory the other
 * @param properties properties of the application
 */
record TwoDatabases(TestDatabase core, TestDatabase memory, List<String> properties) {

	static TwoDatabases in(Path directory) {
		try {
			return new TwoDatabases(TestDatabase.sqlite(Files.createDirectory(directory.resolve("core"))),
					TestDatabase.sqlite(Files.createDirectory(directory.resolve("memory"))), List.of());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The same application with properties beside those that it has.
	 * @param more properties as arguments, without hyphens
	 */
	TwoDatabases with(String... more) {
		return new TwoDatabases(this.core, this.memory,
				Stream.concat(this.properties.stream(), Stream.of(more)).toList());
	}

	/**
	 * Executes a command whose output goes into a pipe.
	 */
	Outcome run(String... arguments) {
		return run(TerminalFeatures.none(StandardCharsets.UTF_8), "", arguments);
	}

	/**
	 * Executes a command on a terminal.
	 * @param answers what is typed
	 */
	Outcome onTerminal(String answers, String... arguments) {
		return run(new TerminalFeatures(true, false, false, StandardCharsets.UTF_8, 150), answers, arguments);
	}

	private Outcome run(TerminalFeatures features, String answers, String... arguments) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		Terminal terminal = new Terminal(features, new ByteArrayInputStream(answers.getBytes(StandardCharsets.UTF_8)),
				out, err);
		String[] all = Stream
			.concat(Stream.of("migrations.enabled=false", "migrations.databases.core.url=" + this.core.url(),
					"migrations.databases.memory.url=" + this.memory.url()), this.properties.stream())
			.map((property) -> "--" + property)
			.toArray(String[]::new);
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.run(all)) {
			ExitCode exitCode = MigrationsCommandLine.parse(List.of(arguments), terminal).execute(context, terminal);
			return new Outcome(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
		}
	}

	/**
	 * What came of a command.
	 */
	record Outcome(ExitCode exitCode, String out, String err) {
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(MigrationsAutoConfiguration.class)
	static class Application {

	}

}
