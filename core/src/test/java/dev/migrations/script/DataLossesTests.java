package dev.migrations.script;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.migrations.dialect.LexicalRules;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.Statement;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class DataLossesTests {

	static List<DataLoss> losses(Vendor vendor, String... scripts) throws IOException {
		return losses(vendor, LexicalRules.of(vendor), scripts);
	}

	static List<DataLoss> losses(Vendor vendor, LexicalRules rules, String... scripts) throws IOException {
		DataLosses losses = new DataLosses(vendor, rules);
		List<DataLoss> found = new ArrayList<>();
		for (String script : scripts) {
			losses.begin();
			try (StatementCursor cursor = new StatementSplitter(vendor, rules, 1000).split("V1__x.sql",
					new StringReader(script))) {
				for (Statement next = cursor.next(); next != null; next = cursor.next()) {
					found.addAll(losses.of(next));
				}
			}
			found.addAll(losses.end());
		}
		return found;
	}

	static List<String> what(Vendor vendor, String... scripts) throws IOException {
		return losses(vendor, scripts).stream().map(DataLoss::what).toList();
	}

	static List<String> asked(Vendor vendor, String... scripts) throws IOException {
		return losses(vendor, scripts).stream()
			.flatMap((loss) -> loss.objects().stream())
			.map(Object::toString)
			.toList();
	}

	@Test
	void dropsOfWhatHoldsDataAreLosses() throws IOException {
		assertThat(what(Vendor.POSTGRESQL, """
				DROP TABLE IF EXISTS users, "public"."Order Lines" CASCADE;
				DROP MATERIALIZED VIEW totals; DROP SEQUENCE ids; DROP SCHEMA IF EXISTS app CASCADE; DROP DATABASE shop;
				DROP TYPE mood CASCADE; DROP EXTENSION postgis CASCADE; DROP OWNED BY app;
				""")).containsExactly("drops table users", "drops table public.Order Lines",
				"drops materialized view totals", "drops sequence ids", "drops schema app", "drops database shop",
				"drops type mood and what is of it", "drops extension postgis and what is of it",
				"drops all that app owns");
		assertThat(what(Vendor.MARIADB,
				"/*!40000 DROP DATABASE IF EXISTS `shop`*/;\nDROP TABLES a, b;\n"
						+ "CREATE OR REPLACE TABLE c (id INT);\nCREATE OR REPLACE SEQUENCE s;"))
			.containsExactly("drops database shop", "drops table a", "drops table b", "replaces table c",
					"replaces sequence s");
		assertThat(what(Vendor.H2, "DROP ALL OBJECTS DELETE FILES")).containsExactly("drops all objects");
	}

	@Test
	void whatHoldsNoDataMayBeDropped() throws IOException {
		assertThat(what(Vendor.POSTGRESQL, """
				DROP VIEW v CASCADE; DROP INDEX i; DROP FUNCTION f(int); DROP TRIGGER t ON users; DROP TYPE mood;
				DROP POLICY p ON users; CREATE OR REPLACE VIEW v AS SELECT 1; CREATE TABLE drops (id int);
				CREATE FUNCTION g() RETURNS void LANGUAGE sql AS $$ DROP TABLE users $$;
				COMMENT ON TABLE users IS 'DROP TABLE users'; INSERT INTO t VALUES ('DROP TABLE users');
				ALTER TABLE users DROP CONSTRAINT c, ALTER COLUMN a DROP NOT NULL, ALTER b DROP DEFAULT;
				""")).isEmpty();
		assertThat(what(Vendor.MARIADB, "ALTER TABLE a DROP PRIMARY KEY, DROP INDEX i, DROP KEY k, DROP FOREIGN KEY f, "
				+ "DROP CHECK c, DROP CONSTRAINT IF EXISTS d; DROP TEMPORARY TABLE t;"))
			.isEmpty();
	}

	@Test
	void emptyingATableIsALossUnlessItSaysWhichRows() throws IOException {
		assertThat(what(Vendor.POSTGRESQL, """
				TRUNCATE TABLE ONLY users, orders RESTART IDENTITY CASCADE;
				DELETE FROM ONLY public.users;
				DELETE FROM users WHERE id = 1; DELETE FROM a USING b;
				""")).containsExactly("empties table users", "empties table orders", "empties table public.users");
		assertThat(what(Vendor.MARIADB, "TRUNCATE a; DELETE QUICK FROM a; DELETE FROM a LIMIT 1; "
				+ "DELETE a FROM a JOIN b; ALTER TABLE p TRUNCATE PARTITION p0; ALTER TABLE p DROP PARTITION p0;"))
			.containsExactly("empties table a", "empties table a", "empties a part of table p",
					"drops rows of table p");
	}

	@Test
	void columnsAreLossesByThemselves() throws IOException {
		assertThat(losses(Vendor.POSTGRESQL, "ALTER TABLE IF EXISTS users ADD c int, DROP COLUMN IF EXISTS a, DROP b"))
			.extracting(DataLoss::what, DataLoss::column)
			.containsExactly(tuple("drops column a of table users", "a"), tuple("drops column b of table users", "b"));
		assertThat(
				what(Vendor.H2, "ALTER TABLE users DROP COLUMN IF EXISTS (a, b)", "ALTER TABLE users DROP COLUMN a, b"))
			.containsExactly("drops column a of table users", "drops column b of table users",
					"drops column a of table users", "drops column b of table users");
	}

	@Test
	void whatWasRenamedIsStillTheSame() throws IOException {
		assertThat(asked(Vendor.POSTGRESQL, "ALTER TABLE users RENAME TO people", "ALTER TABLE people RENAME TO folk;",
				"DROP TABLE folk"))
			.containsExactly("table folk", "table people", "table users");
		assertThat(asked(Vendor.MARIADB, "RENAME TABLE a TO a_old, a_new TO a; DROP TABLE a_old"))
			.containsExactly("table a_old", "table a");
		assertThat(losses(Vendor.SQLITE, "ALTER TABLE users RENAME COLUMN a TO b; ALTER TABLE users DROP COLUMN b"))
			.extracting(DataLoss::column)
			.containsExactly("a");
	}

	@Test
	void temporaryTablesHideOthersInTheirScript() throws IOException {
		assertThat(what(Vendor.POSTGRESQL, "CREATE TEMP TABLE t (id int); TRUNCATE t; DROP TABLE t;", "DROP TABLE t"))
			.hasSize(1);
		assertThat(what(Vendor.SQLITE,
				"CREATE TABLE temp.t (id); DELETE FROM t; DROP TABLE temp.t; CREATE TEMP TABLE t (id); DROP TABLE t"))
			.isEmpty();
		assertThat(what(Vendor.SQLITE, "CREATE TEMP TABLE t (id); DROP TABLE t; DROP TABLE t")).hasSize(1);
		assertThat(what(Vendor.MARIADB, "CREATE TEMPORARY TABLE t (id INT); DROP TEMPORARY TABLE t; DROP TABLE t"))
			.hasSize(1);
		assertThat(asked(Vendor.SQLITE,
				"CREATE TEMP TABLE t (id); ALTER TABLE t RENAME TO u; DELETE FROM u; DELETE FROM t"))
			.containsExactly("table t");
	}

	@Test
	void whatTheScriptsHaveCreatedIsNoLoss() throws IOException {
		assertThat(what(Vendor.POSTGRESQL, "CREATE TABLE t (id int)",
				"DELETE FROM t; ALTER TABLE t DROP COLUMN id; ALTER TABLE t RENAME TO u; DROP TABLE u"))
			.isEmpty();
		assertThat(asked(Vendor.POSTGRESQL, "ALTER TABLE t RENAME TO old; CREATE TABLE t (id int); DROP TABLE t, old"))
			.containsExactly("table old", "table t");
		assertThat(what(Vendor.POSTGRESQL, "CREATE TABLE t (id int); DROP TABLE t; DROP TABLE t")).hasSize(1);
		assertThat(what(Vendor.POSTGRESQL, "CREATE TABLE IF NOT EXISTS t (id int); DROP TABLE t",
				"-- migrations: unless exists table(u)\nCREATE TABLE u (id int); DROP TABLE u"))
			.containsExactly("drops table t", "drops table u");
		assertThat(asked(Vendor.MARIADB, "CREATE TABLE t (id INT); CREATE TABLE T (id INT); DROP TABLE T, b.t;",
				"USE b; CREATE TABLE c (id INT);", "DROP TABLE c;"))
			.containsExactly("table b.t", "table c");
		assertThat(what(Vendor.MARIADB, "CREATE DATABASE /*!32312 IF NOT EXISTS*/ `shop`; DROP DATABASE shop;"
				+ "CREATE DATABASE shop; CREATE TABLE shop.t (id INT); USE shop; DROP TABLE t; DROP DATABASE shop"))
			.containsExactly("drops database shop");
	}

	@Test
	void namesAreSoughtInTheSchemasThatTheScriptChooses() throws IOException {
		assertThat(asked(Vendor.POSTGRESQL, "SET search_path TO app, \"Other\"; DROP TABLE t", "DROP TABLE t"))
			.containsExactly("table app.t", "table Other.t", "table t");
		assertThat(asked(Vendor.POSTGRESQL, "SET search_path TO app, \"$user\"; DROP TABLE t"))
			.containsExactly("table t", "table app.t", "table $user.t");
		assertThat(asked(Vendor.POSTGRESQL, "SET LOCAL search_path = app; DROP TABLE t")).containsExactly("table t",
				"table app.t");
		assertThat(asked(Vendor.POSTGRESQL, "SET SCHEMA 'app'; RESET search_path; DROP TABLE t"))
			.containsExactly("table t", "table app.t");
		assertThat(asked(Vendor.POSTGRESQL,
				"SET search_path = app; CREATE TABLE t (id int);"
						+ "SELECT set_config('search_path', 'public', false); DROP TABLE t"))
			.containsExactly("table t", "table app.t", "table *.t");
		assertThat(
				asked(Vendor.MARIADB, "USE `shop`; SET @schema = 'x'; DROP TABLE t; DROP TABLE a.t; DROP DATABASE b"))
			.containsExactly("table shop.t", "table a.t", "database b");
		assertThat(asked(Vendor.H2, "SET SCHEMA a; DROP TABLE t; SET SCHEMA_SEARCH_PATH b; DROP TABLE t"))
			.containsExactly("table a.t", "table a.t", "table b.t");
	}

	private static List<String> kept(Vendor vendor, String... scripts) throws IOException {
		return losses(vendor, scripts).stream().map((loss) -> {
			DataLoss.Copy copy = loss.copy();
			return loss.line() + ": " + loss.what()
					+ ((copy == null) ? ", nothing"
							: ", " + ((copy.columns() != null) ? new TreeSet<>(copy.columns()) : "all"))
					+ " is kept of " + loss.objects().get(loss.objects().size() - 1);
		}).toList();
	}

	private static String[] rebuild(String create, String insert) {
		return new String[] { create + "; " + insert + "; DROP TABLE t; ALTER TABLE n RENAME TO t;" };
	}

	@Test
	void aTableOfSqliteMayBeRebuiltWithTheColumnsThatAreCopied() throws IOException {
		assertThat(kept(Vendor.SQLITE,
				"""
						PRAGMA foreign_keys=OFF;
						CREATE TABLE "new_User" ("id" INTEGER NOT NULL PRIMARY KEY, "name" TEXT NOT NULL, "age" INTEGER, "more" TEXT);
						INSERT INTO "new_User" ("id", "name", "age") SELECT "id", "name", "age" FROM "User";
						DROP TABLE "User";
						ALTER TABLE "new_User" RENAME TO "User";
						PRAGMA foreign_keys=ON;
						""",
				"ALTER TABLE \"User\" DROP COLUMN age", "DROP TABLE \"User\""))
			.containsExactly("4: drops table User, [age, id, name] is kept of table User",
					"1: drops column age of table User, nothing is kept of table User",
					"1: drops table User, nothing is kept of table User");
		assertThat(kept(Vendor.SQLITE,
				rebuild("CREATE TABLE n (id, mail)", "INSERT INTO n (id, mail) SELECT t.id, \"t\".mail FROM t")))
			.containsExactly("1: drops table t, [id, mail] is kept of table t");
		assertThat(losses(Vendor.SQLITE, rebuild("CREATE TABLE n (id, mail)", "INSERT INTO n SELECT * FROM t")[0],
				"ALTER TABLE t DROP COLUMN mail"))
			.extracting(DataLoss::column, DataLoss::copy)
			.containsExactly(tuple(null, new DataLoss.Copy(null, true)), tuple(null, null));
	}

	@Test
	void valuesInTheQueryKeepNothingAndTakeNothingAway() throws IOException {
		String create = "CREATE TABLE n (a, b)";
		for (String query : List.of("SELECT a, coalesce(b, 'x') AS b FROM t", "SELECT t.a, IFNULL(\"b\", -1) FROM t",
				"SELECT b, a FROM t", "SELECT a, b AS c FROM t",
				"SELECT a, coalesce(t.b, a, CURRENT_TIMESTAMP) FROM t")) {
			assertThat(kept(Vendor.SQLITE, rebuild(create, "INSERT INTO n (a, b) " + query))).as(query)
				.containsExactly("1: drops table t, [a, b] is kept of table t");
			assertThat(kept(Vendor.SQLITE, rebuild(create, "INSERT INTO n " + query))).as(query)
				.containsExactly("1: drops table t, [a, b] is kept of table t");
		}
		for (String value : List.of("1", "-1", "'b'", "NULL", "current_timestamp")) {
			assertThat(kept(Vendor.SQLITE, rebuild(create, "INSERT INTO n (a, b) SELECT a, " + value + " FROM t")))
				.as(value)
				.containsExactly("1: drops table t, [a] is kept of table t");
		}
	}

	/**
	 * Names that are not those of the database any more are not followed.
	 */
	@Test
	void columnsThatWereCopiedUnderOtherNamesAreLossesUnderAny() throws IOException {
		assertThat(losses(Vendor.SQLITE, rebuild("CREATE TABLE n (a, b)", "INSERT INTO n (a, b) SELECT b, a FROM t")[0]
				+ "ALTER TABLE t DROP a"))
			.extracting(DataLoss::column)
			.containsExactly(null, null);
	}

	private static String byWayOf(String create, String insert, String back) {
		return create + ";" + insert + "; DROP TABLE t; CREATE TABLE t (a, b, c); " + back + "; DROP TABLE o;";
	}

	@Test
	void aTableMayBeRebuiltByWayOfAnother() throws IOException {
		String insert = "INSERT INTO o SELECT a, b FROM t";
		String back = "INSERT INTO t (a, b) SELECT a, b FROM o";
		for (String script : List.of(byWayOf("CREATE TEMPORARY TABLE o (a, b)", insert, back),
				byWayOf("CREATE TABLE o (a INTEGER PRIMARY KEY, b DECIMAL(2, 1), UNIQUE (a, b))",
						"CREATE UNIQUE INDEX i ON o (a); " + insert, "CREATE INDEX j ON t (a); " + back),
				byWayOf("CREATE TEMP TABLE o AS SELECT a, b FROM t", "CREATE INDEX i ON o (a)", back),
				byWayOf("CREATE TEMP TABLE o (b, a)", "INSERT INTO o (a, b) SELECT a, b FROM t",
						"INSERT INTO t SELECT a, b, 1 FROM o"))) {
			assertThat(kept(Vendor.SQLITE, script)).as(script)
				.containsExactly("1: drops table t, [a, b] is kept of table t");
			assertThat(kept(Vendor.SQLITE, script + script.replace("o", "q"), "DROP TABLE t")).as(script)
				.containsExactly("1: drops table t, [a, b] is kept of table t",
						"1: drops table t, [a, b] is kept of table t", "1: drops table t, nothing is kept of table t");
		}
		assertThat(
				kept(Vendor.SQLITE,
						byWayOf("CREATE TABLE o AS SELECT * FROM t", "CREATE INDEX i ON o (a)",
								"INSERT INTO t SELECT * FROM o")))
			.containsExactly("1: drops table t, all is kept of table t");
		assertThat(kept(Vendor.SQLITE,
				byWayOf("CREATE TEMP TABLE o (a, b)", insert, "INSERT INTO t (a, c) SELECT a, a FROM o")))
			.containsExactly("1: drops table t, [a] is kept of table t");
	}

	@Test
	void whatDiffersFromAWayByAnotherTableKeepsNothing() throws IOException {
		String create = "CREATE TEMP TABLE o (a, b)";
		String insert = "INSERT INTO o SELECT a, b FROM t";
		String back = "INSERT INTO t (a, b) SELECT a, b FROM o";
		for (String script : List.of(byWayOf(create, insert, "SELECT 1"), byWayOf(create, insert, back + " WHERE a"),
				byWayOf(create, insert, "DELETE FROM o; " + back), byWayOf(create, insert + " LIMIT 1", back),
				byWayOf(create, "INSERT INTO o SELECT b, a FROM t", back),
				byWayOf("CREATE TEMP TABLE x (a);" + create, insert, back),
				byWayOf(create + "; CREATE TEMP TABLE o2 (a)", insert, back),
				byWayOf(create, insert, back).replace("CREATE TABLE t", "CREATE TEMP TABLE t"),
				byWayOf(create, insert, back).replace("(a, b, c)", "(a UNIQUE ON CONFLICT REPLACE, b)"),
				byWayOf(create.replace("o (", "IF NOT EXISTS o ("), insert, back),
				byWayOf("CREATE TABLE o AS SELECT a, a, a, a, a, a, a, a, a, a, a, a, b FROM t WHERE a = 1",
						"CREATE INDEX i ON o (a)", back),
				create + ";" + insert + "; DROP TABLE t; ALTER TABLE o RENAME TO t;")) {
			assertThat(kept(Vendor.SQLITE, script)).as(script)
				.containsExactly("1: drops table t, nothing is kept of table t");
		}
		assertThat(kept(Vendor.SQLITE, byWayOf(create, insert, "SELECT 1") + "DROP TABLE t"))
			.containsExactly("1: drops table t, nothing is kept of table t");
	}

	@Test
	void whatDiffersFromARebuildKeepsNothing() throws IOException {
		String create = "CREATE TABLE n (a, b)";
		String insert = "INSERT INTO n (a, b) SELECT a, b FROM t";
		String rename = "ALTER TABLE n RENAME TO t";
		for (String script : List.of(create + ";" + insert + "; DROP TABLE t",
				create + ";" + insert + "; DROP TABLE t;" + "SELECT 1;" + rename,
				create + ";" + insert + "; DELETE FROM n WHERE a; DROP TABLE t;" + rename,
				create + ";" + insert + "; DROP TABLE t; ALTER TABLE n RENAME TO u",
				create + "; UPDATE t SET a = 1; " + insert + "; DROP TABLE t;" + rename,
				create + ";" + insert + "; DROP TABLE t;\n-- migrations: if exists table(n)\n" + rename,
				create + ";\n-- migrations: if exists table(t)\n" + insert + "; DROP TABLE t;" + rename,
				"-- migrations: unless exists table(n)\n" + create + ";" + insert + "; DROP TABLE t;" + rename,
				"PRAGMA foreign_keys=ON;" + create + ";" + insert + "; DROP TABLE t;" + rename,
				create + ";" + insert + "; DROP TABLE t;" + rename.replace("n ", "m "))) {
			assertThat(kept(Vendor.SQLITE, script)).as(script)
				.singleElement()
				.asString()
				.endsWith(": drops table t, nothing is kept of table t");
		}
		for (String query : List.of("SELECT a, b FROM t WHERE a", "SELECT a, b FROM t LIMIT 1",
				"SELECT DISTINCT a, b FROM t", "SELECT max(a), b FROM t", "SELECT a, b FROM t ORDER BY a",
				"SELECT * FROM t", "SELECT a, b FROM main.t", "SELECT a, b FROM t AS x", "SELECT x.a, t.b FROM t",
				"SELECT a, coalesce(b, max(a)) FROM t", "SELECT a, coalesce(max(a), b) FROM t",
				"SELECT a, coalesce(1, b) FROM t", "SELECT a, coalesce(b, (SELECT max(a) FROM t)) FROM t",
				"SELECT a, b || 'x' FROM t", "SELECT a, -b FROM t", "SELECT a, b FROM s UNION ALL SELECT a, b FROM t",
				"SELECT a FROM t", "SELECT a, b, b FROM t", "SELECT a, CAST(b AS TEXT) FROM t",
				"SELECT a, b COLLATE NOCASE FROM t")) {
			assertThat(kept(Vendor.SQLITE, rebuild(create, "INSERT INTO n (a, b) " + query))).as(query)
				.containsExactly("1: drops table t, nothing is kept of table t");
		}
		for (String other : List.of("INSERT INTO n (a, a) SELECT a, b FROM t",
				"INSERT OR IGNORE INTO n (a, b) SELECT a, b FROM t",
				"INSERT INTO n (a, b) SELECT a, b FROM t ON CONFLICT DO NOTHING",
				"INSERT INTO n SELECT * FROM t WHERE a",
				"WITH t AS (SELECT 1 AS a, 2 AS b) INSERT INTO n (a, b) SELECT a, b FROM t")) {
			assertThat(kept(Vendor.SQLITE, rebuild(create, other))).as(other)
				.containsExactly("1: drops table t, nothing is kept of table t");
		}
		for (String other : List.of("CREATE TABLE IF NOT EXISTS n (a, b)", "CREATE TEMP TABLE n (a, b)",
				"CREATE TABLE n (a UNIQUE ON CONFLICT IGNORE, b)", "CREATE TABLE n AS SELECT * FROM t",
				"CREATE TABLE n AS SELECT * FROM t WHERE a")) {
			assertThat(kept(Vendor.SQLITE, rebuild(other, insert))).as(other)
				.containsExactly("1: drops table t, nothing is kept of table t");
		}
		assertThat(
				kept(Vendor.SQLITE, "ALTER TABLE t RENAME a TO z; ALTER TABLE t ADD a;" + rebuild(create, insert)[0]))
			.containsExactly("1: drops table t, nothing is kept of table t");
		assertThat(kept(Vendor.MARIADB, rebuild(create, insert)))
			.containsExactly("1: drops table t, nothing is kept of table t");
	}

	@Test
	void aTableIsNoCopyWhereATemporaryOneMayHaveItsName() throws IOException {
		String rebuild = rebuild("CREATE TABLE n (a)", "INSERT INTO n (a) SELECT a FROM t")[0];
		for (String before : List.of("CREATE TEMP TABLE n (a);",
				"-- migrations: if exists table(t)\nCREATE TEMPORARY TABLE n (a);",
				"CREATE TABLE temp.x (a); ALTER TABLE \"temp\".x RENAME TO n;")) {
			assertThat(kept(Vendor.SQLITE, before + rebuild)).as(before)
				.singleElement()
				.asString()
				.endsWith(": drops table t, nothing is kept of table t");
		}
	}

	@Test
	void foreignKeysAreOutOfForceIfThatIsSaidPlainlyAtTheHead() throws IOException {
		String rebuild = rebuild("CREATE TABLE n (a)", "INSERT INTO n (a) SELECT a FROM t")[0];
		for (String other : List.of("PRAGMA main.foreign_keys=ON;", "PRAGMA \"foreign_keys\"=ON;",
				"PRAGMA foreign_keys=OFF; PRAGMA main.foreign_keys(1);", "PRAGMA foreign_keys=1;",
				"-- migrations: if exists table(t)\nPRAGMA foreign_keys=ON;",
				"UPDATE t SET a = 1; PRAGMA foreign_keys=OFF;",
				"-- migrations: if exists table(t)\nPRAGMA foreign_keys=OFF;")) {
			assertThat(losses(Vendor.SQLITE, other + rebuild)).as(other)
				.extracting(DataLoss::copy)
				.containsExactly((DataLoss.Copy) null);
		}
		assertThat(losses(Vendor.SQLITE, "PRAGMA defer_foreign_keys=ON; PRAGMA foreign_keys = off;" + rebuild))
			.extracting(DataLoss::copy)
			.containsExactly(new DataLoss.Copy(Set.of("a"), false));
		assertThat(losses(Vendor.SQLITE, "PRAGMA foreign_keys;" + rebuild)).extracting(DataLoss::copy)
			.containsExactly(new DataLoss.Copy(Set.of("a"), true));
	}

	@Test
	void whatIsTakenBackMakesNothingTheScriptsOwn() throws IOException {
		for (Vendor vendor : List.of(Vendor.POSTGRESQL, Vendor.SQLITE)) {
			assertThat(asked(vendor, "SAVEPOINT a; ALTER TABLE users RENAME TO legacy; CREATE TABLE users (id int);"
					+ "ROLLBACK TO SAVEPOINT a; DROP TABLE users"))
				.contains("table users");
			assertThat(asked(vendor,
					"SAVEPOINT a; CREATE TEMP TABLE users (id int); ROLLBACK TRANSACTION TO a; DROP TABLE users"))
				.contains("table users");
			assertThat(losses(vendor,
					"SAVEPOINT a; ALTER TABLE users RENAME COLUMN x TO y; ALTER TABLE users ADD COLUMN x int;"
							+ "ROLLBACK TO a; ALTER TABLE users DROP COLUMN x"))
				.extracting(DataLoss::what, DataLoss::column)
				.containsExactly(tuple("drops column x of table users", null));
		}
	}

	@Test
	void stringsThatStandWhereNamesDoAreNames() throws IOException {
		assertThat(what(Vendor.SQLITE,
				"DROP TABLE 'users'; DELETE FROM 'users'; ALTER TABLE users DROP COLUMN 'email';"
						+ "ALTER TABLE users RENAME TO 'x'; DROP TABLE x"))
			.containsExactly("drops table users", "empties table users", "drops column email of table users",
					"drops table x");
		assertThat(what(Vendor.MARIADB,
				"SET sql_mode='ANSI_QUOTES'; DROP TABLE \"users\"; SET sql_mode='';"
						+ "PREPARE s FROM \"DROP TABLE orders\"; EXECUTE s"))
			.containsExactly("drops table users", "drops table orders");
	}

	@Test
	void stringsAndNamesEndWhereTheModeThatTheScriptSetsSaysSo() throws IOException {
		String escaped = "ALTER TABLE users COMMENT 'a\\', DROP COLUMN b, COMMENT 'c'";
		for (Vendor vendor : List.of(Vendor.MARIADB, Vendor.MYSQL)) {
			assertThat(what(vendor, "SET sql_mode = 'NO_BACKSLASH_ESCAPES';" + escaped,
					"ALTER TABLE users COMMENT 'a\\', DROP COLUMN b'"))
				.containsExactly("drops column b of table users");
			assertThat(what(vendor,
					"/*!40101 SET sql_mode=CONCAT(@@sql_mode, ',NO_BACKSLASH_ESCAPES') */;"
							+ "PREPARE s FROM 'ALTER TABLE users COMMENT ''a\\'', DROP COLUMN b'"))
				.containsExactly("drops column b of table users");
			assertThat(losses(vendor, LexicalRules.inSession("NO_BACKSLASH_ESCAPES", false), escaped, escaped))
				.extracting(DataLoss::what)
				.containsExactly("drops column b of table users", "drops column b of table users");
			assertThat(what(vendor, "SET sql_mode = 'ANSI_QUOTES'; ALTER TABLE \"a\\\" DROP COLUMN \"b\""))
				.containsExactly("drops column b of table a\\");
		}
	}

	@Test
	void whatIsForASessionIsInTheSchemaThatTheProductHasForIt() throws IOException {
		for (Vendor vendor : List.of(Vendor.POSTGRESQL, Vendor.H2, Vendor.MARIADB)) {
			assertThat(asked(vendor, "DROP TABLE temp.t")).as(vendor.name()).containsExactly("table temp.t");
		}
		assertThat(asked(Vendor.SQLITE, "DROP TABLE temp.t; DROP TABLE pg_temp.t")).containsExactly("table pg_temp.t");
		assertThat(asked(Vendor.POSTGRESQL, "DROP TABLE pg_temp.t")).isEmpty();
	}

	@Test
	void whatIsMovedIntoASchemaOfTheScriptsIsLostWithIt() throws IOException {
		assertThat(asked(Vendor.POSTGRESQL,
				"CREATE SCHEMA trash; ALTER TABLE users SET SCHEMA trash; DROP SCHEMA trash CASCADE"))
			.containsExactly("schema trash", "table users");
		assertThat(
				asked(Vendor.MARIADB, "CREATE DATABASE trash; RENAME TABLE users TO trash.users; DROP DATABASE trash"))
			.containsExactly("database trash", "table users");
		assertThat(asked(Vendor.POSTGRESQL, "CREATE SCHEMA own; CREATE TABLE t (id int); ALTER TABLE t SET SCHEMA own;"
				+ "DROP SCHEMA own CASCADE"))
			.isEmpty();
	}

	@Test
	void namesAreTheSameIfTheDatabaseTakesThemForTheSame() throws IOException {
		assertThat(asked(Vendor.POSTGRESQL, "CREATE TABLE Users (id int); DROP TABLE \"Users\"; DROP TABLE \"users\""))
			.containsExactly("table Users");
		assertThat(losses(Vendor.POSTGRESQL,
				"ALTER TABLE t ADD Email text; ALTER TABLE t DROP \"Email\"; ALTER TABLE t DROP email"))
			.extracting(DataLoss::column)
			.containsExactly("Email");
		assertThat(asked(Vendor.H2,
				"CREATE TABLE \"users\" (id int); DROP TABLE users;" + "CREATE TABLE t (id int); DROP TABLE \"t\""))
			.containsExactly("table users", "table t");
		assertThat(losses(Vendor.H2, "ALTER TABLE t ADD \"email\" text; ALTER TABLE t DROP COLUMN email"))
			.extracting(DataLoss::column)
			.containsExactly("email");
		assertThat(asked(Vendor.POSTGRESQL, "DROP TABLE " + "ü".repeat(40) + ", U&\"\\0075s\\+000065rs\""))
			.containsExactly("table " + "ü".repeat(31), "table users");
	}

	@Test
	void temporaryTablesThatMayHaveGoneHideNothing() throws IOException {
		for (String script : List.of("CREATE TEMP TABLE t (id int) ON COMMIT DROP;",
				"CREATE TEMP TABLE t (id int); DISCARD TEMP;",
				"CREATE TEMP TABLE t (id int); SET search_path = public, pg_temp;",
				"SET search_path = public, pg_temp; CREATE TEMP TABLE t (id int);",
				"CREATE TEMP TABLE t (id int); SELECT set_config('SEARCH_PATH', 'public, pg_temp', false);")) {
			assertThat(what(Vendor.POSTGRESQL, script + "DROP TABLE t")).as(script).containsExactly("drops table t");
		}
		assertThat(what(Vendor.MARIADB, "CREATE TEMPORARY TABLE t (id INT); CREATE OR REPLACE TABLE t (id INT)"))
			.containsExactly("replaces table t");
	}

	@Test
	void typesAreFollowedThroughTheirNames() throws IOException {
		assertThat(asked(Vendor.POSTGRESQL,
				"ALTER TYPE st RENAME TO old; ALTER TYPE a RENAME VALUE 'x' TO 'y'; ALTER TYPE old SET SCHEMA trash;"
						+ "DROP TYPE trash.old CASCADE"))
			.containsExactly("type trash.old", "type old", "type st");
	}

	@Test
	void schemasThatAnyStatementMayHaveChosenAreDoubted() throws IOException {
		for (String script : List.of("SELECT set_config('SEARCH_PATH', 'archive', false);",
				"WITH a AS (SELECT set_config('search_path', 'archive', false)) SELECT * FROM a;",
				"UPDATE pg_settings SET setting = 'archive' WHERE name = 'search_path';")) {
			assertThat(asked(Vendor.POSTGRESQL, script + "DROP TABLE old")).as(script)
				.containsExactly("table old", "table *.old");
		}
	}

	@Test
	void whatIsDoneUnderAConditionMakesNothingTheScriptsOwn() throws IOException {
		String block = "DO $$ BEGIN IF x THEN %s; END IF; EXCEPTION WHEN others THEN NULL; END $$;";
		assertThat(asked(Vendor.POSTGRESQL, block.formatted("CREATE TABLE t (id int)") + "DROP TABLE t"))
			.containsExactly("table t");
		assertThat(losses(Vendor.POSTGRESQL, block.formatted("ALTER TABLE t ADD c text") + "ALTER TABLE t DROP c",
				block.formatted("ALTER TABLE t RENAME a TO b") + "ALTER TABLE t DROP b"))
			.extracting(DataLoss::column)
			.containsExactly("c", null);
		assertThat(
				asked(Vendor.POSTGRESQL, "CREATE TABLE own (id int);" + block.formatted("ALTER TABLE own RENAME TO t"),
						"DROP TABLE t; DROP TABLE own"))
			.containsExactly("table t", "table own", "table own");
		assertThat(asked(Vendor.POSTGRESQL,
				"CREATE TABLE own (id int);\n-- migrations: unless exists table(t)\nALTER TABLE own RENAME TO t; DROP TABLE t"))
			.containsExactly("table t", "table own");
		assertThat(asked(Vendor.MARIADB,
				"BEGIN NOT ATOMIC IF x THEN CREATE TABLE t (id INT); END IF; END;\n DROP TABLE t"))
			.containsExactly("table t");
		assertThat(losses(Vendor.MARIADB, "ALTER TABLE t RENAME COLUMN IF EXISTS a TO b; ALTER TABLE t DROP b",
				"ALTER TABLE u CHANGE COLUMN IF EXISTS a b INT; ALTER TABLE u DROP b",
				"-- migrations: unless exists column(v.b)\nALTER TABLE v RENAME COLUMN a TO b; ALTER TABLE v DROP b",
				"ALTER TABLE IF EXISTS w RENAME COLUMN a TO b; ALTER TABLE w DROP b"))
			.extracting(DataLoss::column)
			.containsExactly(null, null, null, null);
		assertThat(what(Vendor.SQLITE, "-- migrations: if exists table(x)\nCREATE TEMP TABLE t (id); DROP TABLE t"))
			.containsExactly("drops table t");
		assertThat(asked(Vendor.POSTGRESQL, "EXPLAIN (ANALYZE false) CREATE TABLE t AS SELECT 1; DROP TABLE t"))
			.containsExactly("table t");
	}

	@Test
	void whatIsKnownOfATableIsForgottenWithIt() throws IOException {
		assertThat(losses(Vendor.SQLITE,
				"CREATE TABLE t (a); ALTER TABLE t ADD c; DROP TABLE t; ALTER TABLE u RENAME TO t; ALTER TABLE t DROP c"))
			.extracting(DataLoss::column)
			.containsExactly("c");
		assertThat(asked(Vendor.POSTGRESQL,
				"CREATE TABLE a (id int); ALTER TABLE public.a RENAME TO b; ALTER TABLE c RENAME TO a; DROP TABLE a"))
			.containsExactly("table a", "table c");
		assertThat(asked(Vendor.POSTGRESQL,
				"CREATE TABLE t (id int); SELECT set_config('search_path', 'archive', false); DROP TABLE t"))
			.containsExactly("table t", "table *.t");
		assertThat(asked(Vendor.POSTGRESQL, "ALTER TABLE a RENAME TO b; ALTER TABLE b RENAME TO c; DROP TABLE c"))
			.containsExactly("table c", "table b", "table a");
	}

	@Test
	void whatIsMovedIntoATableOfTheScriptsIsLostWithIt() throws IOException {
		assertThat(asked(Vendor.MARIADB,
				"CREATE TABLE u LIKE t; ALTER TABLE t EXCHANGE PARTITION p0 WITH TABLE u; DROP TABLE u"))
			.containsExactly("table u", "table t");
		assertThat(asked(Vendor.MARIADB, "ALTER TABLE t CONVERT PARTITION p0 TO TABLE u; DROP TABLE u"))
			.containsExactly("table u", "table t");
		assertThat(asked(Vendor.POSTGRESQL,
				"CREATE TABLE p (id int) PARTITION BY RANGE (id);"
						+ "ALTER TABLE p ATTACH PARTITION users FOR VALUES FROM (1) TO (9); DROP TABLE p"))
			.containsExactly("table p", "table users");
		assertThat(
				asked(Vendor.POSTGRESQL, "CREATE TABLE p (id int); ALTER TABLE users INHERIT p; DROP TABLE p CASCADE"))
			.containsExactly("table p", "table users");
	}

	@Test
	void whatIsInASchemaGoesWithItsName() throws IOException {
		assertThat(asked(Vendor.POSTGRESQL,
				"ALTER SCHEMA a RENAME TO b; CREATE SCHEMA a; DROP TABLE b.users; DROP SCHEMA b CASCADE"))
			.containsExactly("table b.users", "table a.users", "schema b", "schema a");
		assertThat(asked(Vendor.POSTGRESQL,
				"CREATE TABLE t (id int); CREATE TABLE a.t (id int);"
						+ "ALTER SCHEMA a RENAME TO b; ALTER SCHEMA c RENAME TO a; DROP TABLE a.t, t"))
			.containsExactly("table a.t", "table c.t", "table t");
		assertThat(asked(Vendor.POSTGRESQL,
				"CREATE SCHEMA app; CREATE TABLE t (id int); DROP SCHEMA app CASCADE; DROP TABLE t"))
			.containsExactly("table t");
	}

	@Test
	void whatIsPreparedIsRead() throws IOException {
		assertThat(what(Vendor.MARIADB, "PREPARE s FROM 'DROP TABLE users'; EXECUTE s"))
			.containsExactly("drops table users");
		assertThat(what(Vendor.POSTGRESQL, "PREPARE s AS DELETE FROM users; EXECUTE s"))
			.containsExactly("empties table users");
		assertThat(asked(Vendor.POSTGRESQL,
				"DO $$ BEGIN PERFORM set_config('search_path', 'archive', false); DROP TABLE t; END $$"))
			.containsExactly("table t", "table *.t");
	}

	@Test
	void valuesThatAreReplacedWithoutBeingReadAreLost() throws IOException {
		assertThat(what(Vendor.POSTGRESQL, """
				ALTER TABLE t ALTER COLUMN a TYPE int USING 0, ALTER b TYPE mood USING ("b"::text::mood),
				ALTER c SET DATA TYPE numeric(3, 2) USING NULL, ALTER d TYPE bigint,
				ALTER status TYPE status USING 'a'::status, ALTER kind TYPE kind USING CAST('a' AS public.kind),
				ALTER day TYPE date USING day '1.1.2000', ALTER n TYPE text USING n(), ALTER f TYPE int USING t.f;
				""")).containsExactly("replaces column a of table t", "replaces column c of table t",
				"replaces column status of table t", "replaces column kind of table t",
				"replaces column day of table t", "replaces column n of table t");
	}

	@Test
	void columnsAreFollowedThroughTheirNames() throws IOException {
		assertThat(losses(Vendor.POSTGRESQL,
				"ALTER TABLE t ADD c int; ALTER TABLE t RENAME c TO d; ALTER TABLE t DROP d",
				"ALTER TABLE t RENAME COLUMN a TO old; ALTER TABLE t ADD COLUMN a int; ALTER TABLE t DROP COLUMN a, DROP old",
				"ALTER TABLE t RENAME b TO x; ALTER TABLE public.t DROP b; ALTER TABLE t DROP \"X\""))
			.extracting(DataLoss::column)
			.containsExactly("a", null, null);
		assertThat(losses(Vendor.MARIADB, "ALTER TABLE t CHANGE a b INT, CHANGE COLUMN c c INT; ALTER TABLE t DROP b"))
			.extracting(DataLoss::column)
			.containsExactly("a");
		assertThat(losses(Vendor.H2, "ALTER TABLE t ALTER COLUMN a RENAME TO b; ALTER TABLE t RENAME TO u",
				"ALTER TABLE u DROP COLUMN b"))
			.extracting(DataLoss::column)
			.containsExactly("a");
		assertThat(what(Vendor.SQLITE, "ALTER TABLE t ADD c; ALTER TABLE t DROP COLUMN c")).isEmpty();
	}

	@Test
	void statementsThatArePartsOfOthersAreReadAsWell() throws IOException {
		assertThat(what(Vendor.POSTGRESQL, """
				WITH gone AS (DELETE FROM a RETURNING *), kept AS (DELETE FROM b WHERE id = 1) INSERT INTO c SELECT 1;
				WITH x AS (SELECT 1) DELETE FROM d;
				WITH x AS (SELECT 1) DELETE FROM d USING x;
				WITH x AS (SELECT 1) SELECT * FROM x;
				EXPLAIN (ANALYZE, BUFFERS) DELETE FROM e;
				EXPLAIN ANALYSE DELETE FROM e;
				EXPLAIN DELETE FROM e;
				DELETE FROM f WHERE TRUE;
				DELETE FROM f WHERE true AND a;
				""")).containsExactly("empties table a", "empties table d", "empties table e", "empties table e",
				"empties table f");
		assertThat(what(Vendor.MARIADB,
				"DELETE a FROM a; DELETE x FROM b AS x; DELETE a FROM a, b; DELETE FROM c WHERE 1;"
						+ "SET STATEMENT max_statement_time=9 FOR DELETE FROM d; EXECUTE IMMEDIATE 'DROP TABLE e';"
						+ "ANALYZE DELETE FROM f; ANALYZE TABLE g; ALTER TABLE h WAIT 5 DROP COLUMN a, DROP b"))
			.containsExactly("empties table a", "empties table b", "empties table c", "empties table d",
					"drops table e", "empties table f", "drops column a of table h", "drops column b of table h");
		assertThat(what(Vendor.MARIADB, "ALTER TABLE wait DROP COLUMN a; ALTER TABLE wait NOWAIT DROP COLUMN b"))
			.containsExactly("drops column a of table wait", "drops column b of table wait");
		assertThat(what(Vendor.MARIADB,
				"DELIMITER //\nIF EXISTS (SELECT 1) THEN DROP TABLE users; END IF//\n"
						+ "FOR i IN 1..2 DO DROP TABLE b; END FOR//\nWHILE 1 DO DROP TABLE c; END WHILE//"))
			.containsExactly("drops table users", "drops table b", "drops table c");
		assertThat(what(Vendor.SQLITE, "DELETE FROM sqlite_master")).containsExactly("empties the catalog");
	}

	@Test
	void textThatIsPutTogetherIsALossUnlessItSaysWhatItDoes() throws IOException {
		String executes = "executes text that is put together, and there is what it may drop or empty";
		String block = "DO $$ DECLARE r record; q text; BEGIN %s END $$;";
		for (String code : List.of("SELECT string_agg('DROP TABLE ' || t, ';') INTO q FROM x; EXECUTE q;",
				"EXECUTE 'DROP' || ' TABLE users';", "EXECUTE format('DELETE FROM %I', 'users');",
				"EXECUTE format('ALTER TABLE %I DROP COLUMN email', 'users');", "EXECUTE format(q, 'users');",
				"EXECUTE format('ALTER TABLE %I ' || q, 'users');", "EXECUTE 'DELETE FROM users' USING 1;",
				"EXECUTE 'ALTER TABLE ' || t || ' ALTER a TYPE int USING 0';", "EXECUTE upper('drop') || q;",
				"EXECUTE 'ALTER TABLE users DROP CONSTRAINT ' || q;",
				"FOR r IN DELETE FROM users RETURNING * LOOP NULL; END LOOP;",
				"FOR r IN EXECUTE q LOOP NULL; END LOOP;")) {
			assertThat(what(Vendor.POSTGRESQL, "CREATE TABLE own (id int);" + block.replace("%s", code))).as(code)
				.isNotEmpty();
		}
		assertThat(what(Vendor.POSTGRESQL, block.replace("%s", "EXECUTE q;"))).containsExactly(executes);
		for (String code : List.of("EXECUTE format('CREATE TABLE %I PARTITION OF e FOR VALUES IN (1)', q);",
				"EXECUTE 'GRANT SELECT, DELETE ON ' || q || ' TO app';", "EXECUTE 'SELECT count(*) FROM x' INTO n;",
				"EXECUTE format('ALTER TABLE %I ADD FOREIGN KEY (a) REFERENCES b ON DELETE CASCADE', q);",
				"EXECUTE format('ALTER TABLE %I DROP CONSTRAINT %I', q, r);", "EXECUTE 'DROP INDEX ' || q;",
				"EXECUTE 'ALTER TABLE users DROP CONSTRAINT ' || quote_ident(q);",
				"EXECUTE format('ALTER TABLE %I OWNER TO %I', q, r);", "EXECUTE 'DELETE FROM x WHERE a = $1' USING 1;",
				"FOR r IN EXECUTE 'SELECT 1 FROM ' || q LOOP NULL; END LOOP;")) {
			assertThat(what(Vendor.POSTGRESQL, block.replace("%s", code))).as(code).isEmpty();
		}
		assertThat(what(Vendor.POSTGRESQL, "PREPARE s AS SELECT 1; EXECUTE s")).isEmpty();
		for (String script : List.of(
				"DELIMITER //\nBEGIN NOT ATOMIC DECLARE q TEXT DEFAULT 'DROP TABLE users'; EXECUTE IMMEDIATE q; END//",
				"DELIMITER //\nBEGIN NOT ATOMIC PREPARE s FROM @q; EXECUTE s; END//")) {
			assertThat(what(Vendor.MARIADB, script)).as(script).containsExactly(executes);
		}
	}

	@Test
	void whatAVariableSaysIsReadAsLongAsNothingElseMayHaveChangedIt() throws IOException {
		String prepare = "; PREPARE s FROM @q; EXECUTE s; DEALLOCATE PREPARE s;";
		for (String value : List.of("'ALTER TABLE users ADD COLUMN a INT'", "\"SELECT 1\"",
				"IF(@n > 0, 'SELECT 1', 'CREATE INDEX i ON users (a)')", "IF(a = 'DROP TABLE x', 'SELECT 1', NULL)",
				"(SELECT IF(COUNT(*) > 0, 'DO 0', 'ALTER TABLE users DROP INDEX i') FROM information_schema.statistics WHERE table_name = 'users')",
				"(SELECT IF((SELECT COUNT(*) FROM x) > EXTRACT(DAY FROM NOW()), 'SELECT 1', 'CREATE INDEX i ON users (a)'))",
				"IF(@n, IF(@m, 'SELECT 1', 'SELECT 2'), CONCAT('CREATE INDEX i ON ', @t, ' (a)'))",
				"CONCAT('CREATE TABLE ', @t, ' (id INT)')", "1, @n = 'DROP TABLE users', @q = 'SELECT 1'")) {
			assertThat(what(Vendor.MARIADB, "SET @q = " + value + prepare)).as(value).isEmpty();
			assertThat(what(Vendor.MYSQL, "SET @q := " + value + "; SET @n := (SELECT 1)" + prepare)).as(value)
				.isEmpty();
		}
		assertThat(what(Vendor.MYSQL, "SET @p = 'SELECT 1', @q = @p" + prepare)).isEmpty();
		assertThat(what(Vendor.MARIADB, "SET @q = 'SELECT 1'; EXECUTE IMMEDIATE @q USING @a")).isEmpty();
		assertThat(losses(Vendor.MYSQL, "SET @q = 'DROP TABLE users'" + prepare))
			.extracting(DataLoss::line, DataLoss::what)
			.containsExactly(tuple(1L, "drops table users"));
		assertThat(what(Vendor.MARIADB, "SET @q = 'DROP TABLE users'; EXECUTE IMMEDIATE @q;"))
			.containsExactly("drops table users");
		assertThat(what(Vendor.MYSQL, "SET @q = IF(x, 'ALTER TABLE users DROP COLUMN a', 'SELECT 1')" + prepare))
			.containsExactly("drops column a of table users");
		assertThat(what(Vendor.MYSQL, "SET @q = 'DROP TABLE a'; SET @q = IF(x, @q, 'TRUNCATE b')" + prepare))
			.containsExactly("drops table a", "empties table b");
		String executes = "executes text that is put together, and there is what it may drop or empty";
		for (String script : List.of("SELECT 1", "SET @p = 'SELECT 1'", "SET @q = 'SELECT 1'; CALL p()",
				"SET @q = 'SELECT 1'; SELECT 'DROP TABLE users' INTO @q",
				"SET @q = 'SELECT 1'; INSERT INTO t VALUES (1)", "SET @q = 'SELECT 1'; UPDATE t SET a = 1",
				"SET @q = 'SELECT 1'; SET @q = @p", "SET @q = @p",
				"SET @q = 'SELECT 1';\n-- migrations: if exists table(t)\nSET @q = 'SELECT 2'",
				"SET @q = 'SELECT 1'; EXECUTE s",
				"SET @q = 'SELECT 1'; SET STATEMENT max_statement_time=1 FOR UPDATE t SET a = 1",
				"/*!50000 SET @q = 'SELECT 1' */", "SET @@q = 'SELECT 1'", "SET @q = (SELECT GROUP_CONCAT(a) FROM x)",
				"SET @q = CASE WHEN 1 THEN 'SELECT 1' END", "SET @q = REPLACE('SELECT 1', '1', 'a')",
				"SET @q = CONCAT(@a, 'SELECT 1')", "SET @q = (SELECT CONCAT('SELECT 1', TRIM(a FROM b), ' EXECUTE x'))",
				"SET @q = (SELECT 'SELECT 1' FROM x UNION (SELECT a FROM y))",
				"SET @q = (SELECT 'SELECT 1' FROM x UNION SELECT a FROM y LIMIT 1)")) {
			assertThat(what(Vendor.MYSQL, script + prepare)).as(script).containsExactly(executes);
		}
		assertThat(what(Vendor.MYSQL, "SET @q = 'SELECT 1'", "SELECT 2" + prepare)).containsExactly(executes);
	}

	@Test
	void whatIsPutIntoATextThatSaysWhatItDoesNeedNotBeKnown() throws IOException {
		String known = "SET @n = (SELECT GROUP_CONCAT(a) FROM x); SET @q = %s; PREPARE s FROM @q;";
		for (String value : List.of("CONCAT('CREATE INDEX i ON ', @n, ' (a)')", "CONCAT('DROP INDEX ', @n, ' ON t')",
				"CONCAT('ALTER TABLE t DROP FOREIGN KEY `', REPLACE(@n, '`', '``'), '`')",
				"CONCAT('ALTER TABLE `t` DROP FOREIGN KEY `', REPLACE(@n, '`', '``'), '`, DROP INDEX i')")) {
			assertThat(what(Vendor.MARIADB, known.replace("%s", value))).as(value).isEmpty();
		}
		for (String value : List.of("CONCAT(@n, ' CREATE INDEX i ON t (a)')",
				"CONCAT('ALTER TABLE t DROP FOREIGN KEY ', @n)", "CONCAT('ALTER TABLE t DROP FOREIGN KEY `', @n, '`')",
				"CONCAT('ALTER TABLE t DROP FOREIGN KEY ', REPLACE(@n, '`', '``'))",
				"CONCAT('ALTER TABLE t DROP FOREIGN KEY `', REPLACE(@n, '`', ''), '`')",
				"CONCAT('ALTER TABLE t DROP FOREIGN KEY `', REPLACE(@n, '`', '``'))",
				"CONCAT('ALTER TABLE t DROP FOREIGN KEY `a`', REPLACE(@n, '`', '``'), '`')",
				"CONCAT('SET STATEMENT max_statement_time=1 FOR ', @n)")) {
			assertThat(what(Vendor.MARIADB, known.replace("%s", value))).as(value).isNotEmpty();
		}
	}

	@Test
	void whatIsEscapedInTextsIsRead() throws IOException {
		assertThat(what(Vendor.MYSQL, "SET @q = 'ALTER TABLE users\\nDROP COLUMN \\`a\\`'; PREPARE s FROM @q"))
			.containsExactly("drops column a of table users");
		assertThat(what(Vendor.MARIADB, "EXECUTE IMMEDIATE CONCAT('CREATE TABLE a (id INT)', '\\nDROP TABLE users')"))
			.containsExactly("drops what it finds when it is executed");
		assertThat(what(Vendor.POSTGRESQL, "DO $$ BEGIN EXECUTE E'\\tDR\\OP TABLE users'; END $$"))
			.containsExactly("drops table users");
	}

	@Test
	void blocksWithALabelAreRead() throws IOException {
		for (String block : List.of("my_block: BEGIN NOT ATOMIC DROP TABLE users; END my_block",
				"`a b`: BEGIN NOT ATOMIC IF 1 THEN DROP TABLE users; END IF; END",
				"x : LOOP DROP TABLE users; END LOOP", "swap: BEGIN NOT ATOMIC DROP TABLE users; END",
				"u: BEGIN NOT ATOMIC DROP TABLE users; END",
				"outside: BEGIN NOT ATOMIC inside: WHILE 1 DO DROP TABLE users; END WHILE; END")) {
			assertThat(what(Vendor.MARIADB, "DELIMITER //\n" + block + "//")).as(block)
				.containsExactly("drops table users");
		}
		assertThat(what(Vendor.MARIADB, "DELIMITER //\nmine: BEGIN NOT ATOMIC SELECT 1; END//")).isEmpty();
	}

	@Test
	void blocksThatAreExecutedAtOnceAreReadAndRoutinesAreNot() throws IOException {
		assertThat(kept(Vendor.POSTGRESQL, """
				DO $$
				DECLARE r record;
				BEGIN
				  -- DROP TABLE commented;
				  IF EXISTS (SELECT 1 FROM pg_class) THEN
				    DROP TABLE IF EXISTS users;
				  END IF;
				  UPDATE t SET a = CASE WHEN b THEN 1 ELSE 2 END;
				  EXECUTE 'TRUNCATE orders';
				  EXECUTE format('ALTER TABLE %I DROP CONSTRAINT c', r.name);
				  FOR r IN SELECT tablename FROM pg_tables LOOP
				    EXECUTE 'DROP TABLE IF EXISTS ' || quote_ident(r.tablename) || ' CASCADE';
				  END LOOP;
				END $$;
				DO LANGUAGE plpython3u $$ DROP TABLE x; $$;
				CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN DROP TABLE y; END $$;
				""")).containsExactly("6: drops table users, nothing is kept of table users",
				"9: empties table orders, nothing is kept of table orders",
				"12: drops what it finds when it is executed, nothing is kept of all ");
	}

}
