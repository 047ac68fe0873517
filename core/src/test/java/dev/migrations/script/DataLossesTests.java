package dev.migrations.script;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import dev.migrations.dialect.Vendor;
import dev.migrations.model.Statement;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DataLossesTests {

	private static List<DataLoss> losses(Vendor vendor, String... scripts) throws IOException {
		DataLosses losses = new DataLosses(vendor);
		List<DataLoss> found = new ArrayList<>();
		for (String script : scripts) {
			losses.begin(true);
			try (StatementCursor cursor = new StatementSplitter(vendor, 1000).split("V1__x.sql",
					new StringReader(script))) {
				for (Statement next = cursor.next(); next != null; next = cursor.next()) {
					found.addAll(losses.of(next));
				}
			}
			found.addAll(losses.end());
		}
		return found;
	}

	private static List<String> what(Vendor vendor, String... scripts) throws IOException {
		return losses(vendor, scripts).stream().map(DataLoss::what).toList();
	}

	private static List<String> asked(Vendor vendor, String... scripts) throws IOException {
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
			.containsExactly(org.assertj.core.api.Assertions.tuple("drops column a of table users", "a"),
					org.assertj.core.api.Assertions.tuple("drops column b of table users", "b"));
		assertThat(
				what(Vendor.H2, "ALTER TABLE users DROP COLUMN IF EXISTS (a, b)", "ALTER TABLE users DROP COLUMN a, b"))
			.containsExactly("drops column a of table users", "drops column b of table users",
					"drops column a of table users", "drops column b of table users");
	}

	@Test
	void whatWasRenamedIsStillTheSame() throws IOException {
		assertThat(asked(Vendor.POSTGRESQL, "ALTER TABLE users RENAME TO people", "ALTER TABLE people RENAME TO folk;",
				"DROP TABLE folk"))
			.containsExactly("table folk", "table users");
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
			.containsExactly("table t", "table app.t");
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

	@Test
	void rowsThatWereCopiedAreKeptInTheColumnsThatWereCopied() throws IOException {
		assertThat(kept(Vendor.SQLITE,
				"""
						PRAGMA foreign_keys=OFF;
						CREATE TABLE "new_User" ("id" INTEGER NOT NULL PRIMARY KEY, "name" TEXT, "age" INTEGER, "at" TEXT);
						INSERT INTO "new_User" ("id", "name", "age", "at")
						SELECT "id", coalesce("name", 'x') AS "name", CAST(u.age AS VARCHAR(9)), datetime('now') FROM "User" AS u;
						DROP TABLE "User";
						ALTER TABLE "new_User" RENAME TO "User";
						""",
				"ALTER TABLE \"User\" DROP COLUMN at; ALTER TABLE \"User\" DROP COLUMN age"))
			.containsExactly("5: drops table User, [age, id, name] is kept of table User",
					"1: drops column age of table User with the rows that were copied from table User, nothing is "
							+ "kept of table User");
		assertThat(kept(Vendor.POSTGRESQL,
				"CREATE TABLE n AS SELECT a, b::text AS c FROM public.t ORDER BY a; DROP TABLE public.t; DROP TABLE n"))
			.containsExactly("1: drops table public.t, [a, b] is kept of table public.t",
					"1: drops table n with the rows that were copied from table public.t, nothing is kept of table "
							+ "public.t");
		assertThat(kept(Vendor.MARIADB, "CREATE TABLE n LIKE t; INSERT INTO n SELECT * FROM t;",
				"RENAME TABLE t TO old, n TO t; DROP TABLE old; DELETE FROM T"))
			.containsExactly("1: drops table old, all is kept of table t",
					"1: empties table T, nothing is kept of table T",
					"1: empties table T with the rows that were copied from table t, nothing is kept of table t");
	}

	@Test
	void rowsThatWereCopiedThereAndBackAreKept() throws IOException {
		String thereAndBack = "CREATE TEMP TABLE bak (a, b); INSERT INTO bak SELECT a, b FROM t; DROP TABLE t;"
				+ "CREATE TABLE t (a, b); INSERT INTO t SELECT a, b FROM bak; DROP TABLE bak;";
		assertThat(kept(Vendor.SQLITE, thereAndBack)).containsExactly("1: drops table t, [a, b] is kept of table t",
				"1: drops table bak with the rows that were copied from table t, [a, b] is kept of table t");
		assertThat(kept(Vendor.SQLITE,
				"CREATE TEMP TABLE bak AS SELECT * FROM t; DROP TABLE t; CREATE TABLE t (a);\nSELECT 1"))
			.containsExactly("1: drops table t, all is kept of table t",
					"2: ends, and temporary table bak does so with the rows that were copied from table t, nothing is "
							+ "kept of table t");
		assertThat(kept(Vendor.SQLITE, "CREATE TEMP TABLE bak AS SELECT * FROM t; BEGIN; DROP TABLE t; COMMIT;"))
			.containsExactly("1: drops table t, nothing is kept of table t");
		assertThat(kept(Vendor.MARIADB, thereAndBack.replace("TEMP", "TEMPORARY")))
			.containsExactly("1: drops table t, nothing is kept of table t");
	}

	@Test
	void whatIsNotSurelyACopyOfAllRowsKeepsNone() throws IOException {
		for (String query : List.of("SELECT a FROM t WHERE a > 1", "SELECT a FROM t LIMIT 1",
				"SELECT DISTINCT a FROM t", "SELECT a FROM t JOIN u ON 1", "SELECT a FROM t, u", "SELECT max(a) FROM t",
				"SELECT a FROM ONLY t", "SELECT a FROM t GROUP BY a", "SELECT a FROM (SELECT a FROM t) x",
				"SELECT a FROM t ORDER BY a LIMIT 2", "SELECT a FROM t UNION SELECT 1", "SELECT a, unnest(b) FROM t",
				"SELECT (SELECT 1 FROM t)", "SELECT a FROM t ON CONFLICT DO NOTHING", "VALUES (1)")) {
			assertThat(kept(Vendor.POSTGRESQL, "CREATE TABLE n (a int); INSERT INTO n " + query + "; DROP TABLE t"))
				.as(query)
				.containsExactly("1: drops table t, nothing is kept of table t");
		}
		assertThat(kept(Vendor.SQLITE, "CREATE TABLE n (a); INSERT OR IGNORE INTO n SELECT * FROM t; DROP TABLE t",
				"CREATE TABLE IF NOT EXISTS m (a); INSERT INTO m SELECT * FROM u; DROP TABLE u",
				"PRAGMA foreign_keys=ON; CREATE TABLE o (a); INSERT INTO o SELECT * FROM v; DROP TABLE v"))
			.containsExactly("1: drops table t, nothing is kept of table t",
					"1: drops table u, nothing is kept of table u", "1: drops table v, nothing is kept of table v");
		assertThat(kept(Vendor.POSTGRESQL,
				"ALTER TABLE t RENAME a TO z; ALTER TABLE t ADD a int; CREATE TABLE n AS SELECT a, b FROM t; DROP TABLE t"))
			.containsExactly("1: drops table t, nothing is kept of table t");
		assertThat(kept(Vendor.POSTGRESQL,
				"CREATE TABLE n (a int); WITH t AS (SELECT 1) INSERT INTO n SELECT * FROM t; DROP TABLE t",
				"CREATE TABLE m (a int); DO $$ BEGIN IF x THEN INSERT INTO m SELECT * FROM u; END IF; END $$; DROP TABLE u"))
			.containsExactly("1: drops table t, nothing is kept of table t",
					"1: drops table u, nothing is kept of table u");
		assertThat(kept(Vendor.POSTGRESQL, "CREATE TABLE s.n AS SELECT * FROM t; DROP TABLE t; DROP SCHEMA s CASCADE"))
			.containsExactly("1: drops table t, all is kept of table t",
					"1: drops schema s, nothing is kept of schema s",
					"1: drops schema s with the rows that were copied from table t, nothing is kept of table t");
		assertThat(kept(Vendor.POSTGRESQL, "CREATE TABLE public.n AS SELECT * FROM t; DROP TABLE t; DROP TABLE n"))
			.containsExactly("1: drops table t, all is kept of table t", "1: drops table n, nothing is kept of table n",
					"1: drops table n with the rows that were copied from table t, nothing is kept of table t");
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
				EXPLAIN DELETE FROM e;
				DELETE FROM f WHERE TRUE;
				DELETE FROM f WHERE true AND a;
				""")).containsExactly("empties table a", "empties table d", "empties table e", "empties table f");
		assertThat(what(Vendor.MARIADB,
				"DELETE a FROM a; DELETE x FROM b AS x; DELETE a FROM a, b; DELETE FROM c WHERE 1;"
						+ "SET STATEMENT max_statement_time=9 FOR DELETE FROM d; EXECUTE IMMEDIATE 'DROP TABLE e'"))
			.containsExactly("empties table a", "empties table b", "empties table c", "empties table d",
					"drops table e");
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
