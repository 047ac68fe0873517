package dev.migrations.reliability.compare;

import java.util.ArrayList;
import java.util.List;

import dev.migrations.reliability.compare.Column.Type;
import dev.migrations.reliability.database.DatabaseKind;

/**
 * What a statement can take back, so that the database is as it was before.
 */
final class UndoableMoves {

	private static final List<Type> TYPES = List.of(Type.values());

	private UndoableMoves() {
	}

	/**
	 * The moves; those that are there twice are made more often.
	 */
	static List<Move> all() {
		return List.of(UndoableMoves::table, UndoableMoves::table, Move.onFree(UndoableMoves::rows),
				Move.onFree(UndoableMoves::rows), Move.onFree(UndoableMoves::rowsAtOnce),
				Move.on(UndoableMoves::column), Move.on(UndoableMoves::index), Move.on(UndoableMoves::view),
				Move.onFree(UndoableMoves::rename), Move.onFree(UndoableMoves::renameColumn),
				Move.on(UndoableMoves::query));
	}

	private static List<Line> table(World world) {
		Table table = new Table(world.freshQuoted("t"), !world.isOneOf(4));
		StringBuilder sql = new StringBuilder("CREATE TABLE ").append(table.name())
			.append(table.isKeyed() ? " (id INTEGER PRIMARY KEY" : " (id INTEGER NOT NULL");
		for (int i = world.upTo(3); i > 0; i--) {
			Column column = new Column(world.freshQuoted("c"), world.pick(TYPES));
			sql.append(", ").append(column.name()).append(' ').append(column.type().sql());
			table.columns().add(column);
		}
		world.tables().add(table);
		return List.of(Line.undoable(sql.append(')').toString(), "DROP TABLE " + table.name()));
	}

	private static List<Line> rows(World world, Table table) {
		List<Line> lines = new ArrayList<>();
		for (int i = world.isOneOf(6) ? 300 : world.upTo(8); i > 0; i--) {
			int id = world.freshId();
			lines.add(Line.undoable(world.insert(table) + world.row(table, id),
					"DELETE FROM " + table.name() + " WHERE id = " + id));
		}
		return lines;
	}

	private static List<Line> rowsAtOnce(World world, Table table) {
		int first = world.freshId();
		int last = first;
		StringBuilder sql = new StringBuilder(world.insert(table)).append(world.row(table, first));
		for (int i = world.upTo(20); i > 0; i--) {
			last = world.freshId();
			sql.append(", ").append(world.row(table, last));
		}
		return List.of(Line.undoable(sql.toString(),
				"DELETE FROM " + table.name() + " WHERE id BETWEEN " + first + " AND " + last));
	}

	private static List<Line> column(World world, Table table) {
		Column column = new Column(world.freshQuoted("c"), world.pick(TYPES));
		table.columns().add(column);
		String alter = "ALTER TABLE " + table.name();
		return List.of(Line.undoable(alter + " ADD COLUMN " + column.name() + " " + column.type().sql(),
				alter + " DROP COLUMN " + column.name()));
	}

	private static List<Line> index(World world, Table table) {
		String index = world.fresh("i");
		String column = table.columns().isEmpty() ? "id" : world.pick(table.columns()).name();
		table.indexes().add(index);
		return List.of(Line.undoable("CREATE INDEX " + index + " ON " + table.name() + " (" + column + ")",
				"DROP INDEX " + index + ((world.kind() == DatabaseKind.MARIADB) ? " ON " + table.name() : "")));
	}

	private static List<Line> view(World world, Table table) {
		String view = world.freshQuoted("v");
		table.pin();
		return List.of(Line.undoable("CREATE VIEW " + view + " AS SELECT id FROM " + table.name() + " WHERE id > 1",
				"DROP VIEW " + view));
	}

	private static List<Line> rename(World world, Table table) {
		if (world.kind() == DatabaseKind.SQLITE) {
			// It remembers a name in quotes after that.
			return List.of();
		}
		String old = table.name();
		table.rename(world.freshQuoted("t"));
		return List.of(Line.undoable("ALTER TABLE " + old + " RENAME TO " + table.name(),
				"ALTER TABLE " + table.name() + " RENAME TO " + old));
	}

	private static List<Line> renameColumn(World world, Table table) {
		if (table.columns().isEmpty() || world.kind() == DatabaseKind.SQLITE) {
			return List.of();
		}
		int index = world.upTo(table.columns().size()) - 1;
		Column old = table.columns().get(index);
		Column renamed = new Column(world.freshQuoted("c"), old.type());
		table.columns().set(index, renamed);
		String alter = "ALTER TABLE " + table.name()
				+ ((world.kind() == DatabaseKind.H2) ? " ALTER COLUMN " : " RENAME COLUMN ");
		String to = (world.kind() == DatabaseKind.H2) ? " RENAME TO " : " TO ";
		return List
			.of(Line.undoable(alter + old.name() + to + renamed.name(), alter + renamed.name() + to + old.name()));
	}

	private static List<Line> query(World world, Table table) {
		return List.of(Line.of("SELECT count(*) FROM " + table.name()));
	}

}
