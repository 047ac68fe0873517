package dev.migrations.reliability.compare;

import java.util.List;

import dev.migrations.reliability.compare.Line.Role;

/**
 * What is done only in SQLite.
 */
final class SqliteMoves {

	private SqliteMoves() {
	}

	static List<Move> all() {
		return List.of(Move.on(SqliteMoves::trigger), Move.on(SqliteMoves::temporary), Move.on(SqliteMoves::frame),
				Move.on(SharedMoves::savepoint), SqliteMoves::fullText, SqliteMoves::withoutRowid,
				Move.on(SharedMoves::returning),
				(world) -> SharedMoves.upsert(world, "ON CONFLICT (id) DO UPDATE SET n = n + 1"),
				SqliteMoves::autoincrement, SqliteMoves::deferred, Move.on(SqliteMoves::replace),
				SqliteMoves::generated, Move.fixed("PRAGMA user_version = 5"), Move.fixed("ANALYZE"),
				Move.fixed("REINDEX"), Move.fixed("PRAGMA recursive_triggers = ON"),
				Move.fixed("PRAGMA cache_size = 500"), Move.fixed("PRAGMA table_info(t1)"),
				Move.fixed("PRAGMA defer_foreign_keys = ON"), (world) -> List.of(Line.of("VACUUM", Role.ALONE)));
	}

	static List<Move> mistakes() {
		return List.of(SqliteMoves::deferredViolation, SqliteMoves::deferredViolation,
				Move.fixed("PRAGMA foreign_keys = OFF"), Move.fixed("PRAGMA journal_mode = DELETE"),
				Move.fixed("PRAGMA legacy_alter_table = ON"), Move.fixed("ATTACH ':memory:' AS more"),
				Move.fixed("SELECT abs(-9223372036854775808)"), Move.fixed("PRAGMA query_only = ON"),
				Move.fixed("PRAGMA locking_mode = EXCLUSIVE"), Move.fixed("PRAGMA ignore_check_constraints = ON"),
				Move.fixed("PRAGMA writable_schema = ON"), Move.fixed("PRAGMA busy_timeout = 1"),
				Move.fixed("PRAGMA encoding = 'UTF-16'"), Move.fixed("INSERT INTO nowhere SELECT 1"),
				Move.fixed("ALTER TABLE migration_history ADD COLUMN more integer"));
	}

	private static List<Line> trigger(World world, Table table) {
		table.pin();
		String log = world.fresh("t");
		return List.of(Line.of("CREATE TABLE " + log + " (id INTEGER)"),
				Line.of("CREATE TRIGGER " + world.fresh("g") + " AFTER INSERT ON " + table.name()
						+ "\nBEGIN\n\tINSERT INTO " + log + " VALUES (CASE WHEN NEW.id > 1 THEN NEW.id ELSE 1 END);\n"
						+ "\tINSERT INTO " + log + " VALUES (0);\nEND"));
	}

	private static List<Line> temporary(World world, Table table) {
		String temporary = world.fresh("scratch");
		List<Line> lines = List.of(Line.of("CREATE TEMP TABLE " + temporary + " AS SELECT id FROM " + table.name()),
				Line.of("INSERT INTO " + temporary + " VALUES (5)"), Line.of("DROP TABLE " + temporary));
		return lines.subList(0, world.isOneOf(2) ? 2 : 3);
	}

	private static List<Line> frame(World world, Table table) {
		return List.of(Line.of(world.isOneOf(2) ? "BEGIN" : "BEGIN IMMEDIATE TRANSACTION", Role.FRAME),
				Line.of(world.insert(table) + world.row(table)), Line.of(world.insert(table) + world.row(table)),
				Line.of(world.isOneOf(2) ? "COMMIT" : "END", Role.FRAME));
	}

	private static List<Line> fullText(World world) {
		String table = world.fresh("notes");
		return List.of(Line.of("CREATE VIRTUAL TABLE " + table + " USING fts5(title, body)"),
				Line.of("INSERT INTO " + table + " VALUES ('one', 'the; body')"));
	}

	private static List<Line> withoutRowid(World world) {
		String table = world.fresh("t");
		return List.of(Line.of("CREATE TABLE " + table + " (k TEXT PRIMARY KEY, n INTEGER) WITHOUT ROWID, STRICT"),
				Line.of("INSERT INTO " + table + " VALUES ('x', 1)"),
				Line.of("CREATE INDEX " + world.fresh("i") + " ON " + table + " (n) WHERE n > 0"));
	}

	private static List<Line> autoincrement(World world) {
		String table = world.fresh("t");
		return List.of(Line.of("CREATE TABLE " + table + " (id INTEGER PRIMARY KEY AUTOINCREMENT, n INTEGER)"),
				Line.of("INSERT INTO " + table + " (n) VALUES (1)"),
				Line.of("INSERT INTO " + table + " (n) SELECT n FROM " + table));
	}

	private static List<Line> deferred(World world) {
		String parent = world.fresh("t");
		return List.of(Line.of("CREATE TABLE " + parent + " (id INTEGER PRIMARY KEY)"),
				Line.of("CREATE TABLE " + parent + "_child (parent INTEGER REFERENCES " + parent
						+ " DEFERRABLE INITIALLY DEFERRED)"),
				Line.of("INSERT INTO " + parent + "_child VALUES (5)"),
				Line.of("INSERT INTO " + parent + " VALUES (5)"));
	}

	/**
	 * A child without its parent, which a later script may bring: too late.
	 */
	private static List<Line> deferredViolation(World world) {
		List<Line> lines = deferred(world);
		world.orphans().add(lines.get(3).text());
		return lines.subList(0, 3);
	}

	private static List<Line> replace(World world, Table table) {
		return List.of(Line.of("REPLACE" + world.insert(table).substring("INSERT".length()) + world.row(table)),
				Line.of("INSERT OR IGNORE" + world.insert(table).substring("INSERT".length()) + world.row(table)));
	}

	private static List<Line> generated(World world) {
		String table = world.fresh("t");
		return List.of(Line.of("CREATE TABLE " + table + " (id INTEGER, n INTEGER AS (id * 2) STORED)"),
				Line.of("INSERT INTO " + table + " (id) VALUES (1)"));
	}

}
