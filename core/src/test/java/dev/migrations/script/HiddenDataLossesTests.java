package dev.migrations.script;

import java.io.IOException;
import java.util.List;

import dev.migrations.dialect.Vendor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What takes data away without saying so where one looks first.
 */
class HiddenDataLossesTests {

	private static final String PREPARE = "; PREPARE s FROM @q; EXECUTE s";

	private static void areLosses(Vendor vendor, List<String> scripts) throws IOException {
		for (String script : scripts) {
			assertThat(DataLossesTests.what(vendor, script)).as(script).isNotEmpty();
		}
	}

	private static void areHarmless(Vendor vendor, List<String> scripts) throws IOException {
		for (String script : scripts) {
			assertThat(DataLossesTests.what(vendor, script)).as(script).isEmpty();
		}
	}

	private static String block(String statements) {
		return "\nDELIMITER //\n" + statements + "//\nDELIMITER ;\n";
	}

	@Test
	void nothingIsKnownOfAVariableInABlockAndBehindIt() throws IOException {
		areLosses(Vendor.MARIADB,
				List.of("SET @q = 'SELECT 1';"
						+ block("BEGIN NOT ATOMIC SET @q = 'DROP TABLE users'; PREPARE s FROM @q; EXECUTE s; END"),
						"SET @q = 'SELECT 1';"
								+ block("BEGIN NOT ATOMIC SELECT 'DROP TABLE users' INTO @q; PREPARE s FROM @q; END"),
						"SET @q = 'SELECT 1';" + block("IF 1 THEN PREPARE s FROM @q; END IF"),
						"SET @q = 'SELECT 1';" + block("BEGIN NOT ATOMIC SET @q = 'DROP TABLE users'; END")
								+ "PREPARE s FROM @q",
						"SET @q = 'SELECT 1';" + block("prepare_it: BEGIN NOT ATOMIC SET @q = 'DROP TABLE users'; END")
								+ "PREPARE s FROM @q"));
	}

	@Test
	void whatIsAssignedWithinAValueIsNotKnown() throws IOException {
		areLosses(Vendor.MYSQL,
				List.of("SET @q = 'SELECT 1'; SET @y = (@q := 'DROP TABLE users')" + PREPARE,
						"SET @q = 'SELECT 1', @y = IF(@q := 'DROP TABLE users', 'x', 'y')" + PREPARE,
						"SET @q := 'SELECT 1', @y := (SELECT @q := 'DROP TABLE users')" + PREPARE));
		areHarmless(Vendor.MYSQL, List.of("SET @q := 'SELECT 1', @n := 2" + PREPARE));
	}

	@Test
	void aFunctionOrAViewMayHaveSetAnyVariable() throws IOException {
		areLosses(Vendor.MARIADB,
				List.of("SET @q = 'SELECT 1'; SET @n = ff()" + PREPARE, "SET @q = 'SELECT 1', @n = ff ( 1 )" + PREPARE,
						"SET @q = 'SELECT 1'; SET @n = IF(ff() > 1, 2, 3)" + PREPARE,
						"SET @q = 'SELECT 1'; SET @n = shop.concat('a')" + PREPARE,
						"SET @q = 'SELECT 1'; SET @n = `ff`()" + PREPARE,
						"SET @q = 'SELECT 1'; SET @n = count (1)" + PREPARE,
						"SET @q = 'SELECT 1'; SET @n = (SELECT a FROM v)" + PREPARE,
						"SET @q = 'SELECT 1'; SET @n = (SELECT 1 FROM information_schema.tables t, v)" + PREPARE));
		areHarmless(Vendor.MARIADB,
				List.of("SET @q = 'SELECT 1'; SET @n = CONCAT('a', DATABASE())" + PREPARE,
						"SET @q = 'SELECT 1'; SET @n = (SELECT COUNT(*) FROM information_schema.tables WHERE a IN (1))"
								+ PREPARE));
	}

	@Test
	void whatAConditionalCommentSetsIsNotKnown() throws IOException {
		areLosses(Vendor.MARIADB,
				List.of("SET @q = 'DROP TABLE users' /*!999999 , @q = 'SELECT 1' */" + PREPARE,
						"SET @q = 'DROP TABLE users' /*M!999999 , @q = 'SELECT 1' */" + PREPARE,
						"SET @q = /*!80000 'SELECT 1', @n = */ 'DROP TABLE users'" + PREPARE));
	}

	@Test
	void stringsThatAreNotPlainAreNotTakenForWhatTheySeemToSay() throws IOException {
		areLosses(Vendor.MARIADB, List.of("SET @q = X'44524F50205441424C45207573657273'" + PREPARE,
				"SET @q = x'44524F50205441424C45207573657273'" + PREPARE, "SET @q = N'SELECT 1'" + PREPARE,
				"SET @q = b'01000100'" + PREPARE, "SET @q = _utf8mb4'SELECT 1'" + PREPARE,
				"PREPARE s FROM X'44524F50205441424C45207573657273'", "EXECUTE IMMEDIATE CONCAT('CREATE ', X'4F')"));
		areLosses(Vendor.POSTGRESQL,
				List.of("DO $$ BEGIN EXECUTE E'\\x44ROP TABLE users'; END $$",
						"DO $$ BEGIN EXECUTE E'\\u0044ROP TABLE users'; END $$",
						"DO $$ BEGIN EXECUTE U&'\\0044ROP TABLE users'; END $$",
						"DO $$ BEGIN EXECUTE E'\\104ROP TABLE users'; END $$", "DO E'BEGIN \\x44ROP TABLE users; END'",
						"DO U&'BEGIN \\0044ROP TABLE users; END'"));
	}

	@Test
	void whatIsPutIntoATextMayContinueIt() throws IOException {
		areLosses(Vendor.MARIADB,
				List.of("SET @p = 'DROP COLUMN name'; SET @q = CONCAT('ALTER TABLE users ADD COLUMN x INT, ', @p)"
						+ PREPARE, "SET @q = CONCAT('ALTER TABLE users ADD COLUMN x INT, ', @p)" + PREPARE,
						"SET @p = 'DROP TABLE x'; SET @q = CONCAT('CREATE INDEX i ON ', @p)" + PREPARE,
						"SET @q = CONCAT('CREATE ', @p)" + PREPARE,
						"SET @q = CONCAT('CREATE OR REPLACE ', @p)" + PREPARE,
						"SET STATEMENT max_statement_time = 9 FOR EXECUTE IMMEDIATE 'DROP TABLE users'",
						"SET @p = CONCAT(a, b); SET @q = CONCAT('ALTER TABLE users ADD COLUMN x INT', @p)" + PREPARE));
		areHarmless(Vendor.MARIADB,
				List.of("SET @p = 'mail'; SET @q = CONCAT('ALTER TABLE users ADD COLUMN ', @p, ' INT;')" + PREPARE,
						"SET @q = CONCAT('CREATE INDEX i ON ', @t, ' (a);')" + PREPARE));
		String block = "DO $$ DECLARE q text; BEGIN EXECUTE %s; END $$";
		for (String text : List.of("'SELECT 1; ' || q", "'CREATE INDEX i ON ' || q || '; ' || q",
				"format('ALTER TABLE users ADD COLUMN x int, %s', q)", "format('SELECT 1; %s', q)",
				"format('ALTER TABLE users ADD COLUMN %1$s int', q)", "'ALTER TABLE users ADD COLUMN x int' || q",
				"format('ALTER TABLE %I ADD COLUMN x int', q) || r", "'SELECT 1; DROP TABLE users'",
				"concat('ALTER TABLE users ADD COLUMN x int, ', q)", "format('ALTER TABLE %I OWNER TO x;', q) || r")) {
			areLosses(Vendor.POSTGRESQL, List.of(block.replace("%s; END", text + "; END")));
		}
		for (String text : List.of("'CREATE INDEX i ON ' || q || ';'", "format('ALTER TABLE %I OWNER TO x;', q)",
				"'SELECT 1;'", "'ALTER TABLE users DROP CONSTRAINT ' || quote_ident(q)", "'SELECT 1; SELECT 2'",
				"'ALTER SEQUENCE users_id_seq RESTART WITH ' || q", "'CREATE OR REPLACE VIEW v AS ' || q")) {
			areHarmless(Vendor.POSTGRESQL, List.of(block.replace("%s; END", text + "; END")));
		}
	}

	@Test
	void anEscapedNewlineEndsALineComment() throws IOException {
		areLosses(Vendor.MARIADB, List.of("SET @q = '-- old\\nDROP TABLE users'" + PREPARE,
				"PREPARE s FROM '-- old\\nDROP TABLE users'", "EXECUTE IMMEDIATE '# old\\nDROP TABLE users'"));
		areLosses(Vendor.POSTGRESQL, List.of("DO $$ BEGIN EXECUTE E'-- old\\nDROP TABLE users'; END $$",
				"DO $$ BEGIN EXECUTE E'-- old\\rDROP TABLE users'; END $$",
				"DO E'BEGIN\\n-- x\\nDROP TABLE users;\\nEND'",
				"SET standard_conforming_strings = off; DO 'BEGIN\\n-- x\\nDROP TABLE users;\\nEND'",
				"SET standard_conforming_strings TO 'off'; DO 'BEGIN\\n-- x\\nDROP TABLE users;\\nEND'",
				"SELECT SET_CONFIG('Standard_Conforming_Strings', 'off', false); DO 'BEGIN\\n-- x\\nDROP TABLE users;\\nEND'"));
		areHarmless(Vendor.POSTGRESQL,
				List.of("SET standard_conforming_strings = on; DO $$ BEGIN EXECUTE 'SELECT ''\\d'''; END $$"));
	}

	@Test
	void whatAConditionalCommentCreatesIsNotTheScriptsOwn() throws IOException {
		areLosses(Vendor.MARIADB, List.of("/*!80000 CREATE TABLE users (id INT) */; DROP TABLE users",
				"/*M!110000 CREATE TABLE users (id INT) */; DROP TABLE users",
				"CREATE TABLE n (id INT); RENAME TABLE n TO m /*!80030 , users TO kept, m TO users */; DROP TABLE users",
				"DROP /*!80000 TEMPORARY */ TABLE users", "DELETE FROM users /*!80000 WHERE id = 1 */",
				"/*!80000 CREATE TEMPORARY TABLE users (id INT) */; DROP TABLE users"));
		areHarmless(Vendor.MARIADB, List.of("CREATE TABLE t (id INT); DROP TABLE t", "DELETE FROM users WHERE id = 1",
				"DROP TEMPORARY TABLE users"));
	}

	@Test
	void whatHandlersDoIsReadBehindAnyConditions() throws IOException {
		for (String handler : List.of("NOT FOUND DROP TABLE users", "SQLSTATE '45000' DELETE FROM users",
				"SQLSTATE VALUE '45000', 1146 DROP TABLE users", "1146 DROP TABLE users", "gone TRUNCATE users",
				"SQLEXCEPTION, NOT FOUND, SQLWARNING DROP TABLE users", "SQLEXCEPTION BEGIN DROP TABLE users; END")) {
			areLosses(Vendor.MARIADB,
					List.of(block("BEGIN NOT ATOMIC DECLARE CONTINUE HANDLER FOR " + handler + "; SELECT 1; END")));
		}
		areHarmless(Vendor.MARIADB,
				List.of(block("BEGIN NOT ATOMIC DECLARE EXIT HANDLER FOR NOT FOUND SET @a = 1; SELECT 1; END")));
	}

	@Test
	void mergeMayDeleteAllRows() throws IOException {
		String merge = "MERGE INTO ONLY users u USING gone g ON u.id = g.id WHEN MATCHED THEN DELETE";
		for (String script : List.of(merge, "WITH gone AS (SELECT 1 AS id) " + merge,
				"DO $$ BEGIN " + merge + "; END $$", "EXPLAIN ANALYZE " + merge, "PREPARE s AS " + merge,
				"WITH x AS (" + merge + " RETURNING *) SELECT * FROM x")) {
			assertThat(DataLossesTests.what(Vendor.POSTGRESQL, script)).as(script)
				.containsExactly("empties table users");
		}
		areHarmless(Vendor.POSTGRESQL, List.of(merge.replace("DELETE", "UPDATE SET a = 1")));
	}

	@Test
	void namesOfSqliteDifferInTheCaseOfLettersBeyondAscii() throws IOException {
		String rebuild = "CREATE TABLE \"n\" (a, \"ä\"); INSERT INTO n (%s) SELECT a, \"ä\" FROM \"Ä\"; DROP TABLE \"%s\";"
				+ "ALTER TABLE n RENAME TO \"Ä\"";
		assertThat(DataLossesTests.losses(Vendor.SQLITE, rebuild.formatted("a, \"ä\"", "Ä")))
			.allMatch((loss) -> loss.copy() != null);
		assertThat(DataLossesTests.losses(Vendor.SQLITE, rebuild.formatted("a, \"ä\"", "ä")))
			.anyMatch((loss) -> loss.copy() == null);
	}

	@Test
	void whereNamesAreLookedForIsNotKnownOnceAnUnknownSettingIsSet() throws IOException {
		for (String script : List.of("SELECT set_config('search' || '_path', 'archive', false)",
				"SELECT set_config(a, 'archive', false) FROM x",
				"DO $$ DECLARE q text; BEGIN PERFORM set_config(q, 'archive', false); END $$")) {
			assertThat(DataLossesTests.asked(Vendor.POSTGRESQL, "CREATE TABLE t (id int);" + script + "; DROP TABLE t"))
				.as(script)
				.contains("table *.t");
		}
		assertThat(DataLossesTests.asked(Vendor.POSTGRESQL,
				"CREATE TABLE t (id int); SELECT set_config('work_mem', '1GB', false); DROP TABLE t"))
			.isEmpty();
	}

}
