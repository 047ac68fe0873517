package dev.migrations.reliability.compare;

import java.util.ArrayList;
import java.util.List;

import dev.migrations.reliability.database.DatabaseKind;

/**
 * Statements that fail, or that a script may not hold, in every database.
 */
final class Mistakes {

	private Mistakes() {
	}

	static List<Move> all(DatabaseKind kind) {
		List<Move> all = new ArrayList<>(List.of(Move.fixed("CREATE TABEL misspelt (id INTEGER)"),
				Move.fixed("INSERT INTO nowhere VALUES (1)"), Move.fixed("SELECT * FROM nowhere"),
				Move.fixed("DROP TABLE nowhere"), Move.fixed("COMMIT"), Move.fixed("ROLLBACK"),
				Move.fixed("INSERT INTO nowhere VALUES (1"), Move.fixed("DELETE FROM migration_history"),
				Move.fixed("DROP TABLE migration_history"), Move.fixed("UPDATE migration_history SET state = 'FAILED'"),
				Move.on((world, table) -> one("CREATE TABLE " + table.name() + " (id INTEGER)")),
				Move.on((world, table) -> one("ALTER TABLE " + table.name() + " DROP COLUMN nothing")),
				Move.on((world, table) -> one("UPDATE " + table.name() + " SET id = NULL WHERE id > 0")),
				Move.on((world, table) -> one("INSERT INTO " + table.name() + " (id) VALUES (NULL)")),
				Move.on(Mistakes::repeated), Move.on(Mistakes::repeated), Move.on(Mistakes::repeatedAtOnce)));
		if (kind != DatabaseKind.SQLITE) {
			all.add(Move.on((world, table) -> one("INSERT INTO " + table.name() + " (id) VALUES ('no number')")));
		}
		return all;
	}

	/**
	 * Statements that fail in code, too.
	 */
	static List<Move> ofCode() {
		return List.of(Move.fixed("INSERT INTO nowhere VALUES (1)"), Move.fixed("SELECT * FROM nowhere"),
				Move.fixed("INSERT INTO nowhere VALUES (1"), Move.fixed("DELETE FROM nowhere"));
	}

	static List<Line> one(String text) {
		return List.of(Line.of(text));
	}

	/**
	 * A row that is there already.
	 */
	private static List<Line> repeated(World world, Table table) {
		return (table.isKeyed() && table.lastId() > 0) ? one(world.insert(table) + world.row(table, table.lastId()))
				: List.of();
	}

	/**
	 * Rows in one statement, of which the last is there already.
	 */
	private static List<Line> repeatedAtOnce(World world, Table table) {
		return table.isKeyed() ? one(world.insert(table) + world.row(table, 900_001) + ", " + world.row(table, 900_002)
				+ ", " + world.row(table, 900_001)) : List.of();
	}

}
