package dev.migrations.execution;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.ParameterizedSql;
import dev.migrations.model.MigrationHistoryException;
import dev.migrations.model.Statement;
import dev.migrations.script.StatementCursor;
import dev.migrations.script.StatementSplitter;
import dev.migrations.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Statements that were announced, and of which nobody knows whether they took effect. In
 * each row the last statement is in doubt; those before it prepare it.
 */
class SchemaInDoubtTests {

	private static final String UNRELATED = "CREATE TABLE unrelated (id INT)";

	private static final List<String> OF_BOTH = List.of("presence; CREATE TABLE t (id INT)",
			"presence; CREATE TABLE IF NOT EXISTS t (id INT)", "presence; CREATE TABLE o (id INT); DROP TABLE o",
			"presence; CREATE TABLE t AS SELECT 1 AS id", "presence; CREATE TABLE `Quoted name` (id INT)",
			"presence; CREATE TABLE o (id INT); CREATE TABLE t LIKE o",
			"presence; CREATE TABLE other_schema.t (id INT)", "presence; CREATE TABLE o (id INT); RENAME TABLE o TO n",
			"presence; CREATE TABLE o (id INT); CREATE VIEW v AS SELECT * FROM o",
			"presence; CREATE VIEW v AS SELECT 1; DROP VIEW v",
			"table; CREATE VIEW v AS SELECT 1; CREATE OR REPLACE VIEW v AS SELECT 2",
			"table; CREATE VIEW v AS SELECT 1; ALTER VIEW v AS SELECT 2",
			"table; CREATE TABLE o (id INT); ALTER TABLE o ADD COLUMN n INT",
			"table; CREATE TABLE o (id INT, n INT); ALTER TABLE o DROP n",
			"table; CREATE TABLE o (id INT); ALTER TABLE o MODIFY id BIGINT",
			"table; CREATE TABLE o (id INT); ALTER TABLE o COMMENT = 'new'",
			"table; CREATE TABLE o (id INT); ALTER TABLE o RENAME TO n",
			"table; CREATE TABLE o (id INT); ALTER TABLE o RENAME n",
			"table; CREATE TABLE o (id INT); ALTER TABLE o RENAME COLUMN id TO n",
			"table; CREATE TABLE p (id INT PRIMARY KEY); CREATE TABLE o (id INT);"
					+ " ALTER TABLE o ADD CONSTRAINT f FOREIGN KEY (id) REFERENCES p (id)",
			"table; CREATE TABLE p (id INT PRIMARY KEY); CREATE TABLE o (id INT, CONSTRAINT f FOREIGN KEY (id)"
					+ " REFERENCES p (id)); ALTER TABLE p RENAME COLUMN id TO n",
			"table; CREATE TABLE o (id INT) PARTITION BY HASH (id) PARTITIONS 2; ALTER TABLE o ADD PARTITION PARTITIONS 1",
			"table; CREATE TABLE o (id INT); CREATE TRIGGER t BEFORE INSERT ON o FOR EACH ROW SET NEW.id = 1",
			"indexes; CREATE TABLE o (id INT); CREATE UNIQUE INDEX i ON o (id)",
			"indexes; CREATE TABLE o (id INT, INDEX i (id)); DROP INDEX i ON o",
			"routine; CREATE PROCEDURE p() SELECT 1", "routine; CREATE PROCEDURE p() SELECT 1; DROP PROCEDURE p",
			"routine; CREATE PROCEDURE p() SELECT 1; ALTER PROCEDURE p COMMENT 'new'",
			"test; CREATE TABLE o (id INT); CREATE TRIGGER t BEFORE INSERT ON o FOR EACH ROW SET NEW.id = 1;"
					+ " DROP TRIGGER t");

	private static final List<String> OF_MARIADB = List.of(
			"presence; CREATE TABLE o (id INT); RENAME TABLE o WAIT 5 TO n", "presence; CREATE SEQUENCE s",
			"table; CREATE TABLE o (id INT); ALTER TABLE o ADD CONSTRAINT positive CHECK (id > 0)",
			"routine; CREATE FUNCTION f() RETURNS INT RETURN 1");

	private static final List<String> OF_MYSQL = List.of(
			"indexes; CREATE TABLE o (id INT); CREATE INDEX i ON o ((id * 2))",
			"indexes; CREATE TABLE o (id INT, INDEX i ((id * 2))); DROP INDEX i ON o",
			"routine; CREATE FUNCTION f() RETURNS INT DETERMINISTIC RETURN 1");

	private static final List<String> WHATEVER = List.of("CREATE TABLE o (id INT); ALTER TABLE o ADD CHECK (id > 0)",
			"CREATE TABLE o (id INT); ALTER TABLE o MODIFY id INT CHECK (id > 0)",
			"CREATE TABLE o (id INT, CONSTRAINT c CHECK (id > 0)); ALTER TABLE o DROP CONSTRAINT c",
			"CREATE TABLE o (id INT); ALTER TABLE o ADD SYSTEM VERSIONING",
			"CREATE TABLE o (id INT) WITH SYSTEM VERSIONING; ALTER TABLE o DROP SYSTEM VERSIONING",
			"CREATE TABLE o (id INT, a DATE NOT NULL, b DATE NOT NULL); ALTER TABLE o ADD PERIOD FOR p (a, b)",
			"CREATE TABLE o (id INT, a DATE NOT NULL, b DATE NOT NULL, PERIOD FOR p (a, b)); ALTER TABLE o DROP PERIOD FOR p",
			"CREATE TABLE o (id INT PRIMARY KEY); ALTER TABLE o DROP PRIMARY KEY",
			"CREATE TABLE o (id INT); ALTER TABLE o AUTO_INCREMENT = 10",
			"CREATE TABLE o (a INT, b INT); ALTER TABLE o CHANGE a b INT, CHANGE b a INT",
			"CREATE TABLE o (id INT, INDEX i (id)); ALTER TABLE o RENAME INDEX i TO j",
			"CREATE TABLE o (id INT, INDEX i (id)); ALTER TABLE o ALTER INDEX i IGNORED",
			"CREATE TABLE o (id INT); ALTER TABLE o ADD INDEX (id)",
			"CREATE TABLE p (id INT PRIMARY KEY); CREATE TABLE o (id INT, FOREIGN KEY (id) REFERENCES p (id));"
					+ " ALTER TABLE o ADD FOREIGN KEY (id) REFERENCES p (id)",
			"CREATE TABLE o (id INT) PARTITION BY HASH (id) PARTITIONS 4; ALTER TABLE o COALESCE PARTITION 1",
			"CREATE TABLE o (id INT) PARTITION BY HASH (id) PARTITIONS 4; ALTER TABLE o REMOVE PARTITIONING",
			"CREATE TABLE o (id INT) PARTITION BY RANGE (id) (PARTITION a VALUES LESS THAN (1));"
					+ " ALTER TABLE o ADD PARTITION (PARTITION b VALUES LESS THAN (2))",
			"CREATE TABLE o (id INT) PARTITION BY RANGE (id) (PARTITION a VALUES LESS THAN (1), PARTITION b VALUES LESS"
					+ " THAN (2)); ALTER TABLE o DROP PARTITION a",
			"CREATE TABLE o (id INT) PARTITION BY RANGE (id) (PARTITION a VALUES LESS THAN (1), PARTITION b VALUES LESS"
					+ " THAN (2)); ALTER TABLE o CONVERT PARTITION a TO TABLE n",
			"CREATE TABLE o (id INT) PARTITION BY RANGE (id) (PARTITION a VALUES LESS THAN (1)); CREATE TABLE n (id INT);"
					+ " ALTER TABLE o EXCHANGE PARTITION a WITH TABLE n",
			"CREATE SEQUENCE s; ALTER SEQUENCE s RESTART 10", "CREATE SEQUENCE s; DROP SEQUENCE s",
			"CREATE SEQUENCE s; CREATE OR REPLACE SEQUENCE s START 5", "CREATE SEQUENCE s; RENAME TABLE s TO n",
			"CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO SELECT 1; ALTER EVENT e RENAME TO f",
			"CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO SELECT 1; ALTER EVENT e DISABLE",
			"CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO SELECT 1; DROP EVENT e",
			"CREATE TABLE o (id INT); TRUNCATE TABLE o",
			"CREATE AGGREGATE FUNCTION f(a INT) RETURNS INT BEGIN"
					+ " DECLARE CONTINUE HANDLER FOR NOT FOUND RETURN 1; LOOP FETCH GROUP NEXT ROW; END LOOP; END",
			"CREATE SERVER s_doubt FOREIGN DATA WRAPPER mysql OPTIONS (HOST 'x')",
			"CREATE SERVER s_doubt FOREIGN DATA WRAPPER mysql OPTIONS (HOST 'x'); ALTER SERVER s_doubt OPTIONS (HOST 'y')",
			"CREATE SERVER s_doubt FOREIGN DATA WRAPPER mysql OPTIONS (HOST 'x'); DROP SERVER s_doubt",
			"CREATE USER u_doubt", "CREATE USER u_doubt; DROP USER u_doubt",
			"CREATE USER u_doubt; RENAME USER u_doubt TO u_other", "CREATE ROLE r_doubt",
			"CREATE USER u_doubt; CREATE TABLE o (id INT); GRANT SELECT ON o TO u_doubt",
			"CREATE USER u_doubt; CREATE TABLE o (id INT); GRANT SELECT ON o TO u_doubt; REVOKE SELECT ON o FROM u_doubt",
			"CREATE USER u_doubt; CREATE ROLE r_doubt; GRANT r_doubt TO u_doubt; REVOKE r_doubt FROM u_doubt",
			"SET GLOBAL max_connect_errors = 200", "SET STATEMENT max_statement_time = 60 FOR CREATE TABLE o (id INT)",
			"/*!50001 CREATE TABLE o (id INT) */", "/*M!100100 CREATE TABLE o (id INT) */");

	@ParameterizedTest
	@FieldSource({ "OF_BOTH", "OF_MARIADB" })
	void theScopeOfAStatementShowsOnMariaDbWhetherItTookEffect(String row) throws Exception {
		TestDatabase database = TestDatabase.mariadb();
		database.execute("CREATE OR REPLACE DATABASE other_schema");
		verify(database, row);
	}

	@ParameterizedTest
	@FieldSource({ "OF_BOTH", "OF_MYSQL" })
	void theScopeOfAStatementShowsOnMySqlWhetherItTookEffect(String row) throws Exception {
		TestDatabase database = TestDatabase.mysql();
		database.execute("DROP DATABASE IF EXISTS other_schema", "CREATE DATABASE other_schema");
		verify(database, row);
	}

	@ParameterizedTest
	@ValueSource(strings = { "table name; CREATE TABLE t (id INT)", "table name; CREATE TABLE \"t\" (id INT)",
			"table name; CREATE TABLE t (id INT); CREATE TABLE \"t\" (id INT)",
			"table name; CREATE TABLE IF NOT EXISTS t (id INT)", "table name; CREATE TABLE PUBLIC.t (id INT)",
			"table name; CREATE SCHEMA other; CREATE TABLE other.t (id INT)",
			"table name; CREATE TABLE t AS SELECT 1 AS id", "table name; CREATE TABLE o (id INT); DROP TABLE o",
			"table name; CREATE VIEW v AS SELECT 1", "table name; CREATE VIEW v AS SELECT 1; DROP VIEW v",
			"index name; CREATE TABLE o (id INT); CREATE INDEX i ON o (id)",
			"index name; CREATE TABLE o (id INT); CREATE UNIQUE INDEX IF NOT EXISTS \"i\" ON o (id)",
			"index name; CREATE SCHEMA other; CREATE TABLE other.o (id INT); CREATE INDEX i ON other.o (id)",
			"index name; CREATE TABLE o (id INT); CREATE INDEX i ON o (id); CREATE INDEX \"i\" ON o (id)",
			"index name; CREATE TABLE o (id INT); CREATE INDEX i ON o (id); DROP INDEX i",
			"indexes; CREATE TABLE o (id INT); CREATE INDEX ON o (id)",
			"columns; CREATE TABLE o (id INT); ALTER TABLE o ADD COLUMN n INT",
			"columns; CREATE TABLE o (id INT); ALTER TABLE IF EXISTS PUBLIC.\"O\" ADD n INT CHECK (n > 0)",
			"columns; CREATE TABLE o (id INT, n INT); ALTER TABLE o DROP n",
			"columns; CREATE TABLE o (id INT); ALTER TABLE o RENAME TO n",
			"columns; CREATE TABLE o (id INT); ALTER TABLE o ALTER COLUMN id RENAME TO n",
			"columns; CREATE TABLE o (id INT); ALTER TABLE o ALTER COLUMN id BIGINT",
			"columns; CREATE TABLE o (id INT); ALTER TABLE o ALTER id SET NOT NULL",
			"columns; CREATE TABLE o (id INT); ALTER TABLE o ALTER COLUMN id SET DEFAULT 7",
			"columns; CREATE TABLE o (id INT); CREATE TABLE \"o\" (id INT); ALTER TABLE \"o\" ADD COLUMN n INT",
			"constraint name; CREATE TABLE o (id INT); ALTER TABLE o ADD CONSTRAINT c CHECK (id > 0)",
			"constraint name; CREATE TABLE o (id INT); ALTER TABLE o ADD CONSTRAINT IF NOT EXISTS \"c\" UNIQUE (id)",
			"constraint name; CREATE TABLE o (id INT, CONSTRAINT c UNIQUE (id)); ALTER TABLE o DROP CONSTRAINT c",
			"PUBLIC; CREATE TABLE o (id INT); ALTER TABLE o ADD CHECK (id > 0)",
			"PUBLIC; CREATE TABLE o (id INT); ALTER TABLE o ADD UNIQUE (id)",
			"PUBLIC; CREATE TABLE o (id INT PRIMARY KEY); ALTER TABLE o DROP PRIMARY KEY",
			"PUBLIC; CREATE TABLE o (id INT, CONSTRAINT c UNIQUE (id)); ALTER TABLE o RENAME CONSTRAINT c TO n",
			"PUBLIC; CREATE SEQUENCE s", "PUBLIC; CREATE VIEW v AS SELECT 1; CREATE OR REPLACE VIEW v AS SELECT 2" })
	void theScopeOfAStatementShowsOnH2WhetherItTookEffect(String row) throws Exception {
		verify(TestDatabase.h2(), row);
	}

	@ParameterizedTest
	@ValueSource(strings = { "presence; CREATE TABLE t (id INT)", "presence; CREATE TABLE \"t\" (id INT)",
			"presence; CREATE TABLE o (id INT); DROP TABLE o", "presence; CREATE VIEW v AS SELECT 1",
			"indexes; CREATE TABLE o (id INT); CREATE INDEX i ON o (id)",
			"indexes; CREATE TABLE o (id INT); CREATE INDEX ON o (id)",
			"OWN; CREATE TABLE o (id INT); CREATE INDEX i ON o (id); DROP INDEX i" })
	void theScopeOfAStatementShowsOnH2ToWhoIsNoAdministratorWhetherItTookEffect(String row) throws Exception {
		TestDatabase database = TestDatabase.h2();
		database.execute("CREATE USER app PASSWORD ''");
		database.execute("CREATE SCHEMA own AUTHORIZATION app");
		// Only an administrator may set when a database is closed.
		String url = database.url().substring(0, database.url().indexOf(';')) + ";USER=app;SCHEMA=own";
		verify(new TestDatabase("h2", url, false), row);
	}

	@Test
	void whoMayNoLongerLookForNamesOnH2ReadsTheCatalog() throws Exception {
		TestDatabase database = TestDatabase.h2();
		database.execute("CREATE USER app PASSWORD '' ADMIN");
		try (Connection connection = DriverManager.getConnection(database.url() + ";USER=app")) {
			InDoubt inDoubt = InDoubt.of(Dialect.detect(connection), "migration_history");
			List<Statement> statements = statements(connection,
					"CREATE TABLE t (id INT); ALTER USER app ADMIN FALSE; CREATE TABLE u (id INT)");
			assertThat(before(inDoubt, connection, statements.get(0))).startsWith("table name");
			assertThat(before(inDoubt, connection, statements.get(1))).startsWith("PUBLIC");
			database.execute(statements.get(1).text());
			assertThat(before(inDoubt, connection, statements.get(2))).startsWith("presence");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE TABLE o (id INT); CREATE INDEX CONCURRENTLY i ON o (id)",
			"CREATE TABLE o (id INT); CREATE INDEX CONCURRENTLY ON o (id)",
			"CREATE TABLE o (id INT); CREATE INDEX ON o (id); CREATE UNIQUE INDEX CONCURRENTLY ON o (id)",
			"CREATE TABLE o (id INT); CREATE /* no name */ INDEX ON o (id)",
			"CREATE TABLE o (id INT); CREATE INDEX i ON o (id); DROP INDEX CONCURRENTLY i", "CREATE TABLE t (id INT)",
			"CREATE TABLE p (id INT) PARTITION BY LIST (id); CREATE TABLE Q PARTITION OF p FOR VALUES IN (1); "
					+ "ALTER TABLE P DETACH PARTITION public.q CONCURRENTLY",
			"CREATE TABLE t (id INT); DROP TABLE t", "CREATE VIEW index AS SELECT 1" })
	void theCatalogOfPostgresqlShowsWhetherAStatementTookEffect(String script) throws Exception {
		verify(TestDatabase.postgresql(), ";" + script);
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE UNIQUE INDEX CONCURRENTLY ours ON o (id)",
			"CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS \"ours\" ON public.o (id)",
			"CREATE UNIQUE INDEX CONCURRENTLY Ours ON o (id)", "CREATE UNIQUE INDEX CONCURRENTLY ON o (id)",
			"CREATE UNIQUE INDEX CONCURRENTLY ÄRGER ON o (id)", "CREATE UNIQUE INDEX CONCURRENTLY \"ÄRGER\" ON o (id)",
			"CREATE UNIQUE INDEX CONCURRENTLY U&\"\\00c4rger\" ON o (id)", "REINDEX TABLE CONCURRENTLY o",
			"REINDEX INDEX CONCURRENTLY valid", "DROP INDEX CONCURRENTLY valid" })
	void indexesOfOthersOnPostgresqlAreNoLeftovers(String doubtful) throws Exception {
		TestDatabase database = TestDatabase.postgresql();
		database.execute("CREATE TABLE o (id INT, n INT)", "INSERT INTO o VALUES (1, 1), (1, 1)",
				"CREATE INDEX valid ON o (n)");
		try (Connection connection = DriverManager.getConnection(database.url())) {
			Announced announced = Announced.of(connection, doubtful);
			if (doubtful.startsWith("CREATE")) {
				assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> database.execute(doubtful));
			}
			assertThatExceptionOfType(IllegalStateException.class)
				.isThrownBy(() -> database.execute("CREATE UNIQUE INDEX CONCURRENTLY theirs ON o (n)"));
			assertThat(announced.outcome()).isEqualTo(InDoubt.Outcome.NOT_DONE);
		}
		assertThat(indexes(database)).containsExactly("theirs|f", "valid|t");
	}

	@ParameterizedTest
	@ValueSource(strings = { "DROP INDEX CONCURRENTLY nosuch", "DROP DATABASE nosuch", "CREATE DATABASE postgres",
			"ALTER TABLE p DETACH PARTITION nosuch CONCURRENTLY",
			"ALTER TABLE nosuch DETACH PARTITION q CONCURRENTLY" })
	void whatWasSoBeforeAStatementIsNotItsEffect(String refused) throws Exception {
		TestDatabase database = TestDatabase.postgresql();
		database.execute("CREATE TABLE p (id INT) PARTITION BY LIST (id)",
				"CREATE TABLE q PARTITION OF p FOR VALUES IN (1)");
		try (Connection connection = DriverManager.getConnection(database.url())) {
			Announced announced = Announced.of(connection, refused);
			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> database.execute(refused));
			assertThat(announced.outcome()).isEqualTo(InDoubt.Outcome.NOT_DONE);
		}
	}

	@Test
	void aPartitionThatIsHalfDetachedIsDetached() throws Exception {
		TestDatabase database = TestDatabase.postgresql();
		String detaches = "ALTER TABLE s.\"P\" DETACH PARTITION s.\"q\"\"x\" CONCURRENTLY";
		database.execute("CREATE SCHEMA s", "CREATE TABLE s.\"P\" (id INT) PARTITION BY LIST (id)",
				"CREATE TABLE s.\"q\"\"x\" PARTITION OF s.\"P\" FOR VALUES IN (1)");
		try (Connection connection = DriverManager.getConnection(database.url());
				Connection reader = DriverManager.getConnection(database.url())) {
			Announced announced = Announced.of(connection, detaches);
			reader.setAutoCommit(false);
			try (java.sql.Statement open = reader.createStatement()) {
				open.executeQuery("SELECT * FROM s.\"P\"").close();
			}
			assertThatExceptionOfType(IllegalStateException.class)
				.isThrownBy(() -> database.execute("SET statement_timeout = 500", detaches));
			assertThat(database.query("SELECT inhdetachpending FROM pg_inherits")).containsExactly("t");
			reader.rollback();
			assertThat(announced.outcome()).isEqualTo(InDoubt.Outcome.DONE);
			assertThat(announced.inDoubt().resolve(connection, announced.statement(), "", "DDL"))
				.isEqualTo(InDoubt.Outcome.UNKNOWN);
		}
		assertThat(database.query("SELECT inhdetachpending FROM pg_inherits")).isEmpty();
	}

	@Test
	void whatAReindexLeavesOnPartitionsAndWhereLongValuesAreIsClearedAway() throws Exception {
		TestDatabase database = TestDatabase.postgresql();
		database.execute("CREATE TABLE p (id INT, long TEXT) PARTITION BY LIST (id)",
				"CREATE TABLE q PARTITION OF p FOR VALUES IN (1)", "CREATE INDEX i ON p (id)");
		String invalid = "SELECT count(*) FROM pg_index WHERE NOT indisvalid";
		String ofLongValues = database
			.query("SELECT x.indexrelid::regclass FROM pg_class c "
					+ "JOIN pg_index x ON x.indrelid = c.reltoastrelid WHERE c.relname = 'q'")
			.get(0);
		try (Connection connection = DriverManager.getConnection(database.url());
				Connection writer = DriverManager.getConnection(database.url())) {
			Announced announced = Announced.of(connection, "REINDEX TABLE CONCURRENTLY p");
			writer.setAutoCommit(false);
			try (java.sql.Statement open = writer.createStatement()) {
				open.execute("INSERT INTO q VALUES (1, (SELECT string_agg(md5(n::text), '') "
						+ "FROM generate_series(1, 1000) n))");
			}
			for (String index : new String[] { "q_id_idx", ofLongValues }) {
				assertThatExceptionOfType(IllegalStateException.class).isThrownBy(
						() -> database.execute("SET statement_timeout = 500", "REINDEX INDEX CONCURRENTLY " + index));
			}
			assertThat(database.query(invalid)).containsExactly("2");
			writer.rollback();
			assertThat(announced.outcome()).isEqualTo(InDoubt.Outcome.NOT_DONE);
		}
		assertThat(database.query(invalid)).containsExactly("0");
	}

	@Test
	void ofSeveralIndexesOnPostgresqlThatMayBeOfAStatementWithoutANameNoneIsTouched() throws Exception {
		TestDatabase database = TestDatabase.postgresql();
		database.execute("CREATE TABLE o (id INT, n INT)", "INSERT INTO o VALUES (1, 1), (1, 1)");
		try (Connection connection = DriverManager.getConnection(database.url())) {
			Announced announced = Announced.of(connection, "CREATE UNIQUE INDEX CONCURRENTLY ON o (id)");
			for (String column : new String[] { "id", "n" }) {
				assertThatExceptionOfType(IllegalStateException.class)
					.isThrownBy(() -> database.execute("CREATE UNIQUE INDEX CONCURRENTLY ON o (" + column + ")"));
			}
			assertThatExceptionOfType(MigrationHistoryException.class).isThrownBy(announced::outcome)
				.satisfies((ex) -> assertThat(ex.getDescription())
					.endsWith(": public.o_id_idx (invalid), public.o_n_idx (invalid)."));
			assertThat(announced.inDoubt().hadNoEffect(connection, announced.statement(), announced.before(), "DDL"))
				.isFalse();
		}
		assertThat(indexes(database)).containsExactly("o_id_idx|f", "o_n_idx|f");
	}

	@ParameterizedTest
	@ValueSource(strings = { "INDEX CONCURRENTLY first", "TABLE CONCURRENTLY o" })
	void whatAReindexOnPostgresqlLeavesIsClearedAway(String what) throws Exception {
		TestDatabase database = TestDatabase.postgresql();
		database.execute("CREATE TABLE o (id INT, n INT)", "CREATE INDEX first ON o (id)",
				"CREATE INDEX second ON o (n)");
		try (Connection connection = DriverManager.getConnection(database.url());
				Connection writer = DriverManager.getConnection(database.url())) {
			Announced announced = Announced.of(connection, "REINDEX " + what);
			writer.setAutoCommit(false);
			try (java.sql.Statement open = writer.createStatement()) {
				open.execute("INSERT INTO o VALUES (1, 1)");
			}
			for (String index : new String[] { "first", "second" }) {
				assertThatExceptionOfType(IllegalStateException.class).isThrownBy(
						() -> database.execute("SET statement_timeout = 500", "REINDEX INDEX CONCURRENTLY " + index));
			}
			writer.rollback();
			assertThat(announced.outcome()).isEqualTo(InDoubt.Outcome.NOT_DONE);
		}
		assertThat(indexes(database)).containsExactlyElementsOf(what.startsWith("TABLE")
				? List.of("first|t", "second|t") : List.of("first|t", "second|t", "second_ccnew|f"));
	}

	private static List<String> indexes(TestDatabase database) {
		return database.query("SELECT c.relname, i.indisvalid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
				+ "WHERE i.indrelid = 'o'::regclass ORDER BY 1");
	}

	/**
	 * Two equal tables that exchange their names, and a table that is dropped and created
	 * again, may look as before.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "RENAME TABLE o TO t, n TO o, t TO n", "CREATE OR REPLACE TABLE o (id INT)" })
	void onMariaDbTheCatalogDoesNotTellOfWhatMayLookAsBefore(String sql) throws Exception {
		TestDatabase database = TestDatabase.mariadb();
		database.execute("CREATE TABLE o (id INT)", "CREATE TABLE n (id INT)");
		try (Connection connection = DriverManager.getConnection(database.url())) {
			Announced announced = Announced.of(connection, sql);
			assertThat(announced.outcome()).isEqualTo(InDoubt.Outcome.UNKNOWN);
			assertThat(announced.inDoubt().isDecidable(announced.statement())).isFalse();
		}
	}

	@Test
	void onPostgresTheCatalogIsNotAskedWhatAnAlterTableHasDone() throws Exception {
		TestDatabase database = TestDatabase.postgresql();
		database.execute("CREATE TABLE o (id INT)");
		try (Connection connection = DriverManager.getConnection(database.url())) {
			Announced announced = Announced.of(connection, "ALTER TABLE o ADD COLUMN n INT");
			assertThat(announced.outcome()).isEqualTo(InDoubt.Outcome.UNKNOWN);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "columns; NOT_DONE; ALTER TABLE o ADD COLUMN n INT",
			"columns; NOT_DONE; ALTER TABLE \"O\" DROP COLUMN n", "PUBLIC; UNKNOWN; ALTER TABLE o ADD (n INT)" })
	void aCopyThatH2LeavesBehindIsNotTakenForTheStatement(String row) throws Exception {
		String[] parts = row.split("; ");
		TestDatabase database = TestDatabase.h2();
		database.execute("CREATE TABLE o (id INT, n2 INT)");
		try (Connection connection = DriverManager.getConnection(database.url())) {
			Announced announced = Announced.of(connection, parts[2]);
			assertThat(announced.before()).startsWith(parts[0]);
			database.execute("CREATE TABLE o_copy_3_0 (id INT, n INT)");
			assertThat(announced.outcome()).hasToString(parts[1]);
			assertThat(database.hasTable("o_copy_3_0")).isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "REGULAR", "PostgreSQL" })
	void columnsOfH2AreTheSameAfterTheDatabaseWasClosed(String mode, @TempDir Path directory) throws Exception {
		String url = "jdbc:h2:file:" + directory.resolve("columns") + ";MODE=" + mode;
		String before;
		try (Connection connection = DriverManager.getConnection(url);
				java.sql.Statement statement = connection.createStatement()) {
			statement.execute("CREATE DOMAIN positive AS INTEGER DEFAULT 1 CHECK (VALUE > 0)");
			statement.execute(
					"""
							CREATE TABLE o (id BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
								a NUMERIC(12, 2) DEFAULT 1.5 + 2 CHECK (a > 0), b VARCHAR(20) DEFAULT 'it''s' || UPPER('x'),
								c TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP + INTERVAL '1' DAY ON UPDATE LOCALTIMESTAMP,
								d INTEGER GENERATED ALWAYS AS (id * 2), e positive, f BOOLEAN DEFAULT (1 IN (1, 2)) NOT NULL,
								g DATE DEFAULT DATE '2020-01-01', h UUID DEFAULT RANDOM_UUID(), i INTEGER ARRAY DEFAULT ARRAY[1, 2],
								j ENUM('x', 'y') DEFAULT 'x', k VARCHAR(10) DEFAULT CASE WHEN 1 = 1 THEN 'y' ELSE NULL END,
								l BINARY(2) DEFAULT X'0102', m JSON DEFAULT JSON '{"a": 1}', n DOUBLE PRECISION DEFAULT 1E0 / 3)
							""");
			InDoubt inDoubt = InDoubt.of(Dialect.detect(connection), "migration_history");
			before = before(inDoubt, connection, statements(connection, "ALTER TABLE o ADD COLUMN z INT").get(0));
			assertThat(before).startsWith("columns");
			for (int i = 0; i < 3000; i++) {
				statement.execute("INSERT INTO o (a) VALUES (" + i + " + 1)");
			}
			statement.execute("ANALYZE");
		}
		try (Connection connection = DriverManager.getConnection(url)) {
			InDoubt inDoubt = InDoubt.of(Dialect.detect(connection), "migration_history");
			Statement statement = statements(connection, "ALTER TABLE o ADD COLUMN z INT").get(0);
			assertThat(inDoubt.resolve(connection, statement, before, "DDL")).isEqualTo(InDoubt.Outcome.NOT_DONE);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "DROP TABLE \"a\", \"b\"", "drop table if exists \"a\", \"b\" cascade",
			"DROP TABLE app.c, app.d", "DROP /* both */ TABLE -- of them\n app.c, app.d" })
	void whatAStoppedDropOfSeveralHasSparedIsDroppedAndNothingElse(String drop) throws Exception {
		TestDatabase database = TestDatabase.h2();
		database.execute("CREATE SCHEMA app");
		for (String table : List.of("\"a\"", "\"b\"", "b", "app.c", "app.d", "d")) {
			database.execute("CREATE TABLE " + table + " (id INT)");
		}
		try (Connection connection = DriverManager.getConnection(database.url())) {
			Announced announced = Announced.of(connection, drop);
			assertThat(announced.outcome()).isEqualTo(InDoubt.Outcome.NOT_DONE);
			database.execute(drop.replaceFirst(",.*", ""));
			assertThat(announced.outcome()).isEqualTo(InDoubt.Outcome.DONE);
		}
		assertThat(database.query("SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_TYPE = 'BASE TABLE' "
				+ "AND TABLE_SCHEMA <> 'INFORMATION_SCHEMA' ORDER BY 1"))
			.containsExactlyElementsOf(
					drop.contains("app") ? List.of("B", "D", "a", "b") : List.of("B", "C", "D", "D"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "app", "\"app\"" })
	void aSchemaIsFoundByItsNameWhateverItsQuotes(String schema) throws Exception {
		TestDatabase database = TestDatabase.h2();
		database.execute("CREATE SCHEMA " + schema);
		try (Connection connection = DriverManager.getConnection(database.url())) {
			Announced announced = Announced.of(connection, "DROP SCHEMA " + schema);
			assertThat(announced.outcome()).isEqualTo(InDoubt.Outcome.NOT_DONE);
			database.execute(announced.statement().text());
			assertThat(announced.outcome()).isEqualTo(InDoubt.Outcome.DONE);
		}
	}

	@Test
	void aTableWhoseNameDiffersInCaseOnlyIsAnother() throws Exception {
		verify(TestDatabase.mariadb(), "presence; CREATE TABLE t (id INT); CREATE TABLE T (id INT)");
	}

	@Test
	void aFingerprintOfAnEarlierVersionIsComparedAsItWasTaken() throws Exception {
		TestDatabase database = TestDatabase.mariadb();
		try (Connection connection = DriverManager.getConnection(database.url())) {
			InDoubt inDoubt = InDoubt.of(Dialect.detect(connection), "migration_history");
			Statement statement = statements(connection, "CREATE TABLE t (id INT)").get(0);
			Statement wide = statements(connection, "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO SELECT 1").get(0);
			String before = before(inDoubt, connection, wide);
			assertThat(before).startsWith(connection.getCatalog() + "=");
			assertThat(inDoubt.resolve(connection, statement, before, "DDL")).isEqualTo(InDoubt.Outcome.NOT_DONE);
			database.execute("CREATE TABLE t (id INT)");
			assertThat(inDoubt.resolve(connection, statement, before, "DDL")).isEqualTo(InDoubt.Outcome.DONE);
		}
	}

	/**
	 * Of some the catalog shows nothing. Then they may be sent again, or it is asked what
	 * became of them.
	 */
	@ParameterizedTest
	@FieldSource("WHATEVER")
	void whatTookEffectOnMariaDbIsNotSentAgainWhereTheServerWouldRefuseIt(String script) throws Exception {
		TestDatabase database = TestDatabase.mariadbWithUsers();
		database.execute("DROP ROLE IF EXISTS r_doubt, r_other", "DROP USER IF EXISTS u_doubt, u_other",
				"DROP SERVER IF EXISTS s_doubt");
		try (Connection connection = DriverManager.getConnection(database.url())) {
			InDoubt inDoubt = InDoubt.of(Dialect.detect(connection), "migration_history");
			List<Statement> statements = statements(connection, script);
			Statement doubtful = statements.remove(statements.size() - 1);
			statements.forEach((statement) -> database.execute(statement.text()));
			String before = before(inDoubt, connection, doubtful);
			database.execute(doubtful.text());
			InDoubt.Outcome outcome = inDoubt.resolve(connection, doubtful, before, doubtful.kind().name());
			if (outcome == InDoubt.Outcome.NOT_DONE) {
				String after = before(inDoubt, connection, doubtful);
				database.execute(doubtful.text());
				assertThat(before(inDoubt, connection, doubtful)).isEqualTo(after);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "SET GLOBAL max_connect_errors = 200", "SET @@global.max_connect_errors = 200",
			"SET PASSWORD FOR 'u'@'%' = PASSWORD('x')", "FLUSH TABLES" })
	void whatSetsSomethingOfTheServerMayBeSentAgain(String text) throws Exception {
		assertThat(outcome(text)).isEqualTo(InDoubt.Outcome.NOT_DONE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "SET GLOBAL max_connect_errors = @@global.max_connect_errors + 1", "INSTALL SONAME 'x'",
			"CREATE FUNCTION f RETURNS INTEGER SONAME 'x.so'",
			"SET STATEMENT lock_wait_timeout = 5 FOR DROP TABLE a, b", "REVOKE ALL PRIVILEGES ON *.* FROM u",
			"/*!50001 CREATE OR REPLACE TABLE a (id INT) */" })
	void whatTheCatalogDoesNotShowIsAskedAbout(String text) throws Exception {
		assertThat(outcome(text)).isEqualTo(InDoubt.Outcome.UNKNOWN);
	}

	private static InDoubt.Outcome outcome(String text) throws Exception {
		try (Connection connection = DriverManager.getConnection(TestDatabase.mariadb().url())) {
			InDoubt inDoubt = InDoubt.of(Dialect.detect(connection), "migration_history");
			Statement statement = statements(connection, text).get(0);
			return inDoubt.resolve(connection, statement, before(inDoubt, connection, statement),
					statement.kind().name());
		}
	}

	@Test
	void whatACommentWithCodeHasDroppedInPartIsDroppedToItsEnd() throws Exception {
		TestDatabase database = TestDatabase.mariadb();
		database.execute("CREATE TABLE a (id INT)", "CREATE TABLE b (id INT)");
		try (Connection connection = DriverManager.getConnection(database.url())) {
			Announced announced = Announced.of(connection, "/*!50001 DROP TABLE a, b */");
			database.execute("DROP TABLE a");
			assertThat(announced.outcome()).isEqualTo(InDoubt.Outcome.DONE);
		}
		assertThat(database.hasTable("b")).isFalse();
	}

	private static void verify(TestDatabase database, String row) throws Exception {
		String scope = row.substring(0, row.indexOf(';'));
		try (Connection connection = DriverManager.getConnection(database.url())) {
			InDoubt inDoubt = InDoubt.of(Dialect.detect(connection), "migration_history");
			List<Statement> statements = statements(connection, row.substring(row.indexOf(';') + 1));
			Statement doubtful = statements.remove(statements.size() - 1);
			statements.forEach((statement) -> database.execute(statement.text()));
			String before = before(inDoubt, connection, doubtful);
			assertThat(before).startsWith(scope);
			if (!List.of("test", "PUBLIC", "OWN").contains(scope)) {
				database.execute(UNRELATED);
			}
			assertThat(inDoubt.resolve(connection, doubtful, before, "DDL")).isEqualTo(InDoubt.Outcome.NOT_DONE);
			database.execute(doubtful.text());
			assertThat(inDoubt.resolve(connection, doubtful, before, "DDL")).isEqualTo(InDoubt.Outcome.DONE);
		}
	}

	private static List<Statement> statements(Connection connection, String text) throws SQLException, IOException {
		List<Statement> statements = new ArrayList<>();
		try (StatementCursor cursor = new StatementSplitter(Dialect.detect(connection).vendor(), 100_000)
			.split("V1__x.sql", new StringReader(text))) {
			for (Statement next = cursor.next(); next != null; next = cursor.next()) {
				statements.add(next);
			}
		}
		return statements;
	}

	private static String before(InDoubt inDoubt, Connection connection, Statement statement) throws SQLException {
		String schema = Dialect.detect(connection).catalog().currentSchema(connection);
		return value(connection, inDoubt.before(connection, statement, schema));
	}

	private static String value(Connection connection, ParameterizedSql expression) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement("SELECT " + expression.prepared())) {
			expression.bind(statement);
			try (ResultSet row = statement.executeQuery()) {
				row.next();
				return row.getString(1);
			}
		}
	}

	/**
	 * Statement that was announced, and whose outcome nobody knows.
	 */
	private record Announced(InDoubt inDoubt, Connection connection, Statement statement, String before) {

		static Announced of(Connection connection, String text) throws SQLException, IOException {
			InDoubt inDoubt = InDoubt.of(Dialect.detect(connection), "migration_history");
			Statement statement = statements(connection, text).get(0);
			return new Announced(inDoubt, connection, statement,
					SchemaInDoubtTests.before(inDoubt, connection, statement));
		}

		InDoubt.Outcome outcome() throws SQLException {
			return this.inDoubt.resolve(this.connection, this.statement, this.before, "DDL");
		}

	}

}
