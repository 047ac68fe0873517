package dev.migrations;

import java.nio.file.Path;
import java.util.List;

import dev.migrations.model.RepairAction;
import dev.migrations.testing.DatabaseUnderTest;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a script that resumes finds in its new session, where DDL commits by itself.
 */
class ResumedSessionTests {

	private static final String FAILING = "CREATE TABLE broken (id no_such_type);";

	private static final String CORRECTED = "CREATE TABLE corrected (id INTEGER);";

	@TempDir
	Path directory;

	static List<DatabaseUnderTest> mysqlFamily() {
		return DatabaseUnderTest.available()
			.stream()
			.filter((kind) -> kind.name().startsWith("MARIADB") || kind.name().startsWith("MYSQL"))
			.toList();
	}

	@ParameterizedTest
	@MethodSource("mysqlFamily")
	void whatTheLastStatementSaidIsMissedWhereItIsNeeded(DatabaseUnderTest kind) {
		TestDatabase database = kind.create(this.directory);
		InterruptedScript script = InterruptedScript.of(database, this.directory, FAILING,
				"CREATE TABLE parent (id INTEGER AUTO_INCREMENT PRIMARY KEY, n INTEGER);",
				"CREATE TABLE child (parent_id INTEGER);", "INSERT INTO parent (n) VALUES (1);",
				"SET @id = LAST_INSERT_ID();");
		script.stops("V1__script.sql, line 6: statement 6 needs the variable @id of statement 4 in line 4", CORRECTED,
				"INSERT INTO child VALUES (@`ID`);");
		assertThat(database.query("SELECT parent_id FROM child")).isEmpty();
		script.resumes(CORRECTED, "SET @id = 1;", "INSERT INTO child VALUES (@id);");
		assertThat(database.query("SELECT parent_id FROM child")).containsExactly("1");
	}

	@ParameterizedTest
	@MethodSource("mysqlFamily")
	void aValueThatNothingNeedsIsNotMissed(DatabaseUnderTest kind) {
		TestDatabase database = kind.create(this.directory);
		InterruptedScript script = InterruptedScript.of(database, this.directory, FAILING,
				"CREATE TABLE one (id INTEGER AUTO_INCREMENT PRIMARY KEY);", "INSERT INTO one VALUES (1);",
				"SET @id = LAST_INSERT_ID();", "SELECT @@last_insert_id INTO @other;");
		script.resumes("INSERT INTO one VALUES (2);");
		assertThat(database.query("SELECT id FROM one ORDER BY id")).containsExactly("1", "2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "SELECT MAX(id) INTO @m FROM parent;", "SET @m = (SELECT MAX(id) FROM parent);",
			"SELECT @m := MAX(id) FROM parent;" })
	void aValueIsTakenAgainWhereNothingWasDoneWithIt(String statement) {
		TestDatabase database = TestDatabase.mariadb();
		InterruptedScript script = InterruptedScript.of(database, this.directory, FAILING,
				"CREATE TABLE parent (id INTEGER);", "CREATE TABLE child (parent_id INTEGER);",
				"INSERT INTO parent VALUES (7);", statement);
		script.resumes("INSERT INTO child VALUES (@m);");
		assertThat(database.query("SELECT parent_id FROM child")).containsExactly("7");
	}

	@ParameterizedTest
	@ValueSource(strings = { "SET @next = (SELECT MAX(id) + 1 FROM menu);", "SELECT MAX(id) + 1 INTO @next FROM menu;",
			"SET @now = NOW(6);\nSET @next = UNIX_TIMESTAMP(@now);" })
	void aValueWithWhichSomethingWasDoneIsNotTakenAgain(String statement) {
		TestDatabase database = TestDatabase.mariadb();
		InterruptedScript script = InterruptedScript.of(database, this.directory, FAILING,
				"CREATE TABLE menu (id DOUBLE);", "CREATE TABLE submenu (menu_id DOUBLE);",
				"INSERT INTO menu VALUES (1);", statement, "INSERT INTO menu VALUES (@next);");
		script.stops("needs the variable @next of statement", "INSERT INTO submenu VALUES (@next);");
		assertThat(database.query("SELECT menu_id FROM submenu")).isEmpty();
	}

	@Test
	void aVariableOfH2WithWhichSomethingWasDoneIsNotComputedAgain() {
		TestDatabase database = TestDatabase.h2();
		InterruptedScript script = InterruptedScript.of(database, this.directory, FAILING,
				"CREATE TABLE menu (id INTEGER);", "INSERT INTO menu VALUES (1);", "SET @a = 5;",
				"SET @next = SELECT MAX(id) + 1 FROM menu;", "INSERT INTO menu VALUES (@next);");
		script.stops("needs the variable @next of statement 4 in line 4", "INSERT INTO menu VALUES (@next);");
		script.resumes("INSERT INTO menu VALUES (@a);");
		assertThat(database.query("SELECT id FROM menu ORDER BY id")).containsExactly("1", "2", "5");
	}

	@ParameterizedTest
	@MethodSource("mysqlFamily")
	void whatIsMadeOfNothingElseIsSetAgain(DatabaseUnderTest kind) {
		TestDatabase database = kind.create(this.directory);
		InterruptedScript script = InterruptedScript.of(database, this.directory, FAILING, "CREATE TABLE one (t TEXT);",
				"/*!40101 SET @old = @@sql_mode, sql_mode = 'ANSI_QUOTES' */;", "SET @a = 5;",
				"SET @b = CONCAT('x', @a);", "SELECT CONCAT(@b, 'y') INTO @c;",
				"PREPARE filling FROM 'INSERT INTO one VALUES (?)';", "CREATE TABLE two (t TEXT);");
		script.resumes("INSERT INTO \"one\" VALUES (CONCAT(@a, @b, @c));", "EXECUTE filling USING @a;",
				"DEALLOCATE PREPARE filling;", "SET sql_mode = @old;", "INSERT INTO one VALUES (\"double\");");
		assertThat(database.query("SELECT t FROM one ORDER BY t")).containsExactly("5", "5x5x5y", "double");
	}

	@Test
	void aLockOfTheSessionIsTakenAgain() {
		TestDatabase database = TestDatabase.mariadb();
		InterruptedScript script = InterruptedScript.of(database, this.directory, FAILING,
				"CREATE TABLE one (id INTEGER);", "SELECT GET_LOCK('resumed', 0);", "DO GET_LOCK('released', 0);",
				"SELECT RELEASE_LOCK('released');");
		script.resumes(
				"INSERT INTO one VALUES (IS_USED_LOCK('resumed') IS NOT NULL), (IS_USED_LOCK('released') IS NOT NULL);");
		assertThat(database.query("SELECT id FROM one ORDER BY id")).containsExactly("0", "1");
	}

	@ParameterizedTest
	@MethodSource("mysqlFamily")
	void whatACallMayHaveSetIsMissed(DatabaseUnderTest kind) {
		TestDatabase database = kind.create(this.directory);
		InterruptedScript script = InterruptedScript.of(database, this.directory, FAILING,
				"CREATE TABLE one (id INTEGER);", "SET @known = 5;",
				"CREATE PROCEDURE notes() BEGIN SELECT 6 INTO @known; END;",
				"CREATE PROCEDURE sets(OUT n INTEGER) BEGIN SELECT 6 INTO @hidden; SET n = 7; END;", "CALL sets(@n);");
		script.stops("needs the variable @n of statement 5", "INSERT INTO one VALUES (@n);");
		script.stops("may need a variable of statement 5", "INSERT INTO one VALUES (@hidden);");
		script.resumes("SET @n = 7;", "INSERT INTO one VALUES (@known), (@n);",
				"CREATE DEFINER = 'nobody'@'localhost' VIEW seen AS SELECT id FROM one;");
		assertThat(database.query("SELECT id FROM one ORDER BY id")).containsExactly("5", "7");
	}

	@ParameterizedTest
	@MethodSource("mysqlFamily")
	void whatWasPreparedAndForgottenIsNotPreparedAgain(DatabaseUnderTest kind) {
		TestDatabase database = kind.create(this.directory);
		InterruptedScript script = InterruptedScript.of(database, this.directory, FAILING,
				"CREATE TABLE one (id INTEGER);", "CREATE TABLE old (id INTEGER);",
				"SELECT IF(COUNT(*) = 0, 'INSERT INTO one SELECT id FROM old', 'SELECT 1') INTO @sql FROM one;",
				"PREPARE filling FROM @sql;", "EXECUTE filling;", "DEALLOCATE PREPARE filling;",
				"PREPARE other FROM 'SELECT id FROM old';", "DROP TABLE old;");
		script.stops("needs what is prepared as other of statement 7 in line 7", "EXECUTE other;");
		script.resumes("INSERT INTO one VALUES (1);");
		assertThat(database.query("SELECT id FROM one")).containsExactly("1");
	}

	@Test
	void onlyTheLastSchemaIsUsedAgain() {
		TestDatabase database = TestDatabase.mariadb();
		String own = database.query("SELECT DATABASE()").get(0);
		InterruptedScript script = InterruptedScript.of(database, this.directory, FAILING,
				"CREATE DATABASE " + own + "_scratch;", "CREATE DATABASE " + own + "_other;",
				"USE " + own + "_scratch;", "SET @scratch = DATABASE();", "CREATE TABLE two (id INTEGER);",
				"USE " + own + "_other;", "DROP DATABASE " + own + "_scratch;");
		script.stops("needs the variable @scratch", "SELECT @scratch;");
		script.resumes("CREATE TABLE three (id INTEGER);");
		assertThat(database.query(
				"SELECT table_schema FROM information_schema.tables WHERE table_name = 'three' AND table_schema LIKE '"
						+ own + "%'"))
			.containsExactly(own + "_other");
	}

	@Test
	void onlyTheLastSchemaOfH2IsSetAgain() {
		TestDatabase database = TestDatabase.h2();
		InterruptedScript script = InterruptedScript.of(database, this.directory, FAILING,
				"CREATE TABLE one (id INTEGER);", "CREATE SCHEMA scratch;", "SET SCHEMA scratch;",
				"CREATE TABLE two (id INTEGER);", "SET SCHEMA PUBLIC;", "DROP SCHEMA scratch CASCADE;");
		script.resumes("INSERT INTO one VALUES (1);");
		assertThat(database.query("SELECT id FROM one")).containsExactly("1");
	}

	@ParameterizedTest
	@MethodSource("mysqlFamily")
	void whatAGuardLeftOutIsNotSetAgain(DatabaseUnderTest kind) {
		TestDatabase database = kind.create(this.directory);
		InterruptedScript script = InterruptedScript.of(database, this.directory, FAILING,
				"CREATE TABLE one (id INTEGER);", "-- migrations: if exists table(old)", "SET sql_mode = '';",
				"-- migrations: if exists table(old)", "SET @n = (SELECT MAX(id) FROM old);",
				"-- migrations: unless exists table(old)", "SET @m = 5;");
		script.resumes("INSERT INTO one VALUES (@@sql_mode = ''), (COALESCE(@n, 3)), (@m);");
		assertThat(database.query("SELECT id FROM one ORDER BY id")).containsExactly("0", "3", "5");
	}

	@Test
	void whatAGuardLeftOutIsNotSetAgainOnceTheStepsAreAccepted() {
		TestDatabase database = TestDatabase.mariadb();
		InterruptedScript script = InterruptedScript.of(database, this.directory, FAILING,
				"CREATE TABLE one (id INTEGER);", "-- migrations: if exists table(old)", "SET sql_mode = '';",
				"CREATE TABLE two (id INTEGER);", "-- migrations: if exists table(old)", "SET @n = 5;");
		script.edit("CREATE TABLE one (id INTEGER);", "CREATE TABLE one (id BIGINT);");
		script.goesOnWith(CORRECTED);
		script.migrator().repair(script.migrator().planRepair(RepairAction.Kind.ACCEPT_STEPS));
		script.resumes("INSERT INTO one VALUES (@@sql_mode = ''), (COALESCE(@n, 3));");
		assertThat(database.query("SELECT id FROM one ORDER BY id")).containsExactly("0", "3");
	}

	/**
	 * What a guard leaves out does not end the transaction.
	 */
	@ParameterizedTest
	@MethodSource("mysqlFamily")
	void aTransactionWithAGuardInItIsCommittedAsAWhole(DatabaseUnderTest kind) {
		TestDatabase database = kind.create(this.directory);
		InterruptedScript script = InterruptedScript.of(database, this.directory,
				"INSERT INTO one VALUES (nosuch); COMMIT;", "CREATE TABLE one (id INTEGER);", "BEGIN;",
				"INSERT INTO one VALUES (1);", "-- migrations: if exists table(old)", "INSERT INTO one VALUES (2);");
		assertThat(database.query("SELECT id FROM one")).isEmpty();
		script.resumes("INSERT INTO one VALUES (3);", "COMMIT;");
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
		InterruptedScript script = InterruptedScript.of(database, this.directory, "INSERT INTO child VALUES (nosuch);",
				"CREATE TABLE parent (id INTEGER AUTO_INCREMENT PRIMARY KEY, n INTEGER);",
				"CREATE TABLE child (parent_id INTEGER);", "INSERT INTO parent (n) VALUES (1), (2);",
				"INSERT INTO parent (n) VALUES (3);", "SET @id = LAST_INSERT_ID();", rows.toString());
		script.resumes("INSERT INTO child VALUES (@id);");
		assertThat(database.query("SELECT p.n, COUNT(*) FROM child c JOIN parent p ON p.id = c.parent_id GROUP BY p.n"))
			.containsExactly("3|5002");
	}

}
