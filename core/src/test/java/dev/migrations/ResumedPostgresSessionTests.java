package dev.migrations;

import java.nio.file.Path;
import java.util.List;

import dev.migrations.model.MigrationHistoryException;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a script that resumes finds in its new session on PostgreSQL, where it stops at
 * statements that are refused in a transaction.
 */
class ResumedPostgresSessionTests {

	@TempDir
	Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "SELECT set_config('app.next', (max(id) + 1)::text, false) FROM one;",
			"DO $$ BEGIN PERFORM set_config('app.next', (max(id) + 1)::text, false) FROM one; END $$;" })
	void aSettingOfPostgresWithWhichSomethingWasDoneIsNotComputedAgain(String statement) {
		TestDatabase database = TestDatabase.postgresql();
		InterruptedScript script = InterruptedScript.of(database, this.directory,
				"CREATE INDEX CONCURRENTLY i ON one (nosuch);", "CREATE TABLE one (id INTEGER);",
				"INSERT INTO one VALUES (1);", statement,
				"INSERT INTO one VALUES (current_setting('app.next')::integer);");
		script.stops("needs the setting app.next of statement 3 in line 3",
				"INSERT INTO one VALUES (current_setting('app.next')::integer);");
		script.resumes("SET app.next = 2;", "INSERT INTO one VALUES (current_setting('app.next')::integer + 1);");
		assertThat(database.query("SELECT id FROM one ORDER BY id")).containsExactly("1", "2", "3");
	}

	@ParameterizedTest
	@ValueSource(strings = { "SELECT set_config('search_path', (SELECT id FROM one), false);",
			"DO $$ BEGIN SET search_path = public; END $$;",
			"DO $$ BEGIN EXECUTE 'SET search_path = ' || id FROM one; END $$;" })
	void aSettingThatEverythingMayDependOnIsNotComputedAgain(String statement) {
		TestDatabase database = TestDatabase.postgresql();
		InterruptedScript script = InterruptedScript.of(database, this.directory,
				"CREATE INDEX CONCURRENTLY i ON one (nosuch);", "CREATE TABLE one (id TEXT);",
				"INSERT INTO one VALUES ('public');", statement, "DELETE FROM one;");
		script.stops("may need the setting search_path of statement 3", "CREATE TABLE two (id INTEGER);");
		script.resumes("SET search_path = public;", "CREATE TABLE two (id INTEGER);");
	}

	@Test
	void whatEndedWithATransactionIsNotSetAgain() {
		TestDatabase database = TestDatabase.postgresql();
		InterruptedScript script = InterruptedScript.of(database, this.directory,
				"CREATE INDEX CONCURRENTLY i ON renamed (nosuch);", "CREATE TABLE one (id TEXT);", "BEGIN;",
				"SET LOCAL work_mem = '7MB';", "LOCK TABLE one;", "DECLARE c CURSOR FOR SELECT * FROM one;",
				"SELECT set_config('lock_timeout', '7s', true);", "ALTER TABLE one RENAME TO renamed;", "COMMIT;",
				"PREPARE p AS SELECT id FROM renamed;", "PREPARE q AS SELECT id FROM renamed;", "DEALLOCATE q;");
		script.resumes("EXECUTE p;",
				"INSERT INTO renamed VALUES (current_setting('work_mem')), (current_setting('lock_timeout'));");
		assertThat(database.query("SELECT id FROM renamed")).hasSize(2).doesNotContain("7MB", "7s");
	}

	@Test
	void whatAGuardLeftOutOfATransactionIsNotSetAgain() {
		TestDatabase database = TestDatabase.postgresql();
		InterruptedScript script = InterruptedScript.of(database, this.directory,
				"CREATE INDEX CONCURRENTLY i ON two (nosuch);", "CREATE SCHEMA other;",
				"CREATE TABLE other.two (id INTEGER);", "CREATE TABLE two (id INTEGER);",
				"-- migrations: if exists table(nosuch)", "SET search_path = other;", "INSERT INTO two VALUES (1);",
				"-- migrations: if exists table(nosuch)", "SET search_path = other;", "VACUUM two;",
				"-- migrations: if exists table(nosuch)", "SET search_path = other;");
		script.resumes("INSERT INTO two VALUES (2);");
		assertThat(database.query("SELECT id FROM public.two ORDER BY id")).containsExactly("1", "2");
		assertThat(database.query("SELECT count(*) FROM migration_history_step")).containsExactly("0");
	}

	@Test
	void whatIsRefusedWhereItIsSentAgainIsNotTheStatementToCorrect() {
		TestDatabase database = TestDatabase.postgresql();
		String role = "resumed_" + System.nanoTime();
		database.execute("CREATE ROLE " + role, "GRANT pg_read_all_data, pg_write_all_data TO " + role);
		InterruptedScript script = InterruptedScript.of(database, this.directory,
				"CREATE INDEX CONCURRENTLY i ON one (nosuch);", "CREATE TABLE one (id INTEGER);", "VACUUM one;",
				"SET ROLE " + role + ";");
		database.execute("DROP ROLE " + role);
		script.goesOnWith("SELECT 1;");
		assertThatExceptionOfType(MigrationHistoryException.class).isThrownBy(script.migrator()::migrate)
			.satisfies((ex) -> assertThat(ex.getMessage()).contains(
					"V1__script.sql, line 3: statement 3 was sent again", "does not exist",
					"nothing was sent of what is left", "'migrations repair --accept-steps'"));
	}

	private InterruptedScript withALostTable(TestDatabase database, String statements) {
		InterruptedScript script = InterruptedScript.of(database, this.directory,
				"CREATE UNIQUE INDEX CONCURRENTLY i ON one (id);", "CREATE TABLE one (id INTEGER);",
				"INSERT INTO one VALUES (1), (1);", statements);
		database.execute("CREATE SCHEMA other", "CREATE TABLE other.scratch (id INTEGER)");
		return script;
	}

	@ParameterizedTest
	@ValueSource(strings = { "SELECT 1 AS id INTO TEMP scratch;", "SELECT 1 AS id INTO TABLE \"pg_temp\".scratch;",
			"WITH a AS (SELECT 1 AS id) SELECT id INTO LOCAL TEMPORARY TABLE scratch FROM a;",
			"CREATE TEMP TABLE scratch (id INTEGER);", "CREATE TABLE pg_temp.scratch AS SELECT 1 AS id;" })
	void onlyWhatUsesATemporaryTableMissesIt(String statement) {
		TestDatabase database = TestDatabase.postgresql();
		InterruptedScript script = withALostTable(database, statement);
		for (String needing : List.of("INSERT INTO one SELECT id FROM scratch;",
				"INSERT INTO one SELECT id FROM pg_temp.scratch;", "SELECT 'scratch'::regclass;",
				"DO $$ BEGIN DELETE FROM scratch; END $$;")) {
			script.stops("needs the temporary table of statement 3", "CREATE INDEX CONCURRENTLY i ON one (id);",
					needing);
		}
		script.resumes("CREATE INDEX CONCURRENTLY i ON one (id);", "INSERT INTO one VALUES (3);",
				"/* scratch */ INSERT INTO one VALUES (4); -- not in scratch", "INSERT INTO other.scratch VALUES (5);",
				"SELECT 7 AS id INTO TEMPORARY scratch;", "INSERT INTO one SELECT id FROM scratch;");
		assertThat(database.query("SELECT id FROM other.scratch")).containsExactly("5");
		assertThat(database.query("SELECT DISTINCT id FROM one ORDER BY id")).containsExactly("1", "3", "4", "7");
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE TEMP TABLE scratch (id INTEGER); DROP TABLE scratch;",
			"SELECT 1 AS id INTO TEMP scratch; DROP TABLE IF EXISTS pg_temp.scratch;",
			"BEGIN; CREATE TEMP TABLE scratch (id INTEGER) ON COMMIT DROP; COMMIT;" })
	void aTemporaryTableThatWasGoneBeforeIsNotMissed(String statements) {
		TestDatabase database = TestDatabase.postgresql();
		withALostTable(database, statements).resumes("CREATE TABLE scratch (id INTEGER);",
				"INSERT INTO scratch VALUES (1);");
		assertThat(database.query("SELECT id FROM scratch")).containsExactly("1");
	}

}
