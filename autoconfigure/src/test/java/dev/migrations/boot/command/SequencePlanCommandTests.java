package dev.migrations.boot.command;

import java.nio.file.Path;

import dev.migrations.boot.command.TwoDatabases.Outcome;
import dev.migrations.testing.MigrationFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code plan}, and the question of {@code migrate}, where two databases share a
 * location: they are about what is applied.
 */
class SequencePlanCommandTests {

	@TempDir
	private Path directory;

	private MigrationFiles files;

	private TwoDatabases databases;

	@BeforeEach
	void prepare() {
		this.files = new MigrationFiles(this.directory.resolve("migrations"))
			.with("V1__core.sql", "-- migrations: database=core", "CREATE TABLE sessions (id INTEGER);")
			.with("V2__memory.sql", "-- migrations: database=memory", "CREATE TABLE episodes (id INTEGER);")
			.with("V3__jobs.sql", "-- migrations: database=core", "CREATE TABLE jobs (id INTEGER);")
			.with("V4__notes.sql", "-- migrations: database=memory", "CREATE TABLE notes (id INTEGER);");
		this.databases = TwoDatabases.in(this.directory).with("migrations.locations=" + this.files.location());
	}

	@Test
	void targetThatCountsIsOfAllOfThem() {
		Outcome plan = this.databases.run("plan", "--target", "+2");
		assertThat(plan.out()).contains("V1__core.sql", "V2__memory.sql").doesNotContain("V3__", "V4__");
		Outcome migrate = this.databases.onTerminal("\n", "migrate", "--target", "+2");
		assertThat(migrate.out()).contains("V1__core.sql", "V2__memory.sql", "Apply these 2? [Y/n]")
			.doesNotContain("V3__", "V4__");
	}

	@Test
	void oneAloneIsThatOfTheDatabaseThatHasIt() {
		this.databases.run("migrate", "--target", "3");
		Outcome plan = this.databases.run("plan", "--only", "4");
		assertThat(plan.exitCode()).isEqualTo(ExitCode.DONE);
		assertThat(plan.out()).containsSubsequence("[core]", "Nothing is pending", "[memory]", "V4__notes.sql");
		Outcome migrate = this.databases.onTerminal("\n", "migrate", "--only", "4");
		assertThat(migrate.out()).contains("Apply it? [Y/n]");
		assertThat(migrate.exitCode()).isEqualTo(ExitCode.DONE);
		assertThat(this.databases.memory().hasTable("notes")).isTrue();
	}

	@Test
	void whatIsBelowAnotherDatabaseIsAProblem() {
		this.files.without("V4__notes.sql");
		this.databases.run("migrate");
		this.files.with("V2.5__late.sql", "-- migrations: database=memory", "CREATE TABLE late (id INTEGER);");
		Outcome plan = this.databases.run("plan");
		assertThat(plan.exitCode()).isEqualTo(ExitCode.INVALID);
		assertThat(plan.out().replaceAll("\\s+", " ")).containsSubsequence("[core]",
				"Nothing is applied here before what is wrong with 'memory' is settled", "[memory]",
				"Problem: V2.5__late.sql is not applied, but the higher version 3 is, to the database 'core'",
				"set migrations.out-of-order=allow");
		Outcome migrate = this.databases.onTerminal("\n", "migrate");
		assertThat(migrate.out()).doesNotContain("Apply");
		assertThat(migrate.exitCode()).isEqualTo(ExitCode.INVALID);
	}

	@Test
	void problemOfOneIsNoneOfTheOther() {
		this.databases.run("migrate", "--target", "2");
		this.files.with("V1__core.sql", "-- migrations: database=core", "CREATE TABLE edited (id INTEGER);");
		Outcome plan = this.databases.run("plan", "--json");
		CommandSession.requireSchema(plan.out());
		assertThat(plan.exitCode()).isEqualTo(ExitCode.INVALID);
		assertThat(plan.out()).containsOnlyOnce("was edited").doesNotContain("V4__notes.sql");
		assertThat(this.databases.run("migrate").exitCode()).isEqualTo(ExitCode.INVALID);
	}

	@Test
	void targetMayBeAboveWhatOneOfThemHas() {
		assertThat(this.databases.run("plan", "--target", "4").out()).contains("V3__jobs.sql", "V4__notes.sql")
			.doesNotContain("Warning");
	}

	@Test
	void databaseThatIsNamedIsPlannedAlone() {
		assertThat(this.databases.run("plan", "--database", "memory", "--target", "+2").out())
			.contains("V2__memory.sql", "V4__notes.sql")
			.doesNotContain("V1__", "V3__");
	}

	@Test
	void targetsThatContradictEachOtherAreTheFailureOfThePlanToo() {
		TwoDatabases apart = this.databases.with("migrations.databases.core.target=+1",
				"migrations.databases.memory.target=2");
		Outcome plan = apart.run("plan");
		assertThat(plan.err()).contains("A target that counts, counts the migrations of all of them");
		assertThat(plan.exitCode()).isEqualTo(ExitCode.FAILED);
	}

}
