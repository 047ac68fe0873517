package dev.migrations.boot.command;

import java.nio.file.Path;
import java.time.Duration;

import dev.migrations.testing.MigrationFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Commands where two databases have locations of their own.
 */
class SeveralDatabasesCommandTests {

	@TempDir
	private Path directory;

	private MigrationFiles ofCore;

	private TwoDatabases databases;

	@BeforeEach
	void prepare() {
		this.ofCore = new MigrationFiles(this.directory.resolve("ofCore")).with("V1__core.sql",
				"CREATE TABLE sessions (id INTEGER);");
		MigrationFiles ofMemory = new MigrationFiles(this.directory.resolve("ofMemory")).with("V1__memory.sql",
				"CREATE TABLE episodes (id INTEGER);");
		this.databases = TwoDatabases.in(this.directory)
			.with("migrations.databases.core.locations=" + this.ofCore.location(),
					"migrations.databases.memory.locations=" + ofMemory.location(), "migrations.parallelism=1");
	}

	@Test
	void endWith3WhereFilesAndHistoryOfOneDoNotFit() {
		this.databases.run("migrate", "--database", "core");
		this.ofCore.with("V1__core.sql", "CREATE TABLE edited (id INTEGER);");
		TwoDatabases.Outcome migrate = this.databases.run("migrate");
		assertThat(migrate.out()).containsSubsequence("[memory]", "Not begun");
		assertThat(migrate.exitCode()).isEqualTo(ExitCode.INVALID);
	}

	@ParameterizedTest
	@CsvSource({ "--timeout, 2s", "--migrations.wait-timeout, 2s" })
	void waitForAllOfThemNoLongerThanItWasSaid(String option, String timeout) {
		TwoDatabases waiting = option.startsWith("--migrations.")
				? this.databases.with(option.substring(2) + "=" + timeout) : this.databases;
		long begin = System.nanoTime();
		TwoDatabases.Outcome wait = option.startsWith("--migrations.") ? waiting.run("wait")
				: waiting.run("wait", option, timeout);
		assertThat(wait.err()).contains("After 2 s the database still lacks 1 migration: V1__core.sql",
				"After 0 s the database still lacks 1 migration: V1__memory.sql");
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(2));
	}

	@Test
	void waitForEachAsLongAsItSays() {
		TwoDatabases.Outcome wait = this.databases
			.with("migrations.databases.core.wait-timeout=0s", "migrations.databases.memory.wait-timeout=1s")
			.run("wait");
		assertThat(wait.err()).contains("After 0 s the database still lacks 1 migration: V1__core.sql",
				"the database still lacks 1 migration: V1__memory.sql");
		assertThat(wait.exitCode()).isEqualTo(ExitCode.FAILED);
	}

}
