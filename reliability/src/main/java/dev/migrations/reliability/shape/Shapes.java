package dev.migrations.reliability.shape;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.migrations.reliability.database.DatabaseKind;

/**
 * The shapes that are enumerated. Their tables have no unique keys where a statement
 * executed twice would otherwise be stopped, so that a double shows.
 */
public final class Shapes {

	private Shapes() {
	}

	/**
	 * The shapes of a database.
	 * @param kind the database
	 * @return its shapes
	 */
	public static List<Shape> of(DatabaseKind kind) {
		return Stream
			.of(plain(), tables(), undo(), PostgresShapes.all(), SqliteShapes.all(), H2Shapes.all(), MySqlShapes.all())
			.flatMap(List::stream)
			.filter((shape) -> shape.databases().contains(kind))
			.toList();
	}

	private static List<Shape> plain() {
		return List
			.of(Shape.of("one-statement").script("V1__one.sql", "CREATE TABLE a (id INTEGER)"),
					Shape.of("empty-file").script("V1__empty.sql").script("V2__a.sql", "CREATE TABLE a (id INTEGER)"),
					Shape.of("comment-only")
						.script("V1__a.sql", "CREATE TABLE a (id INTEGER)")
						.pieces("V2__comment.sql", "-- nothing to do; really\n/* nothing; */\n"),
					Shape.of("ten-dml")
						.script("V1__a.sql", "CREATE TABLE a (id INTEGER)")
						.script("V2__rows.sql", inserts("a", 10)),
					Shape.of("sixty-dml")
						.script("V1__a.sql", "CREATE TABLE a (id INTEGER)")
						.script("V2__rows.sql", inserts("a", 60)),
					Shape.of("ddl-and-dml")
						.script("V1__mixed.sql", "CREATE TABLE a (id INTEGER)", "INSERT INTO a VALUES (1)",
								"CREATE TABLE b (id INTEGER)", "INSERT INTO b VALUES (2)", "INSERT INTO a VALUES (3)",
								"ALTER TABLE a ADD COLUMN note VARCHAR(20)", "UPDATE a SET note = 'x' WHERE id = 1",
								"INSERT INTO a VALUES (4, 'y')"),
					Shape.of("two-versions")
						.script("V1__a.sql", "CREATE TABLE a (id INTEGER)", "INSERT INTO a VALUES (1)")
						.script("V2__b.sql", "CREATE TABLE b (id INTEGER)", "INSERT INTO a VALUES (2)"),
					Shape.of("five-versions")
						.script("V1__a.sql", "CREATE TABLE a (id INTEGER)", "INSERT INTO a VALUES (1)")
						.script("V2__b.sql", "CREATE TABLE b (id INTEGER)")
						.script("V3__c.sql", "INSERT INTO a VALUES (3)")
						.script("V4__d.sql", "INSERT INTO a VALUES (4)", "INSERT INTO b VALUES (4)")
						.script("V10__e.sql", "CREATE TABLE e (id INTEGER)"),
					Shape.of("repeatable")
						.script("V1__a.sql", "CREATE TABLE a (id INTEGER)")
						.script("R__rows.sql", "INSERT INTO a VALUES (1)", "INSERT INTO a VALUES (2)"),
					Shape.of("repeatable-changed")
						.before("R__rows.sql", "CREATE TABLE a (id INTEGER)", "INSERT INTO a VALUES (0)")
						.script("V1__b.sql", "CREATE TABLE b (id INTEGER)")
						.script("R__rows.sql", "CREATE TABLE IF NOT EXISTS a (id INTEGER)", "INSERT INTO a VALUES (1)"),
					Shape.of("byte-order-mark")
						.pieces("V1__a.sql", "\uFEFF", Piece.sql("CREATE TABLE a (id INTEGER)"),
								Piece.sql("\r\nINSERT INTO a\r\n VALUES (1)")),
					Shape.of("guard-prevents")
						.script("V1__a.sql", "CREATE TABLE a (id INTEGER)")
						.pieces("V2__guard.sql", "", Piece.sql("INSERT INTO a VALUES (1)"), Piece
							.skipped("-- migrations: unless exists column(a.id)\nALTER TABLE a ADD COLUMN id INTEGER"),
								Piece.sql("INSERT INTO a VALUES (2)")),
					Shape.of("guard-holds")
						.script("V1__a.sql", "CREATE TABLE a (id INTEGER)")
						.pieces("V2__guard.sql", "", Piece.sql("INSERT INTO a VALUES (1)"),
								Piece.sql("-- migrations: unless exists column(a.note)\n"
										+ "ALTER TABLE a ADD COLUMN note VARCHAR(10)"),
								Piece.sql("INSERT INTO a VALUES (2, 'x')")));
	}

	private static List<Shape> tables() {
		return List.of(
				Shape.of("index")
					.script("V1__a.sql", "CREATE TABLE a (id INTEGER, note VARCHAR(20))",
							"CREATE INDEX a_note ON a (note)", "INSERT INTO a VALUES (1, 'x')"),
				Shape.of("view")
					.script("V1__a.sql", "CREATE TABLE a (id INTEGER)", "CREATE VIEW a_ids AS SELECT id FROM a",
							"INSERT INTO a VALUES (1)", "DROP VIEW a_ids", "CREATE VIEW a_all AS SELECT * FROM a"),
				Shape.of("foreign-key")
					.script("V1__parent.sql", "CREATE TABLE parent (id INTEGER PRIMARY KEY)",
							"CREATE TABLE child (id INTEGER, parent_id INTEGER, "
									+ "FOREIGN KEY (parent_id) REFERENCES parent (id) ON DELETE CASCADE)",
							"INSERT INTO parent VALUES (1)", "INSERT INTO child VALUES (1, 1)",
							"INSERT INTO child VALUES (1, 1)"),
				Shape.of("drop-table")
					.script("V1__a.sql", "CREATE TABLE a (id INTEGER)", "CREATE TABLE b (id INTEGER)",
							"INSERT INTO b VALUES (1)")
					.script("V2__drop.sql", "INSERT INTO b VALUES (2)", "DROP TABLE a", "INSERT INTO b VALUES (3)"),
				Shape.of("rename")
					.script("V1__a.sql", "CREATE TABLE a (id INTEGER)", "INSERT INTO a VALUES (1)",
							"ALTER TABLE a RENAME TO b", "INSERT INTO b VALUES (2)",
							"ALTER TABLE b RENAME COLUMN id TO number", "INSERT INTO b (number) VALUES (3)"),
				Shape.of("created-and-dropped-again")
					.script("V1__a.sql", "CREATE TABLE a (id INTEGER)", "DROP TABLE a", "CREATE TABLE a (id INTEGER)",
							"INSERT INTO a VALUES (1)", "DROP TABLE a", "CREATE TABLE a (id VARCHAR(10))"),
				Shape.of("table-from-query")
					.script("V1__a.sql", "CREATE TABLE a (id INTEGER)", "INSERT INTO a VALUES (1)",
							"INSERT INTO a VALUES (1)", "CREATE TABLE b AS SELECT id FROM a"),
				Shape.of("update-and-delete")
					.script("V1__a.sql", "CREATE TABLE a (id INTEGER, n INTEGER)", "INSERT INTO a VALUES (1, 0)",
							"INSERT INTO a VALUES (2, 0)", "UPDATE a SET n = n + 1", "UPDATE a SET n = n + 1",
							"DELETE FROM a WHERE id = 2"),
				Shape.of("query")
					.script("V1__a.sql", "CREATE TABLE a (id INTEGER)", "SELECT * FROM a", "INSERT INTO a VALUES (1)",
							"SELECT id FROM a"),
				Shape.of("many-tables")
					.script("V1__many.sql",
							IntStream.rangeClosed(1, 12)
								.mapToObj((i) -> "CREATE TABLE t" + i + " (id INTEGER)")
								.toArray(String[]::new)));
	}

	private static List<Shape> undo() {
		return List.of(
				Shape.of("undo-two-versions")
					.script("V1__a.sql", "CREATE TABLE a (id INTEGER)", "INSERT INTO a VALUES (1)")
					.script("V2__b.sql", "CREATE TABLE b (id INTEGER)", "INSERT INTO a VALUES (2)",
							"INSERT INTO a VALUES (2)")
					.undo("U2__b.sql", "INSERT INTO a VALUES (3)", "DROP TABLE b", "DELETE FROM a WHERE id = 2")
					.undo("U1__a.sql", "DROP TABLE a"),
				Shape.of("undo-ddl-and-dml")
					.script("V1__a.sql", "CREATE TABLE a (id INTEGER)", "INSERT INTO a VALUES (1)",
							"ALTER TABLE a ADD COLUMN note VARCHAR(20)", "UPDATE a SET note = 'x'")
					.undo("U1__a.sql", "INSERT INTO a VALUES (9, 'y')", "ALTER TABLE a DROP COLUMN note",
							"INSERT INTO a VALUES (8)", "CREATE TABLE b (id INTEGER)", "INSERT INTO b SELECT id FROM a",
							"DROP TABLE a", "DROP TABLE b"),
				Shape.of("undo-in-several-transactions", DatabaseKind.POSTGRESQL, DatabaseKind.SQLITE)
					.script("V1__a.sql", "CREATE TABLE a (id INTEGER)", "INSERT INTO a VALUES (1)")
					.undo("U1__a.sql", "BEGIN", "CREATE TABLE b (id INTEGER)", "INSERT INTO b VALUES (1)", "COMMIT",
							"BEGIN", "INSERT INTO b SELECT id FROM a", "DROP TABLE a", "COMMIT", "DROP TABLE b"),
				Shape.of("undo-concurrently", DatabaseKind.POSTGRESQL)
					.script("V1__a.sql", "CREATE TABLE a (id INTEGER)", "CREATE INDEX a_id ON a (id)",
							"INSERT INTO a VALUES (1)")
					.undo("U1__a.sql", "INSERT INTO a VALUES (2)", "DROP INDEX CONCURRENTLY a_id",
							"INSERT INTO a VALUES (3)", "CREATE INDEX CONCURRENTLY a_other ON a (id)",
							"INSERT INTO a VALUES (4)", "DROP TABLE a"));
	}

	static String[] inserts(String table, int count) {
		return IntStream.rangeClosed(1, count)
			.mapToObj((i) -> "INSERT INTO " + table + " VALUES (" + i + ")")
			.toArray(String[]::new);
	}

}
