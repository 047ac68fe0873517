package dev.migrations.script;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

import dev.migrations.dialect.Vendor;
import dev.migrations.model.Statement;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DataLossesTests {

	private static List<DataLoss> losses(Vendor vendor, String... scripts) throws IOException {
		DataLosses losses = new DataLosses(vendor);
		List<DataLoss> found = new ArrayList<>();
		for (String script : scripts) {
			losses.begin();
			try (StatementCursor cursor = new StatementSplitter(vendor, 1000).split("V1__x.sql",
					new StringReader(script))) {
				for (Statement next = cursor.next(); next != null; next = cursor.next()) {
					found.addAll(losses.of(next));
				}
			}
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
				"drops all that somebody owns");
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
			.containsExactly((String) null);
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

}
