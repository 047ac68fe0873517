package dev.migrations.reliability.shape;

import java.util.List;

import dev.migrations.reliability.database.DatabaseKind;

/**
 * Shapes that only PostgreSQL has.
 */
final class PostgresShapes {

	private PostgresShapes() {
	}

	static List<Shape> all() {
		return List.of(
				of("trigger").script("V1__a.sql", "CREATE TABLE a (id INTEGER)", "CREATE TABLE log (id INTEGER)", """
						CREATE FUNCTION log_a() RETURNS trigger LANGUAGE plpgsql AS $body$
						BEGIN
							INSERT INTO log VALUES (NEW.id);
							RETURN NEW;
						END;
						$body$""", "CREATE TRIGGER a_log AFTER INSERT ON a FOR EACH ROW EXECUTE FUNCTION log_a()",
						"INSERT INTO a VALUES (1)"),
				of("procedure").script("V1__a.sql", "CREATE TABLE a (id INTEGER)", """
						CREATE PROCEDURE add_row(n integer) LANGUAGE sql
						BEGIN ATOMIC
							INSERT INTO a VALUES (n);
							INSERT INTO a VALUES (n);
						END""", "CALL add_row(1)", "INSERT INTO a VALUES (2)"),
				of("do-block").script("V1__a.sql", "CREATE TABLE a (id INTEGER)",
						"DO $$ BEGIN FOR i IN 1..3 LOOP INSERT INTO a VALUES (i); END LOOP; END $$",
						"INSERT INTO a VALUES (4)"),
				of("session-setting")
					.script("V1__a.sql", "CREATE SCHEMA other", "SET search_path TO other",
							"CREATE TABLE a (id INTEGER)", "INSERT INTO a VALUES (1)")
					.script("V2__b.sql", "CREATE TABLE b (id INTEGER)"),
				of("local-setting").script("V1__a.sql", "CREATE TABLE a (id INTEGER)", "SET LOCAL work_mem = '8MB'",
						"INSERT INTO a VALUES (1)"),
				of("temporary-table").script("V1__a.sql", "CREATE TABLE a (id INTEGER)",
						"CREATE TEMPORARY TABLE scratch (id INTEGER)", "INSERT INTO scratch VALUES (1)",
						"INSERT INTO a SELECT id FROM scratch", "DROP TABLE scratch"),
				of("temporary-table-left").script("V1__a.sql", "CREATE TABLE a (id INTEGER)",
						"CREATE TEMPORARY TABLE scratch AS SELECT 1 AS id", "INSERT INTO a SELECT id FROM scratch"),
				of("own-transaction").script("V1__a.sql", "BEGIN", "CREATE TABLE a (id INTEGER)",
						"INSERT INTO a VALUES (1)", "COMMIT"),
				of("several-transactions").script("V1__a.sql", "BEGIN", "CREATE TABLE a (id INTEGER)",
						"INSERT INTO a VALUES (1)", "COMMIT", "BEGIN ISOLATION LEVEL SERIALIZABLE",
						"INSERT INTO a VALUES (2)", "COMMIT", "INSERT INTO a VALUES (3)"),
				of("savepoint").script("V1__a.sql", "CREATE TABLE a (id INTEGER)", "SAVEPOINT one",
						"INSERT INTO a VALUES (1)", "RELEASE SAVEPOINT one", "INSERT INTO a VALUES (2)"),
				of("enum-value-used")
					.script("V1__a.sql", "CREATE TYPE mood AS ENUM ('sad', 'ok')", "CREATE TABLE a (m mood)")
					.script("V2__happy.sql", "INSERT INTO a VALUES ('ok')", "ALTER TYPE mood ADD VALUE 'happy'",
							"INSERT INTO a VALUES ('happy')", "CREATE TABLE b (m mood DEFAULT 'happy')"),
				of("concurrently").script("V1__a.sql", "CREATE TABLE a (id INTEGER)", "INSERT INTO a VALUES (1)")
					.script("V2__index.sql", "CREATE INDEX CONCURRENTLY a_id ON a (id)"),
				of("concurrently-in-the-middle")
					.script("V1__a.sql", "CREATE TABLE a (id INTEGER)", "INSERT INTO a VALUES (1)")
					.script("V2__index.sql", "INSERT INTO a VALUES (2)", "INSERT INTO a VALUES (3)",
							"CREATE INDEX CONCURRENTLY a_id ON a (id)", "INSERT INTO a VALUES (4)",
							"CREATE UNIQUE INDEX CONCURRENTLY a_unique ON a (id)", "CREATE TABLE b (id INTEGER)",
							"INSERT INTO b VALUES (5)"),
				of("concurrently-named-by-the-server")
					.script("V1__a.sql", "CREATE TABLE a (id INTEGER)", "INSERT INTO a VALUES (1)")
					.script("V2__index.sql", "CREATE INDEX CONCURRENTLY ON a (id)", "INSERT INTO a VALUES (2)"),
				of("drop-concurrently")
					.script("V1__a.sql", "CREATE TABLE a (id INTEGER)", "CREATE INDEX a_id ON a (id)")
					.script("V2__drop.sql", "DROP INDEX CONCURRENTLY a_id", "INSERT INTO a VALUES (1)"),
				of("vacuum").script("V1__a.sql", "CREATE TABLE a (id INTEGER)", "INSERT INTO a VALUES (1)", "VACUUM a",
						"INSERT INTO a VALUES (2)"),
				of("no-transaction").script("V1__a.sql", "CREATE TABLE a (id INTEGER)")
					.pieces("V2__none.sql", "-- migrations: transaction=none\n", Piece.sql("INSERT INTO a VALUES (1)"),
							Piece.sql("CREATE TABLE b (id INTEGER)"), Piece.sql("INSERT INTO b VALUES (2)")),
				of("copy").pieces("V1__a.sql", "", Piece.sql("CREATE TABLE a (id INTEGER, note TEXT)"),
						Piece.copy("COPY a (id, note) FROM stdin", "1\tone; two", "2\tit's"),
						Piece.sql("INSERT INTO a VALUES (3, 'x')"), Piece.copy("COPY a FROM STDIN", "4\t\\N")),
				of("identity").script("V1__a.sql",
						"CREATE TABLE a (id INTEGER GENERATED ALWAYS AS IDENTITY, serial_id SERIAL, n INTEGER)",
						"INSERT INTO a (n) VALUES (1)", "INSERT INTO a (n) VALUES (1)"),
				of("materialized-view").script("V1__a.sql", "CREATE TABLE a (id INTEGER)", "INSERT INTO a VALUES (1)",
						"CREATE MATERIALIZED VIEW b AS SELECT id FROM a", "INSERT INTO a VALUES (2)",
						"REFRESH MATERIALIZED VIEW b"),
				of("partitions").script("V1__a.sql", "CREATE TABLE a (id INTEGER) PARTITION BY RANGE (id)",
						"CREATE TABLE a1 PARTITION OF a FOR VALUES FROM (0) TO (10)", "INSERT INTO a VALUES (1)",
						"CREATE TABLE a2 PARTITION OF a FOR VALUES FROM (10) TO (20)", "INSERT INTO a VALUES (11)"),
				of("constraint-validated-later").script("V1__a.sql", "CREATE TABLE a (id INTEGER)",
						"INSERT INTO a VALUES (1)", "ALTER TABLE a ADD CONSTRAINT positive CHECK (id > 0) NOT VALID",
						"ALTER TABLE a VALIDATE CONSTRAINT positive", "COMMENT ON TABLE a IS 'what; it is'"),
				of("data-changing-with").script("V1__a.sql", "CREATE TABLE a (id INTEGER)",
						"CREATE TABLE moved (id INTEGER)", "INSERT INTO a VALUES (1)", "INSERT INTO a VALUES (2)",
						"WITH gone AS (DELETE FROM a WHERE id = 1 RETURNING id) INSERT INTO moved SELECT id FROM gone"),
				manyVersions(), of("truncate").script("V1__a.sql", "CREATE TABLE a (id INTEGER)",
						"INSERT INTO a VALUES (1)", "TRUNCATE a", "INSERT INTO a VALUES (2)"));
	}

	/**
	 * So many that what writes their rows is prepared on the way.
	 */
	private static Shape manyVersions() {
		Shape shape = of("fourteen-versions").script("V1__a.sql", "CREATE TABLE a (id INTEGER)");
		for (int version = 2; version <= 14; version++) {
			shape = shape.script("V" + version + "__row.sql", "INSERT INTO a VALUES (" + version + ")");
		}
		return shape;
	}

	private static Shape of(String name) {
		return Shape.of(name, DatabaseKind.POSTGRESQL);
	}

}
