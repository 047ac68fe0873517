package dev.migrations.boot.command;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.migrations.boot.autoconfigure.MigrationsAutoConfiguration;
import dev.migrations.boot.terminal.Terminal;
import dev.migrations.boot.terminal.TerminalFeatures;
import dev.migrations.testing.MigrationFiles;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code migrate} where two databases share a location.
 */
class SequenceCommandTests {

	@TempDir
	private Path directory;

	private TestDatabase core;

	private TestDatabase memory;

	private MigrationFiles files;

	@BeforeEach
	void prepare() throws IOException {
		this.core = TestDatabase.sqlite(Files.createDirectory(this.directory.resolve("core")));
		this.memory = TestDatabase.sqlite(Files.createDirectory(this.directory.resolve("memory")));
		this.files = new MigrationFiles(this.directory.resolve("migrations"))
			.with("001_core.sql", "-- migrations: database=core", "CREATE TABLE sessions (id INTEGER);")
			.with("002_memory.sql", "-- migrations: database=memory", "CREATE TABLE episodes (id INTEGR;")
			.with("003_jobs.sql", "-- migrations: database=core", "CREATE TABLE jobs (id INTEGER);");
	}

	@Test
	void keepsTheOrderOverAllOfThem() {
		Outcome failed = run("migrate");
		assertThat(failed.exitCode()).isEqualTo(ExitCode.FAILED);
		assertThat(failed.err()).contains("Error: 002_memory.sql, line 2");
		assertThat(failed.out()).containsSubsequence("[core]",
				"Stopped at version 1, 1 applied, because another one failed.", "[memory]");
		assertThat(this.core.hasTable("jobs")).isFalse();
		this.files.with("002_memory.sql", "-- migrations: database=memory", "CREATE TABLE episodes (id INTEGER);");
		Outcome migrated = run("migrate");
		assertThat(migrated.err()).isEmpty();
		assertThat(migrated.exitCode()).isEqualTo(ExitCode.DONE);
		assertThat(migrated.out()).contains("[core]", "003_jobs.sql (1 statement", "[memory]",
				"002_memory.sql (1 statement");
	}

	@Test
	void tellsProgramsWhatBecameOfEach() {
		String json = run("migrate", "--json").out();
		CommandSession.requireSchema(json);
		assertThat(json).contains("\"core\":{\"notDone\":\"STOPPED\",\"current\":\"1\",\"applied\":[{",
				"\"memory\":{\"error\":");
	}

	@Test
	void changesOneOfThemWhereThatIsAskedFor() {
		assertThat(run("migrate", "--database", "core").exitCode()).isEqualTo(ExitCode.DONE);
		assertThat(this.core.hasTable("jobs")).isTrue();
		assertThat(this.memory.hasTable("migration_history")).isFalse();
	}

	@Test
	void goesNoFurtherThanItsTarget() {
		assertThat(run("migrate", "--target", "1").exitCode()).isEqualTo(ExitCode.DONE);
		assertThat(this.core.query("SELECT version FROM migration_history")).containsExactly("1");
	}

	private Outcome run(String... arguments) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		Terminal terminal = new Terminal(TerminalFeatures.none(StandardCharsets.UTF_8),
				new ByteArrayInputStream(new byte[0]), out, err);
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.run("--migrations.enabled=false", "--migrations.locations=" + this.files.location(),
					"--migrations.databases.core.url=" + this.core.url(),
					"--migrations.databases.memory.url=" + this.memory.url())) {
			ExitCode exitCode = MigrationsCommandLine.parse(List.of(arguments), terminal).execute(context, terminal);
			return new Outcome(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
		}
	}

	private record Outcome(ExitCode exitCode, String out, String err) {
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(MigrationsAutoConfiguration.class)
	static class Application {

	}

}
