package dev.migrations.reliability.shape;

import java.util.List;

import dev.migrations.reliability.database.DatabaseKind;

/**
 * Shapes that only H2 has.
 */
final class H2Shapes {

	private H2Shapes() {
	}

	static List<Shape> all() {
		return List.of(
				of("session-setting").script("V1__a.sql", "CREATE SCHEMA other", "SET SCHEMA other",
						"CREATE TABLE a (id INTEGER)", "INSERT INTO a VALUES (1)"),
				of("variable").script("V1__a.sql", "CREATE TABLE a (id INTEGER)", "SET @n = 5",
						"INSERT INTO a VALUES (@n)", "CREATE TABLE b (id INTEGER)", "INSERT INTO b VALUES (@n)"),
				of("identity").script("V1__a.sql", "CREATE TABLE a (n INTEGER, t VARCHAR(10))",
						"CREATE SEQUENCE s START WITH 5", "INSERT INTO a VALUES (1, 'x')",
						"COMMENT ON TABLE a IS 'what; it is'"),
				of("index-named-by-the-server").script("V1__a.sql", "CREATE TABLE a (id INTEGER)",
						"CREATE INDEX ON a (id)", "INSERT INTO a VALUES (1)"),
				of("merge").script("V1__a.sql", "CREATE TABLE a (id INTEGER, n INTEGER)", "INSERT INTO a VALUES (1, 1)",
						"MERGE INTO a USING (VALUES (1)) s (id) ON a.id = s.id WHEN MATCHED THEN UPDATE SET n = a.n + 1",
						"CREATE TABLE b (id INTEGER)"),
				of("truncate")
					.script("V1__a.sql", "CREATE TABLE a (id INTEGER)", "INSERT INTO a VALUES (1)", "TRUNCATE TABLE a",
							"INSERT INTO a VALUES (2)")
					.mayAskAfterACrash(),
				of("own-transaction").script("V1__a.sql", "CREATE TABLE a (id INTEGER)", "BEGIN",
						"INSERT INTO a VALUES (1)", "INSERT INTO a VALUES (2)", "COMMIT", "INSERT INTO a VALUES (3)"));
	}

	private static Shape of(String name) {
		return Shape.of(name, DatabaseKind.H2);
	}

}
