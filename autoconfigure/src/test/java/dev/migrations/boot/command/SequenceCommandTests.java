package dev.migrations.boot.command;

import java.nio.file.Path;

import dev.migrations.testing.MigrationFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code migrate} where two databases share a location.
 */
class SequenceCommandTests {

	@TempDir
	private Path directory;

	private TwoDatabases databases;

	private MigrationFiles files;

	@BeforeEach
	void prepare() {
		this.files = new MigrationFiles(this.directory.resolve("migrations"))
			.with("001_core.sql", "-- migrations: database=core", "CREATE TABLE sessions (id INTEGER);")
			.with("002_memory.sql", "-- migrations: database=memory", "CREATE TABLE episodes (id INTEGR;")
			.with("003_jobs.sql", "-- migrations: database=core", "CREATE TABLE jobs (id INTEGER);");
		this.databases = TwoDatabases.in(this.directory).with("migrations.locations=" + this.files.location());
	}

	@Test
	void keepsTheOrderOverAllOfThem() {
		TwoDatabases.Outcome failed = this.databases.run("migrate");
		assertThat(failed.exitCode()).isEqualTo(ExitCode.FAILED);
		assertThat(failed.err()).contains("Error: 002_memory.sql, line 2");
		assertThat(failed.out()).containsSubsequence("[core]",
				"Stopped at version 1, 1 applied, because another one failed.", "[memory]");
		assertThat(this.databases.core().hasTable("jobs")).isFalse();
		this.files.with("002_memory.sql", "-- migrations: database=memory", "CREATE TABLE episodes (id INTEGER);");
		TwoDatabases.Outcome migrated = this.databases.run("migrate");
		assertThat(migrated.err()).isEmpty();
		assertThat(migrated.exitCode()).isEqualTo(ExitCode.DONE);
		assertThat(migrated.out()).contains("[core]", "003_jobs.sql (1 statement", "[memory]",
				"002_memory.sql (1 statement");
	}

	@Test
	void tellsProgramsWhatBecameOfEach() {
		String json = this.databases.run("migrate", "--json").out();
		CommandSession.requireSchema(json);
		assertThat(json).contains("\"core\":{\"notDone\":\"STOPPED\",\"current\":\"1\",\"applied\":[{",
				"\"memory\":{\"error\":");
	}

	@Test
	void keepsTheOrderWhereAStartLeavesOneOfThemOut() {
		TwoDatabases.Outcome failed = this.databases.with("migrations.databases.memory.enabled=false").run("migrate");
		assertThat(failed.err()).contains("Error: 002_memory.sql, line 2");
		assertThat(this.databases.core().hasTable("sessions")).isTrue();
		assertThat(this.databases.core().hasTable("jobs")).isFalse();
	}

	@Test
	void changesOneOfThemWhereThatIsAskedFor() {
		assertThat(this.databases.run("migrate", "--database", "core").exitCode()).isEqualTo(ExitCode.DONE);
		assertThat(this.databases.core().hasTable("jobs")).isTrue();
		assertThat(this.databases.memory().hasTable("migration_history")).isFalse();
	}

	@Test
	void goesNoFurtherThanItsTarget() {
		assertThat(this.databases.run("migrate", "--target", "1").exitCode()).isEqualTo(ExitCode.DONE);
		assertThat(this.databases.core().query("SELECT version FROM migration_history")).containsExactly("1");
	}

}
