package dev.migrations.reliability.compare;

import java.util.List;

import dev.migrations.reliability.compare.Line.Role;

/**
 * What is done only in MariaDB.
 */
final class MariaDbMoves {

	private MariaDbMoves() {
	}

	static List<Move> all() {
		return List.of(Move.on(MariaDbMoves::trigger), Move.on(MariaDbMoves::procedure), MariaDbMoves::function,
				Move.on(MariaDbMoves::temporary),
				Move.on((world, table) -> SharedMoves.frame(world, table, "START TRANSACTION")),
				Move.on(MariaDbMoves::withoutAutocommit), Move.on(MariaDbMoves::savepoint), MariaDbMoves::ansiQuotes,
				Move.on(SharedMoves::variable), SharedMoves::sequence, Move.on(MariaDbMoves::locked),
				MariaDbMoves::withoutTransactions, Move.on(SharedMoves::returning),
				(world) -> SharedMoves.upsert(world, "ON DUPLICATE KEY UPDATE n = n + 1"), MariaDbMoves::autoIncrement,
				Move.onFree(SharedMoves::truncate), Move.onFree(MariaDbMoves::renamed), Move.on(MariaDbMoves::ignore),
				MariaDbMoves::generated, Move.on(MariaDbMoves::prepared), Move.on(MariaDbMoves::codeComment),
				MariaDbMoves::severalDropped, MariaDbMoves::backslashes, Move.fixed("SET foreign_key_checks = 0"),
				Move.fixed("SET NAMES utf8mb4"), Move.fixed("SET SESSION lock_wait_timeout = 77"),
				Move.fixed("SET time_zone = '+05:00'"), Move.fixed("SET unique_checks = 0"),
				Move.fixed("SHOW TABLES LIKE 'nothing'"), Move.fixed("SET sql_mode = 'NO_BACKSLASH_ESCAPES'"),
				Move.fixed("DO 1"), Move.fixed("SET tx_isolation = 'READ-COMMITTED'"),
				Move.fixed("DO RELEASE_LOCK('nothing')"), Move.fixed("FLUSH TABLES"));
	}

	static List<Move> mistakes() {
		return List.of(Move.fixed("SET SESSION autocommit = 0"), Move.fixed("DO RELEASE_ALL_LOCKS()"),
				Move.fixed("SET SESSION TRANSACTION READ ONLY"), Move.fixed("USE nowhere"),
				Move.fixed("LOCK TABLES migration_history READ"), Move.fixed("CALL nothing_to_call()"),
				Move.fixed("SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'not now'"),
				Move.fixed("SET max_statement_time = 0.001", "SELECT SLEEP(2)"),
				Move.fixed("ALTER TABLE migration_history ADD COLUMN more INT"),
				Move.fixed("TRUNCATE TABLE migration_history"), Move.fixed("SET sql_mode = 'nonsense'"),
				Move.fixed("SET SESSION sql_mode = 'ANSI_QUOTES'", "INSERT INTO nowhere VALUES (\"x\")"),
				Move.fixed("XA START 'x'"), Move.fixed("SET SESSION sql_safe_updates = 1"),
				Move.fixed("CREATE TABLE half (id INTEGER, id INTEGER)"),
				Move.fixed("CREATE PROCEDURE broken()\nBEGIN\n\tINSERT INTO;\nEND"));
	}

	private static List<Line> trigger(World world, Table table) {
		table.pin();
		String log = world.fresh("t");
		return List.of(Line.of("CREATE TABLE " + log + " (id INTEGER)"),
				Line.of("CREATE TRIGGER " + world.fresh("g") + " AFTER INSERT ON " + table.name()
						+ " FOR EACH ROW\nBEGIN\n\tINSERT INTO " + log
						+ " VALUES (CASE WHEN NEW.id > 1 THEN 2 ELSE 1 END);\nEND"));
	}

	private static List<Line> procedure(World world, Table table) {
		table.pin();
		String procedure = world.fresh("p");
		return List.of(Line.of("CREATE PROCEDURE " + procedure + "(n INT)\nBEGIN\n\tINSERT INTO " + table.name()
				+ " (id) VALUES (n);\nEND"), Line.of("CALL " + procedure + "(" + table.nextId() + ")"));
	}

	private static List<Line> function(World world) {
		String function = world.fresh("f");
		return List.of(
				Line.of("CREATE FUNCTION " + function
						+ "(n INT) RETURNS INT DETERMINISTIC\nBEGIN\n\tRETURN n * 2;\nEND"),
				Line.of("SELECT " + function + "(2)"));
	}

	private static List<Line> temporary(World world, Table table) {
		String temporary = world.fresh("scratch");
		List<Line> lines = List.of(Line.of("CREATE TEMPORARY TABLE " + temporary + " (id INTEGER)"),
				Line.of("INSERT INTO " + temporary + " VALUES (5)"), Line.of(world.insert(table) + world.row(table)),
				Line.of("DROP TEMPORARY TABLE " + temporary));
		return lines.subList(0, world.isOneOf(2) ? 3 : 4);
	}

	private static List<Line> withoutAutocommit(World world, Table table) {
		return List.of(Line.of("SET autocommit = 0", Role.FRAME), Line.of(world.insert(table) + world.row(table)),
				Line.of(world.insert(table) + world.row(table)), Line.of("COMMIT", Role.FRAME),
				Line.of("SET autocommit = 1", Role.FRAME));
	}

	private static List<Line> savepoint(World world, Table table) {
		return List.of(Line.of("START TRANSACTION", Role.FRAME), Line.of("SAVEPOINT one"),
				Line.of(world.insert(table) + world.row(table)), Line.of("RELEASE SAVEPOINT one"),
				Line.of("COMMIT", Role.FRAME));
	}

	private static List<Line> ansiQuotes(World world) {
		String table = world.fresh("t");
		return List.of(Line.of("SET sql_mode = CONCAT(@@sql_mode, ',ANSI_QUOTES')"),
				Line.of("CREATE TABLE \"" + table + "\" (id INTEGER, \"a;b\" INTEGER)"),
				Line.of("INSERT INTO \"" + table + "\" VALUES (1, 2)"),
				Line.of("SET sql_mode = REPLACE(@@sql_mode, 'ANSI_QUOTES', '')"));
	}

	private static List<Line> locked(World world, Table table) {
		return List.of(Line.of("LOCK TABLES " + table.name() + " WRITE"),
				Line.of(world.insert(table) + world.row(table)), Line.of(world.insert(table) + world.row(table)),
				Line.of("UNLOCK TABLES"));
	}

	private static List<Line> withoutTransactions(World world) {
		Table table = new Table(world.fresh("t"), true);
		return List.of(
				Line.of("CREATE TABLE " + table.name() + " (id INTEGER PRIMARY KEY) ENGINE = "
						+ (world.isOneOf(2) ? "Aria" : "MyISAM")),
				Line.of(world.insert(table) + world.row(table)), Line.of(world.insert(table) + world.row(table)));
	}

	private static List<Line> autoIncrement(World world) {
		String table = world.fresh("t");
		return List.of(
				Line.of("CREATE TABLE " + table + " (id INTEGER AUTO_INCREMENT PRIMARY KEY, n INTEGER, KEY (n))"),
				Line.of("INSERT INTO " + table + " (n) VALUES (1), (2)"));
	}

	private static List<Line> renamed(World world, Table table) {
		String old = table.name();
		table.rename(world.fresh("t"));
		return List.of(Line.of("RENAME TABLE " + old + " TO " + table.name()));
	}

	private static List<Line> ignore(World world, Table table) {
		return List.of(Line.of("INSERT IGNORE" + world.insert(table).substring("INSERT".length()) + world.row(table)),
				Line.of("REPLACE" + world.insert(table).substring("INSERT".length()) + world.row(table)));
	}

	private static List<Line> generated(World world) {
		String table = world.fresh("t");
		return List.of(Line.of("CREATE TABLE " + table + " (id INTEGER, n INTEGER AS (id * 2) STORED, INDEX (n))"),
				Line.of("INSERT INTO " + table + " (id) VALUES (1)"));
	}

	private static List<Line> prepared(World world, Table table) {
		return List.of(Line.of("SET @q = 'SELECT count(*) FROM " + table.name() + "'"), Line.of("PREPARE q FROM @q"),
				Line.of("EXECUTE q"), Line.of("DEALLOCATE PREPARE q"));
	}

	private static List<Line> codeComment(World world, Table table) {
		return List.of(Line.of("/*!40101 SET @n = " + table.nextId() + " */"),
				Line.of("INSERT INTO " + table.name() + " (id) VALUES (@n)"));
	}

	private static List<Line> severalDropped(World world) {
		String table = world.fresh("t");
		return List.of(Line.of("CREATE TABLE " + table + " (id INTEGER)"),
				Line.of("CREATE TABLE " + table + "_b (id INTEGER)"),
				Line.of("DROP TABLE " + table + ", " + table + "_b"));
	}

	private static List<Line> backslashes(World world) {
		String table = world.fresh("t");
		return List.of(Line.of("CREATE TABLE " + table + " (w VARCHAR(60)) COMMENT = 'it\\'s; here'"),
				Line.of("INSERT INTO " + table + " VALUES ('a\\'; b'), (\"c; 'd\")"));
	}

}
