package dev.migrations.boot.command;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.migrations.MigrationListener;
import dev.migrations.Migrator;
import dev.migrations.boot.terminal.Terminal;
import dev.migrations.boot.terminal.TerminalFeatures;
import dev.migrations.testing.MigrationFiles;
import dev.migrations.testing.TestDatabase;

import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Executes commands on databases, within this process. Every JSON document is checked
 * against the published schema.
 */
final class CommandSession {

	private final Map<String, TestDatabase> databases = new LinkedHashMap<>();

	private final MigrationFiles files;

	CommandSession(MigrationFiles files, TestDatabase database) {
		this.files = files;
		this.databases.put("migrator", database);
	}

	/**
	 * Adds a database with the same files.
	 */
	CommandSession with(String name, TestDatabase database) {
		this.databases.remove("migrator");
		this.databases.put(name + "Migrator", database);
		return this;
	}

	/**
	 * Executes a command whose output goes into a pipe.
	 */
	Outcome run(String... arguments) {
		return run(TerminalFeatures.none(StandardCharsets.UTF_8), "", arguments);
	}

	/**
	 * Executes a command on a terminal without colours.
	 * @param width its columns
	 * @param answers what is typed
	 */
	Outcome onTerminal(int width, String answers, String... arguments) {
		return run(new TerminalFeatures(true, false, true, StandardCharsets.UTF_8, width), answers, arguments);
	}

	Outcome run(TerminalFeatures features, String answers, String... arguments) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		Terminal terminal = new Terminal(features, new ByteArrayInputStream(answers.getBytes(features.charset())), out,
				err);
		ParsedCommand command = MigrationsCommandLine.parse(List.of(arguments), terminal);
		ExitCode exitCode = command.finished();
		if (exitCode == null) {
			try (GenericApplicationContext context = context()) {
				exitCode = command.execute(context, terminal);
			}
		}
		Outcome outcome = new Outcome(exitCode.code(), out.toString(features.charset()),
				err.toString(features.charset()));
		if (List.of(arguments).contains("--json")) {
			assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
				.getSchema(schema(), InputFormat.JSON)
				.validate(out.toString(StandardCharsets.UTF_8), InputFormat.JSON)).as(outcome.out()).isEmpty();
		}
		return outcome;
	}

	static String schema() {
		try {
			return new ClassPathResource("META-INF/migrations/commands.schema.json")
				.getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private GenericApplicationContext context() {
		GenericApplicationContext context = new GenericApplicationContext();
		this.databases.forEach((bean, database) -> context.registerBean(bean, Migrator.class, () -> Migrator
			.builder(database.dataSource())
			.locations(this.files.location())
			.listeners(
					context.getBeanProvider(MigrationListener.class).orderedStream().toArray(MigrationListener[]::new))
			.build(), (definition) -> definition.setLazyInit(true)));
		context.refresh();
		return context;
	}

	/**
	 * What came of a command.
	 */
	record Outcome(int exitCode, String out, String err) {

		List<String> lines() {
			return this.out.lines().toList();
		}

	}

}
