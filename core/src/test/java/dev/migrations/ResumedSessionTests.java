package dev.migrations;

import java.nio.file.Path;
import java.util.List;

import dev.migrations.model.MigrationFailedException;
import dev.migrations.model.MigrationHistoryException;
import dev.migrations.model.RepairAction;
import dev.migrations.testing.DatabaseUnderTest;
import dev.migrations.testing.MigrationFiles;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a script that resumes finds in its new session.
 */
class ResumedSessionTests {

	private static final String FAILING = "CREATE TABLE broken (id no_such_type);";

	private static final String CORRECTED = "CREATE TABLE corrected (id INTEGER);";

	@TempDir
	Path directory;

	private MigrationFiles files;

	@BeforeEach
	void prepareFiles() {
		this.files = new MigrationFiles(this.directory.resolve("migrations"));
	}

	static List<DatabaseUnderTest> mysqlFamily() {
		return DatabaseUnderTest.available()
			.stream()
			.filter((kind) -> kind.name().startsWith("MARIADB") || kind.name().startsWith("MYSQL"))
			.toList();
	}

	/**
	 * Applies a script that fails in its middle.
	 * @param before what is in force then
	 */
	private void fails(TestDatabase database, String failing, String... before) {
		this.files.with("V1__script.sql", String.join("\n", before), failing);
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator(database)::migrate)
			.withMessageContaining("in force");
	}

	private void fails(TestDatabase database, String... before) {
		fails(database, FAILING, before);
	}

	private void resumes(TestDatabase database, String[] before, String... after) {
		this.files.with("V1__script.sql", String.join("\n", before), String.join("\n", after));
		assertThat(migrator(database).migrate().isUpToDate()).isTrue();
	}

	private void stops(TestDatabase database, String[] before, String message, String... after) {
		this.files.with("V1__script.sql", String.join("\n", before), String.join("\n", after));
		assertThatExceptionOfType(MigrationHistoryException.class).isThrownBy(migrator(database)::migrate)
			.withMessageContaining(message)
			.withMessageContaining("are in force");
	}

	private static Migrator migrator(TestDatabase database, MigrationFiles files) {
		return Migrator.builder(database.dataSource()).locations(files.location()).build();
	}

	private Migrator migrator(TestDatabase database) {
		return migrator(database, this.files);
	}

	@ParameterizedTest
	@MethodSource("mysqlFamily")
	void whatTheLastStatementSaidIsMissedWhereItIsNeeded(DatabaseUnderTest kind) {
		TestDatabase database = kind.create(this.directory);
		String[] before = { "CREATE TABLE parent (id INTEGER AUTO_INCREMENT PRIMARY KEY, n INTEGER);",
				"CREATE TABLE child (parent_id INTEGER);", "INSERT INTO parent (n) VALUES (1);",
				"SET @id = LAST_INSERT_ID();" };
		fails(database, before);
		stops(database, before, "V1__script.sql, line 6: statement 6 needs the variable @id of statement 4 in line 4",
				CORRECTED, "INSERT INTO child VALUES (@`ID`);");
		assertThat(database.query("SELECT parent_id FROM child")).isEmpty();
		resumes(database, before, CORRECTED, "SET @id = 1;", "INSERT INTO child VALUES (@id);");
		assertThat(database.query("SELECT parent_id FROM child")).containsExactly("1");
	}

	@ParameterizedTest
	@MethodSource("mysqlFamily")
	void aValueThatNothingNeedsIsNotMissed(DatabaseUnderTest kind) {
		TestDatabase database = kind.create(this.directory);
		String[] before = { "CREATE TABLE one (id INTEGER AUTO_INCREMENT PRIMARY KEY);", "INSERT INTO one VALUES (1);",
				"SET @id = LAST_INSERT_ID();", "SELECT @@last_insert_id INTO @other;" };
		fails(database, before);
		resumes(database, before, "INSERT INTO one VALUES (2);");
		assertThat(database.query("SELECT id FROM one ORDER BY id")).containsExactly("1", "2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "SELECT MAX(id) INTO @m FROM parent;", "SET @m = (SELECT MAX(id) FROM parent);",
			"SELECT @m := MAX(id) FROM parent;" })
	void aValueIsTakenAgainWhereNothingWasDoneWithIt(String statement) {
		TestDatabase database = TestDatabase.mariadb();
		String[] before = { "CREATE TABLE parent (id INTEGER);", "CREATE TABLE child (parent_id INTEGER);",
				"INSERT INTO parent VALUES (7);", statement };
		fails(database, before);
		resumes(database, before, "INSERT INTO child VALUES (@m);");
		assertThat(database.query("SELECT parent_id FROM child")).containsExactly("7");
	}

	@ParameterizedTest
	@ValueSource(strings = { "SET @next = (SELECT MAX(id) + 1 FROM menu);", "SELECT MAX(id) + 1 INTO @next FROM menu;",
			"SET @now = NOW(6);\nSET @next = UNIX_TIMESTAMP(@now);" })
	void aValueWithWhichSomethingWasDoneIsNotTakenAgain(String statement) {
		TestDatabase database = TestDatabase.mariadb();
		String[] before = { "CREATE TABLE menu (id DOUBLE);", "CREATE TABLE submenu (menu_id DOUBLE);",
				"INSERT INTO menu VALUES (1);", statement, "INSERT INTO menu VALUES (@next);" };
		fails(database, before);
		stops(database, before, "needs the variable @next of statement", "INSERT INTO submenu VALUES (@next);");
		assertThat(database.query("SELECT menu_id FROM submenu")).isEmpty();
	}

	@Test
	void aVariableOfH2WithWhichSomethingWasDoneIsNotComputedAgain() {
		TestDatabase database = TestDatabase.h2();
		String[] before = { "CREATE TABLE menu (id INTEGER);", "INSERT INTO menu VALUES (1);", "SET @a = 5;",
				"SET @next = SELECT MAX(id) + 1 FROM menu;", "INSERT INTO menu VALUES (@next);" };
		fails(database, before);
		stops(database, before, "needs the variable @next of statement 4 in line 4",
				"INSERT INTO menu VALUES (@next);");
		resumes(database, before, "INSERT INTO menu VALUES (@a);");
		assertThat(database.query("SELECT id FROM menu ORDER BY id")).containsExactly("1", "2", "5");
	}

	@ParameterizedTest
	@ValueSource(strings = { "SELECT set_config('app.next', (max(id) + 1)::text, false) FROM one;",
			"DO $$ BEGIN PERFORM set_config('app.next', (max(id) + 1)::text, false) FROM one; END $$;" })
	void aSettingOfPostgresWithWhichSomethingWasDoneIsNotComputedAgain(String statement) {
		TestDatabase database = TestDatabase.postgresql();
		String[] before = { "CREATE TABLE one (id INTEGER);", "INSERT INTO one VALUES (1);", statement,
				"INSERT INTO one VALUES (current_setting('app.next')::integer);" };
		String failing = "CREATE INDEX CONCURRENTLY i ON one (nosuch);";
		fails(database, failing, before);
		stops(database, before, "needs the setting app.next of statement 3 in line 3",
				"INSERT INTO one VALUES (current_setting('app.next')::integer);");
		resumes(database, before, "SET app.next = 2;",
				"INSERT INTO one VALUES (current_setting('app.next')::integer + 1);");
		assertThat(database.query("SELECT id FROM one ORDER BY id")).containsExactly("1", "2", "3");
	}

	@Test
	void aSettingThatEverythingMayDependOnIsNotComputedAgain() {
		TestDatabase database = TestDatabase.postgresql();
		String[] before = { "CREATE TABLE one (id TEXT);", "INSERT INTO one VALUES ('public');",
				"SELECT set_config('search_path', (SELECT id FROM one), false);", "DELETE FROM one;" };
		fails(database, "CREATE INDEX CONCURRENTLY i ON one (nosuch);", before);
		stops(database, before, "may need the setting search_path of statement 3", "CREATE TABLE two (id INTEGER);");
		resumes(database, before, "SET search_path = public;", "CREATE TABLE two (id INTEGER);");
	}

	@ParameterizedTest
	@MethodSource("mysqlFamily")
	void whatIsMadeOfNothingElseIsSetAgain(DatabaseUnderTest kind) {
		TestDatabase database = kind.create(this.directory);
		String[] before = { "CREATE TABLE one (t TEXT);",
				"/*!40101 SET @old = @@sql_mode, sql_mode = 'ANSI_QUOTES' */;", "SET @a = 5;",
				"SET @b = CONCAT('x', @a);", "SELECT CONCAT(@b, 'y') INTO @c;",
				"PREPARE filling FROM 'INSERT INTO one VALUES (?)';", "CREATE TABLE two (t TEXT);" };
		fails(database, before);
		resumes(database, before, "INSERT INTO \"one\" VALUES (CONCAT(@a, @b, @c));", "EXECUTE filling USING @a;",
				"DEALLOCATE PREPARE filling;", "SET sql_mode = @old;", "INSERT INTO one VALUES (\"double\");");
		assertThat(database.query("SELECT t FROM one ORDER BY t")).containsExactly("5", "5x5x5y", "double");
	}

	@Test
	void aLockOfTheSessionIsTakenAgain() {
		TestDatabase database = TestDatabase.mariadb();
		String[] before = { "CREATE TABLE one (id INTEGER);", "SELECT GET_LOCK('resumed', 0);",
				"DO GET_LOCK('released', 0);", "SELECT RELEASE_LOCK('released');" };
		fails(database, before);
		resumes(database, before,
				"INSERT INTO one VALUES (IS_USED_LOCK('resumed') IS NOT NULL), (IS_USED_LOCK('released') IS NOT NULL);");
		assertThat(database.query("SELECT id FROM one ORDER BY id")).containsExactly("0", "1");
	}

	@ParameterizedTest
	@MethodSource("mysqlFamily")
	void whatACallMayHaveSetIsMissed(DatabaseUnderTest kind) {
		TestDatabase database = kind.create(this.directory);
		String[] before = { "CREATE TABLE one (id INTEGER);", "SET @known = 5;",
				"CREATE PROCEDURE notes() BEGIN SELECT 6 INTO @known; END;",
				"CREATE PROCEDURE sets(OUT n INTEGER) BEGIN SELECT 6 INTO @hidden; SET n = 7; END;", "CALL sets(@n);" };
		fails(database, before);
		stops(database, before, "needs the variable @n of statement 5", "INSERT INTO one VALUES (@n);");
		stops(database, before, "may need a variable of statement 5", "INSERT INTO one VALUES (@hidden);");
		resumes(database, before, "SET @n = 7;", "INSERT INTO one VALUES (@known), (@n);",
				"CREATE DEFINER = 'nobody'@'localhost' VIEW seen AS SELECT id FROM one;");
		assertThat(database.query("SELECT id FROM one ORDER BY id")).containsExactly("5", "7");
	}

	@ParameterizedTest
	@MethodSource("mysqlFamily")
	void whatWasPreparedAndForgottenIsNotPreparedAgain(DatabaseUnderTest kind) {
		TestDatabase database = kind.create(this.directory);
		String[] before = { "CREATE TABLE one (id INTEGER);", "CREATE TABLE old (id INTEGER);",
				"SELECT IF(COUNT(*) = 0, 'INSERT INTO one SELECT id FROM old', 'SELECT 1') INTO @sql FROM one;",
				"PREPARE filling FROM @sql;", "EXECUTE filling;", "DEALLOCATE PREPARE filling;",
				"PREPARE other FROM 'SELECT id FROM old';", "DROP TABLE old;" };
		fails(database, before);
		stops(database, before, "needs what is prepared as other of statement 7 in line 7", "EXECUTE other;");
		resumes(database, before, "INSERT INTO one VALUES (1);");
		assertThat(database.query("SELECT id FROM one")).containsExactly("1");
	}

	@Test
	void onlyTheLastSchemaIsUsedAgain() {
		TestDatabase database = TestDatabase.mariadb();
		String own = database.query("SELECT DATABASE()").get(0);
		String[] before = { "CREATE DATABASE " + own + "_scratch;", "CREATE DATABASE " + own + "_other;",
				"USE " + own + "_scratch;", "SET @scratch = DATABASE();", "CREATE TABLE two (id INTEGER);",
				"USE " + own + "_other;", "DROP DATABASE " + own + "_scratch;" };
		fails(database, before);
		stops(database, before, "needs the variable @scratch", "SELECT @scratch;");
		resumes(database, before, "CREATE TABLE three (id INTEGER);");
		assertThat(database.query(
				"SELECT table_schema FROM information_schema.tables WHERE table_name = 'three' AND table_schema LIKE '"
						+ own + "%'"))
			.containsExactly(own + "_other");
	}

	@Test
	void onlyTheLastSchemaOfH2IsSetAgain() {
		TestDatabase database = TestDatabase.h2();
		String[] before = { "CREATE TABLE one (id INTEGER);", "CREATE SCHEMA scratch;", "SET SCHEMA scratch;",
				"CREATE TABLE two (id INTEGER);", "SET SCHEMA PUBLIC;", "DROP SCHEMA scratch CASCADE;" };
		fails(database, before);
		resumes(database, before, "INSERT INTO one VALUES (1);");
		assertThat(database.query("SELECT id FROM one")).containsExactly("1");
	}

	@Test
	void whatEndedWithATransactionIsNotSetAgain() {
		TestDatabase database = TestDatabase.postgresql();
		String[] before = { "CREATE TABLE one (id TEXT);", "BEGIN;", "SET LOCAL work_mem = '7MB';", "LOCK TABLE one;",
				"DECLARE c CURSOR FOR SELECT * FROM one;", "SELECT set_config('lock_timeout', '7s', true);",
				"ALTER TABLE one RENAME TO renamed;", "COMMIT;", "PREPARE p AS SELECT id FROM renamed;",
				"PREPARE q AS SELECT id FROM renamed;", "DEALLOCATE q;" };
		fails(database, "CREATE INDEX CONCURRENTLY i ON renamed (nosuch);", before);
		resumes(database, before, "EXECUTE p;",
				"INSERT INTO renamed VALUES (current_setting('work_mem')), (current_setting('lock_timeout'));");
		assertThat(database.query("SELECT id FROM renamed")).hasSize(2).doesNotContain("7MB", "7s");
	}

	@ParameterizedTest
	@MethodSource("mysqlFamily")
	void whatAGuardLeftOutIsNotSetAgain(DatabaseUnderTest kind) {
		TestDatabase database = kind.create(this.directory);
		String[] before = { "CREATE TABLE one (id INTEGER);", "-- migrations: if exists table(old)",
				"SET sql_mode = '';", "-- migrations: if exists table(old)", "SET @n = (SELECT MAX(id) FROM old);",
				"-- migrations: unless exists table(old)", "SET @m = 5;" };
		fails(database, before);
		resumes(database, before, "INSERT INTO one VALUES (@@sql_mode = ''), (COALESCE(@n, 3)), (@m);");
		assertThat(database.query("SELECT id FROM one ORDER BY id")).containsExactly("0", "3", "5");
	}

	@Test
	void whatAGuardLeftOutOfATransactionIsNotSetAgain() {
		TestDatabase database = TestDatabase.postgresql();
		String[] before = { "CREATE SCHEMA other;", "CREATE TABLE other.two (id INTEGER);",
				"CREATE TABLE two (id INTEGER);", "-- migrations: if exists table(nosuch)", "SET search_path = other;",
				"INSERT INTO two VALUES (1);", "-- migrations: if exists table(nosuch)", "SET search_path = other;",
				"VACUUM two;", "-- migrations: if exists table(nosuch)", "SET search_path = other;" };
		fails(database, "CREATE INDEX CONCURRENTLY i ON two (nosuch);", before);
		resumes(database, before, "INSERT INTO two VALUES (2);");
		assertThat(database.query("SELECT id FROM public.two ORDER BY id")).containsExactly("1", "2");
		assertThat(database.query("SELECT count(*) FROM migration_history_step")).containsExactly("0");
	}

	@Test
	void whatAGuardLeftOutIsNotSetAgainOnceTheStepsAreAccepted() {
		TestDatabase database = TestDatabase.mariadb();
		String[] before = { "CREATE TABLE one (id INTEGER);", "-- migrations: if exists table(old)",
				"SET sql_mode = '';", "CREATE TABLE two (id INTEGER);", "-- migrations: if exists table(old)",
				"SET @n = 5;" };
		fails(database, before);
		before[0] = "CREATE TABLE one (id BIGINT);";
		this.files.with("V1__script.sql", String.join("\n", before), CORRECTED);
		migrator(database).repair(migrator(database).planRepair(RepairAction.Kind.ACCEPT_STEPS));
		resumes(database, before, "INSERT INTO one VALUES (@@sql_mode = ''), (COALESCE(@n, 3));");
		assertThat(database.query("SELECT id FROM one ORDER BY id")).containsExactly("0", "3");
	}

	/**
	 * What a guard leaves out does not end the transaction.
	 */
	@ParameterizedTest
	@MethodSource("mysqlFamily")
	void aTransactionWithAGuardInItIsCommittedAsAWhole(DatabaseUnderTest kind) {
		TestDatabase database = kind.create(this.directory);
		String[] before = { "CREATE TABLE one (id INTEGER);", "BEGIN;", "INSERT INTO one VALUES (1);",
				"-- migrations: if exists table(old)", "INSERT INTO one VALUES (2);" };
		fails(database, "INSERT INTO one VALUES (nosuch); COMMIT;", before);
		assertThat(database.query("SELECT id FROM one")).isEmpty();
		resumes(database, before, "INSERT INTO one VALUES (3);", "COMMIT;");
		assertThat(database.query("SELECT id FROM one ORDER BY id")).containsExactly("1", "3");
	}

	@ParameterizedTest
	@MethodSource("mysqlFamily")
	void rowsThatUseAValueAreCommittedTogether(DatabaseUnderTest kind) {
		TestDatabase database = kind.create(this.directory);
		StringBuilder rows = new StringBuilder();
		for (int i = 0; i < 5001; i++) {
			rows.append("INSERT INTO child VALUES (@id);\n");
		}
		String[] before = { "CREATE TABLE parent (id INTEGER AUTO_INCREMENT PRIMARY KEY, n INTEGER);",
				"CREATE TABLE child (parent_id INTEGER);", "INSERT INTO parent (n) VALUES (1), (2);",
				"INSERT INTO parent (n) VALUES (3);", "SET @id = LAST_INSERT_ID();", rows.toString() };
		fails(database, "INSERT INTO child VALUES (nosuch);", before);
		resumes(database, before, "INSERT INTO child VALUES (@id);");
		assertThat(database.query("SELECT p.n, COUNT(*) FROM child c JOIN parent p ON p.id = c.parent_id GROUP BY p.n"))
			.containsExactly("3|5002");
	}

	@Test
	void whatIsRefusedWhereItIsSentAgainIsNotTheStatementToCorrect() {
		TestDatabase database = TestDatabase.postgresql();
		String role = "resumed_" + System.nanoTime();
		database.execute("CREATE ROLE " + role, "GRANT pg_read_all_data, pg_write_all_data TO " + role);
		String[] before = { "CREATE TABLE one (id INTEGER);", "VACUUM one;", "SET ROLE " + role + ";" };
		fails(database, "CREATE INDEX CONCURRENTLY i ON one (nosuch);", before);
		database.execute("DROP ROLE " + role);
		this.files.with("V1__script.sql", String.join("\n", before), "SELECT 1;");
		assertThatExceptionOfType(MigrationHistoryException.class).isThrownBy(migrator(database)::migrate)
			.satisfies((ex) -> assertThat(ex.getMessage()).contains(
					"V1__script.sql, line 3: statement 3 was sent again", "does not exist",
					"nothing was sent of what is left", "'migrations repair --accept-steps'"));
	}

}
