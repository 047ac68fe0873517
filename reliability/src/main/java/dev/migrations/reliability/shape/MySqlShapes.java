package dev.migrations.reliability.shape;

import java.util.List;

import dev.migrations.reliability.database.DatabaseKind;

/**
 * Shapes that only MySQL and MariaDB have, or one of them.
 */
final class MySqlShapes {

	private MySqlShapes() {
	}

	static List<Shape> all() {
		return List.of(
				of("trigger").script("V1__a.sql", "CREATE TABLE a (id INTEGER)", "CREATE TABLE log (id INTEGER)", """
						CREATE TRIGGER a_log AFTER INSERT ON a FOR EACH ROW
						BEGIN
							INSERT INTO log VALUES (NEW.id);
							INSERT INTO log VALUES (CASE WHEN NEW.id > 1 THEN 2 ELSE 1 END);
						END""", "INSERT INTO a VALUES (1)"),
				of("procedure-called")
					.script("V1__a.sql", "CREATE TABLE a (id INTEGER)",
							"CREATE PROCEDURE add_row(n INT)\nBEGIN\n\tINSERT INTO a VALUES (n);\nEND",
							"CALL add_row(1)", "INSERT INTO a VALUES (2)")
					.mayAskAfterACrash(),
				of("function").script("V1__a.sql", "CREATE TABLE a (id INTEGER)",
						"CREATE FUNCTION twice(n INT) RETURNS INT DETERMINISTIC\nBEGIN\n\tRETURN n * 2;\nEND",
						"INSERT INTO a VALUES (twice(2))"),
				of("variable").script("V1__a.sql", "CREATE TABLE a (id INTEGER)", "SET @n = 5",
						"INSERT INTO a VALUES (@n)", "CREATE TABLE b (id INTEGER)", "INSERT INTO b VALUES (@n)"),
				of("session-setting").script("V1__a.sql", "SET SESSION sql_mode = 'ANSI_QUOTES'",
						"CREATE TABLE \"a\" (id INTEGER)", "INSERT INTO \"a\" VALUES (1)"),
				of("temporary-table")
					.script("V1__a.sql", "CREATE TABLE a (id INTEGER)", "CREATE TEMPORARY TABLE scratch (id INTEGER)",
							"INSERT INTO scratch VALUES (1)", "INSERT INTO a SELECT id FROM scratch",
							"DROP TEMPORARY TABLE scratch")
					.mayAskAfterACrash(),
				of("session-of-its-own")
					.script("V1__a.sql", "CREATE TABLE a (id INTEGER)", "SELECT GET_LOCK('session_of_its_own', 60)",
							"INSERT INTO a VALUES (1)")
					.script("V2__b.sql", "SELECT GET_LOCK('session_of_its_own', 60)", "CREATE TABLE b (id INTEGER)",
							"INSERT INTO b VALUES (1)")
					.script("V3__c.sql", "INSERT INTO b VALUES (2)"),
				of("auto-increment").script("V1__a.sql",
						"CREATE TABLE a (id INTEGER AUTO_INCREMENT PRIMARY KEY, n INTEGER)",
						"INSERT INTO a (n) VALUES (1)", "INSERT INTO a (n) VALUES (1)"),
				of("several-objects-dropped")
					.script("V1__a.sql", "CREATE TABLE a (id INTEGER)", "CREATE TABLE b (id INTEGER)",
							"DROP TABLE a, b", "CREATE TABLE c (id INTEGER)")
					.mayAskAfterACrash(),
				of("own-transaction").script("V1__a.sql", "CREATE TABLE a (id INTEGER)", "START TRANSACTION",
						"INSERT INTO a VALUES (1)", "INSERT INTO a VALUES (2)", "COMMIT", "INSERT INTO a VALUES (3)"),
				Shape.of("replaced-table", DatabaseKind.MARIADB)
					.script("V1__a.sql", "CREATE TABLE a (id INTEGER)", "INSERT INTO a VALUES (1)",
							"CREATE OR REPLACE TABLE a (id INTEGER, n INTEGER)", "INSERT INTO a VALUES (2, 2)")
					.mayAskAfterACrash(),
				Shape.of("table-that-does-not-roll-back", DatabaseKind.MARIADB)
					.script("V1__a.sql", "CREATE TABLE a (id INTEGER) ENGINE = Aria", "INSERT INTO a VALUES (1)",
							"INSERT INTO a VALUES (2)")
					.mayAskAfterACrash(),
				of("truncate")
					.script("V1__a.sql", "CREATE TABLE a (id INTEGER)", "INSERT INTO a VALUES (1)", "TRUNCATE TABLE a",
							"INSERT INTO a VALUES (2)")
					.mayAskAfterACrash(),
				of("generated-column").script("V1__a.sql",
						"CREATE TABLE a (id INTEGER, n INTEGER AS (id * 2) STORED, INDEX (n))",
						"INSERT INTO a (id) VALUES (1)", "ALTER TABLE a ADD COLUMN m INTEGER, ADD INDEX (m)",
						"INSERT INTO a (id) VALUES (2)"),
				of("code-comment").script("V1__a.sql", "/*!40101 SET @n = 7 */", "CREATE TABLE a (id INTEGER)",
						"INSERT INTO a VALUES (@n)"),
				Shape.of("table-of-myisam", DatabaseKind.MYSQL)
					.script("V1__a.sql", "CREATE TABLE a (id INTEGER) ENGINE = MyISAM", "INSERT INTO a VALUES (1)",
							"INSERT INTO a VALUES (2)")
					.mayAskAfterACrash(),
				Shape.of("index-of-an-expression", DatabaseKind.MYSQL)
					.script("V1__a.sql", "CREATE TABLE a (id INTEGER, note VARCHAR(20))",
							"CREATE INDEX a_double ON a ((id * 2))", "INSERT INTO a VALUES (1, 'x')",
							"ALTER TABLE a ALTER INDEX a_double INVISIBLE", "CREATE INDEX a_note ON a (note DESC, id)",
							"DROP INDEX a_double ON a", "INSERT INTO a VALUES (2, 'y')"),
				Shape.of("tables-renamed-at-once", DatabaseKind.MYSQL)
					.script("V1__a.sql", "CREATE TABLE a (id INTEGER)", "CREATE TABLE b (id INTEGER, n INTEGER)",
							"INSERT INTO a VALUES (1)", "RENAME TABLE a TO old, b TO a", "INSERT INTO a VALUES (2, 2)")
					.mayAskAfterACrash(),
				Shape.of("algorithm", DatabaseKind.MYSQL)
					.script("V1__a.sql", "CREATE TABLE a (id INTEGER)", "INSERT INTO a VALUES (1)",
							"ALTER TABLE a ADD COLUMN n INTEGER, ALGORITHM=INSTANT",
							"ALTER TABLE a ADD INDEX a_n (n), ALGORITHM=INPLACE, LOCK=NONE",
							"ALTER TABLE a MODIFY n BIGINT, ALGORITHM=COPY", "INSERT INTO a VALUES (2, 2)"));
	}

	private static Shape of(String name) {
		return Shape.of(name, DatabaseKind.MARIADB, DatabaseKind.MYSQL);
	}

}
