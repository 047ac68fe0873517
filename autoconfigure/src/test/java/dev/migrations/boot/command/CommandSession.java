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
import dev.migrations.MigrationTenants;
import dev.migrations.Migrator;
import dev.migrations.TenantMigrators;
import dev.migrations.boot.terminal.Terminal;
import dev.migrations.boot.terminal.TerminalFeatures;
import dev.migrations.model.TenantFailurePolicy;
import dev.migrations.testing.MigrationFiles;
import dev.migrations.testing.TestDatabase;
import org.jspecify.annotations.Nullable;

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

	private @Nullable MigrationTenants tenants;

	private @Nullable MigrationFiles tenantFiles;

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
	 * Adds tenants, each with a schema of its own.
	 * @param tenants tells the tenants
	 * @param files their files
	 */
	CommandSession with(MigrationTenants tenants, MigrationFiles files) {
		this.tenants = tenants;
		this.tenantFiles = files;
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
			requireSchema(outcome.out());
		}
		return outcome;
	}

	/**
	 * Checks a document against the published schema.
	 */
	static void requireSchema(String document) {
		assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
			.getSchema(schema(), InputFormat.JSON)
			.validate(document, InputFormat.JSON)).as(document).isEmpty();
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
			.createSchema(true)
			.build(), (definition) -> definition.setLazyInit(true)));
		if (this.tenants != null && this.tenantFiles != null) {
			context.registerBean(TenantMigrators.class,
					() -> new TenantMigrators(context.getBean(Migrator.class), this.tenants,
							List.of(this.tenantFiles.location()), 1, TenantFailurePolicy.CONTINUE),
					(definition) -> definition.setLazyInit(true));
		}
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
