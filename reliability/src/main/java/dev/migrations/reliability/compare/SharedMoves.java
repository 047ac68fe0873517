package dev.migrations.reliability.compare;

import java.util.List;

import dev.migrations.reliability.compare.Line.Role;

/**
 * What is done in the same words in some databases, and not in all.
 */
final class SharedMoves {

	private SharedMoves() {
	}

	static List<Line> variable(World world, Table table) {
		return List.of(Line.of("SET @n = " + table.nextId()),
				Line.of("INSERT INTO " + table.name() + " (id) VALUES (@n)"));
	}

	static List<Line> sequence(World world) {
		String sequence = world.fresh("s");
		return List.of(Line.of("CREATE SEQUENCE " + sequence + " START WITH 5"),
				Line.of("SELECT NEXT VALUE FOR " + sequence));
	}

	static List<Line> comment(World world, Table table) {
		return List.of(Line.of("COMMENT ON TABLE " + table.name() + " IS " + world.text()));
	}

	static List<Line> returning(World world, Table table) {
		return List.of(Line.of(world.insert(table) + world.row(table) + " RETURNING id"));
	}

	/**
	 * A row that is there already is changed instead.
	 */
	static List<Line> upsert(World world, String change) {
		String table = world.fresh("t");
		return List.of(Line.of("CREATE TABLE " + table + " (id INTEGER PRIMARY KEY, n INTEGER)"),
				Line.of("INSERT INTO " + table + " VALUES (1, 1)"),
				Line.of("INSERT INTO " + table + " VALUES (1, 1) " + change));
	}

	static List<Line> truncate(World world, Table table) {
		return List.of(Line.of("TRUNCATE TABLE " + table.name()));
	}

	/**
	 * A savepoint without a transaction of the script's own.
	 */
	static List<Line> savepoint(World world, Table table) {
		String savepoint = world.fresh("sp");
		return List.of(Line.of("SAVEPOINT " + savepoint), Line.of(world.insert(table) + world.row(table)),
				Line.of((world.isOneOf(2) ? "ROLLBACK TO " : "RELEASE ") + savepoint));
	}

	/**
	 * A transaction of the script's own.
	 */
	static List<Line> frame(World world, Table table, String begin) {
		return List.of(Line.of(begin, Role.FRAME), Line.of(world.insert(table) + world.row(table)),
				Line.of(world.insert(table) + world.row(table)), Line.of("COMMIT", Role.FRAME));
	}

}
