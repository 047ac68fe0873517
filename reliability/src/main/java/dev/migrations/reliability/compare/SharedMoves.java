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

	static List<Line> truncate(World world, Table table) {
		return List.of(Line.of("TRUNCATE TABLE " + table.name()));
	}

	/**
	 * A transaction of the script's own.
	 */
	static List<Line> frame(World world, Table table, String begin) {
		return List.of(Line.of(begin, Role.FRAME), Line.of(world.insert(table) + world.row(table)),
				Line.of(world.insert(table) + world.row(table)), Line.of("COMMIT", Role.FRAME));
	}

}
