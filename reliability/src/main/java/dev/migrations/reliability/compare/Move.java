package dev.migrations.reliability.compare;

import java.util.Arrays;
import java.util.List;

/**
 * Makes up a few statements that belong together.
 */
@FunctionalInterface
interface Move {

	/**
	 * Makes them up, and remembers in the world what they do.
	 * @param world what there is
	 * @return the statements; empty if there is nothing that it could be done to
	 */
	List<Line> of(World world);

	/**
	 * A move that needs a table.
	 */
	static Move on(OnTable move) {
		return (world) -> {
			Table table = world.table();
			return (table != null) ? move.of(world, table) : List.of();
		};
	}

	/**
	 * A move that needs a table on which nothing else depends.
	 */
	static Move onFree(OnTable move) {
		return (world) -> {
			Table table = world.freeTable();
			return (table != null) ? move.of(world, table) : List.of();
		};
	}

	/**
	 * Statements that are always the same.
	 */
	static Move fixed(String... statements) {
		return (world) -> Arrays.stream(statements).map(Line::of).toList();
	}

	/**
	 * What is done to a table.
	 */
	@FunctionalInterface
	interface OnTable {

		List<Line> of(World world, Table table);

	}

}
