package dev.migrations.reliability.shape;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.migrations.reliability.database.DatabaseKind;

/**
 * Shapes that only SQLite has.
 */
final class SqliteShapes {

	private SqliteShapes() {
	}

	static List<Shape> all() {
		return List
			.of(of("trigger").script("V1__a.sql", "CREATE TABLE a (id INTEGER)", "CREATE TABLE log (id INTEGER)", """
					CREATE TRIGGER a_log AFTER INSERT ON a
					BEGIN
						INSERT INTO log VALUES (CASE WHEN NEW.id > 1 THEN NEW.id ELSE 1 END);
						INSERT INTO log VALUES (0);
					END""", "INSERT INTO a VALUES (1)"), of("rebuild-of-a-parent")
				.script("V1__parent.sql", "CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT)",
						"CREATE TABLE child (id INTEGER, parent_id INTEGER REFERENCES parent (id) ON DELETE CASCADE)",
						"INSERT INTO parent VALUES (1, 'one')", "INSERT INTO child VALUES (1, 1)",
						"INSERT INTO child VALUES (2, 1)")
				.script("V2__rebuild.sql", "PRAGMA foreign_keys = OFF",
						"CREATE TABLE parent_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
						"INSERT INTO parent_new SELECT id, name FROM parent", "DROP TABLE parent",
						"ALTER TABLE parent_new RENAME TO parent", "PRAGMA foreign_keys = ON")
				.script("V3__after.sql", "INSERT INTO child VALUES (3, 1)"),
					of("rebuild-in-its-own-transaction")
						.script("V1__parent.sql", "CREATE TABLE parent (id INTEGER PRIMARY KEY)",
								"CREATE TABLE child (parent_id INTEGER REFERENCES parent (id) ON DELETE CASCADE)",
								"INSERT INTO parent VALUES (1)", "INSERT INTO child VALUES (1)")
						.script("V2__rebuild.sql", "PRAGMA foreign_keys = OFF", "BEGIN TRANSACTION",
								"CREATE TABLE parent_new (id INTEGER PRIMARY KEY, name TEXT)",
								"INSERT INTO parent_new (id) SELECT id FROM parent", "DROP TABLE parent",
								"ALTER TABLE parent_new RENAME TO parent", "COMMIT", "PRAGMA foreign_keys = ON"),
					of("legacy-rename")
						.script("V1__a.sql", "CREATE TABLE a (id INTEGER)", "CREATE VIEW a_view AS SELECT id FROM a",
								"INSERT INTO a VALUES (1)")
						.script("V2__rename.sql", "PRAGMA legacy_alter_table = ON", "ALTER TABLE a RENAME TO b",
								"CREATE TABLE a (id INTEGER)", "INSERT INTO a SELECT id FROM b", "DROP TABLE b"),
					of("own-transaction").script("V1__a.sql", "BEGIN", "CREATE TABLE a (id INTEGER)",
							"INSERT INTO a VALUES (1)", "COMMIT"),
					of("several-transactions").script("V1__a.sql", "BEGIN", "CREATE TABLE a (id INTEGER)",
							"INSERT INTO a VALUES (1)", "COMMIT", "BEGIN IMMEDIATE", "INSERT INTO a VALUES (2)", "END",
							"INSERT INTO a VALUES (3)"),
					of("savepoint").script("V1__a.sql", "CREATE TABLE a (id INTEGER)", "SAVEPOINT one",
							"INSERT INTO a VALUES (1)", "RELEASE one", "INSERT INTO a VALUES (2)"),
					of("full-text").script("V1__a.sql", "CREATE VIRTUAL TABLE notes USING fts5(title, body)",
							"INSERT INTO notes VALUES ('one', 'the body')",
							"INSERT INTO notes VALUES ('one', 'the body')"),
					of("temporary-table").script("V1__a.sql", "CREATE TABLE a (id INTEGER)",
							"CREATE TEMPORARY TABLE scratch (id INTEGER)", "INSERT INTO scratch VALUES (1)",
							"INSERT INTO a SELECT id FROM scratch", "DROP TABLE scratch"),
					of("temporary-table-left").script("V1__a.sql", "CREATE TABLE a (id INTEGER)",
							"CREATE TEMP TABLE scratch AS SELECT 1 AS id", "INSERT INTO a SELECT id FROM scratch"),
					of("rows-as-texts").script("V1__a.sql", rows())
						.script("V2__b.sql", "INSERT INTO a VALUES (-1, 'behind')"),
					of("user-version").script("V1__a.sql", "CREATE TABLE a (id INTEGER)", "PRAGMA user_version = 7",
							"INSERT INTO a VALUES (1)"),
					of("vacuum").script("V1__a.sql", "CREATE TABLE a (id INTEGER)", "INSERT INTO a VALUES (1)",
							"VACUUM", "INSERT INTO a VALUES (2)"),
					of("upsert").script("V1__a.sql", "CREATE TABLE a (id INTEGER PRIMARY KEY, n INTEGER)",
							"INSERT INTO a VALUES (1, 1)",
							"INSERT INTO a VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET n = n + 1",
							"INSERT INTO a VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET n = n + 1"),
					of("without-rowid").script("V1__a.sql",
							"CREATE TABLE a (k TEXT PRIMARY KEY, n INTEGER) WITHOUT ROWID, STRICT",
							"INSERT INTO a VALUES ('x', 1)", "UPDATE a SET n = n + 1",
							"CREATE INDEX a_n ON a (n) WHERE n > 0"));
	}

	/**
	 * More than are remembered, so that they are sent as texts of many statements.
	 */
	private static String[] rows() {
		return Stream
			.concat(Stream.of("CREATE TABLE a (id INTEGER PRIMARY KEY, note TEXT)"),
					IntStream.range(0, 700)
						.mapToObj((i) -> "INSERT INTO a VALUES (" + i + ", '" + "note; ".repeat(20) + "')"))
			.toArray(String[]::new);
	}

	private static Shape of(String name) {
		return Shape.of(name, DatabaseKind.SQLITE);
	}

}
