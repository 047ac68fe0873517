package dev.migrations.reliability.compare;

import java.util.ArrayList;
import java.util.List;

import dev.migrations.reliability.compare.Column.Type;
import dev.migrations.reliability.compare.Line.Role;
import dev.migrations.reliability.database.DatabaseKind;

/**
 * What is done in every database.
 */
final class CommonMoves {

	private static final List<Type> TYPES = List.of(Type.values());

	private CommonMoves() {
	}

	/**
	 * The moves; those that are there twice are made more often.
	 */
	static List<Move> all() {
		return List.of(CommonMoves::table, CommonMoves::table, CommonMoves::table, Move.on(CommonMoves::rows),
				Move.on(CommonMoves::rows), Move.on(CommonMoves::rowsAtOnce), Move.on(CommonMoves::update),
				Move.on(CommonMoves::delete), Move.on(CommonMoves::column), Move.onFree(CommonMoves::dropColumn),
				Move.onFree(CommonMoves::rename), Move.onFree(CommonMoves::renameColumn), Move.on(CommonMoves::index),
				Move.on(CommonMoves::dropIndex), Move.on(CommonMoves::view), CommonMoves::dropView,
				Move.onFree(CommonMoves::drop), Move.on(CommonMoves::query), Move.on(CommonMoves::child),
				Move.on(CommonMoves::guarded), Move.on(CommonMoves::skipped), Move.on(CommonMoves::copied),
				Move.on(CommonMoves::manyRows));
	}

	/**
	 * What an application does to tables.
	 */
	static List<Move> ofApplications() {
		return List.of(Move.on(CommonMoves::rows), Move.on(CommonMoves::rowsAtOnce), Move.on(CommonMoves::update),
				Move.on(CommonMoves::delete), Move.on(CommonMoves::query));
	}

	static List<Line> table(World world) {
		Table table = new Table(world.freshQuoted("t"), !world.isOneOf(4));
		StringBuilder sql = new StringBuilder("CREATE TABLE ").append(table.name())
			.append(world.isOneOf(3) ? " (\n\t" : " (")
			.append("id INTEGER ")
			.append(table.isKeyed() ? "PRIMARY KEY" : "NOT NULL");
		for (int i = world.upTo(3); i > 0; i--) {
			Column column = new Column(world.freshQuoted("c"), world.pick(TYPES));
			sql.append(", ").append(column.name()).append(' ').append(column.type().sql());
			if (world.isOneOf(4) && column.type() == Type.NUMBER) {
				sql.append(" DEFAULT ").append(world.upTo(99));
			}
			if (world.isOneOf(5) && column.type() == Type.NUMBER) {
				sql.append(" CHECK (").append(column.name()).append(" < 5000)");
			}
			table.columns().add(column);
		}
		world.tables().add(table);
		return List.of(Line.of(sql.append(')').toString()));
	}

	static List<Line> rows(World world, Table table) {
		return rows(world, table, world.upTo(9));
	}

	/**
	 * So many that they do not fit into one trip, or that the script is read ahead.
	 */
	static List<Line> manyRows(World world, Table table) {
		if (world.isOneOf(30)) {
			return rows(world, table, 14000);
		}
		return rows(world, table, world.isOneOf(4) ? 900 : 20 + world.upTo(40));
	}

	private static List<Line> rows(World world, Table table, int count) {
		List<Line> lines = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			lines.add(Line.of(world.insert(table) + world.row(table)));
		}
		return lines;
	}

	static List<Line> rowsAtOnce(World world, Table table) {
		StringBuilder sql = new StringBuilder(world.insert(table)).append(world.row(table));
		for (int i = world.upTo(20); i > 0; i--) {
			sql.append(world.isOneOf(3) ? ",\n" : ", ").append(world.row(table));
		}
		return List.of(Line.of(sql.toString()));
	}

	private static List<Line> update(World world, Table table) {
		if (table.columns().isEmpty()) {
			return List.of();
		}
		Column column = world.pick(table.columns());
		return List.of(Line.of("UPDATE " + table.name() + " SET " + column.name() + " = " + world.value(column)
				+ " WHERE id > " + world.upTo(20)));
	}

	private static List<Line> delete(World world, Table table) {
		return table.isPinned() ? List.of()
				: List.of(Line.of("DELETE FROM " + table.name() + " WHERE id = " + world.upTo(20)));
	}

	private static List<Line> column(World world, Table table) {
		Column column = new Column(world.freshQuoted("c"), world.pick(TYPES));
		table.columns().add(column);
		return List.of(Line.of("ALTER TABLE " + table.name() + " ADD COLUMN " + column.name() + " "
				+ column.type().sql() + (world.isOneOf(3) ? " DEFAULT NULL" : "")));
	}

	private static List<Line> dropColumn(World world, Table table) {
		if (table.columns().isEmpty() || !table.indexes().isEmpty() || world.kind() == DatabaseKind.SQLITE) {
			return List.of();
		}
		Column column = table.columns().remove(table.columns().size() - 1);
		return List.of(Line.of("ALTER TABLE " + table.name() + " DROP COLUMN " + column.name()));
	}

	private static List<Line> rename(World world, Table table) {
		String old = table.name();
		table.rename(world.freshQuoted("t"));
		return List.of(Line.of("ALTER TABLE " + old + " RENAME TO " + table.name()));
	}

	private static List<Line> renameColumn(World world, Table table) {
		if (table.columns().isEmpty()) {
			return List.of();
		}
		int index = world.upTo(table.columns().size()) - 1;
		Column old = table.columns().get(index);
		Column renamed = new Column(world.freshQuoted("c"), old.type());
		table.columns().set(index, renamed);
		String verb = (world.kind() == DatabaseKind.H2) ? " ALTER COLUMN " : " RENAME COLUMN ";
		String to = (world.kind() == DatabaseKind.H2) ? " RENAME TO " : " TO ";
		return List.of(Line.of("ALTER TABLE " + table.name() + verb + old.name() + to + renamed.name()));
	}

	private static List<Line> index(World world, Table table) {
		String index = world.fresh("i");
		String column = table.columns().isEmpty() ? "id" : world.pick(table.columns()).name();
		table.indexes().add(index);
		return List.of(Line.of("CREATE INDEX " + index + " ON " + table.name() + " (" + column + ")"));
	}

	private static List<Line> dropIndex(World world, Table table) {
		if (table.indexes().isEmpty()) {
			return List.of();
		}
		String index = table.indexes().remove(table.indexes().size() - 1);
		return List
			.of(Line.of("DROP INDEX " + index + ((world.kind() == DatabaseKind.MARIADB) ? " ON " + table.name() : "")));
	}

	private static List<Line> view(World world, Table table) {
		String view = world.freshQuoted("v");
		table.pin();
		world.views().add(view);
		return List.of(Line.of("CREATE VIEW " + view + " AS SELECT id FROM " + table.name() + " WHERE id > 1"));
	}

	private static List<Line> dropView(World world) {
		if (world.views().isEmpty()) {
			return List.of();
		}
		return List.of(Line.of("DROP VIEW " + world.views().remove(world.views().size() - 1)));
	}

	private static List<Line> drop(World world, Table table) {
		if (world.tables().size() < 2) {
			return List.of();
		}
		world.tables().remove(table);
		return List.of(Line.of("DROP TABLE " + table.name()));
	}

	private static List<Line> query(World world, Table table) {
		return List.of(Line.of("SELECT count(*) FROM " + table.name()));
	}

	private static List<Line> child(World world, Table table) {
		if (!table.isKeyed()) {
			return List.of();
		}
		table.pin();
		Table child = new Table(world.freshQuoted("t"), true);
		child.pin();
		String reference = world.freshQuoted("c");
		world.tables().add(child);
		return List.of(
				Line.of("CREATE TABLE " + child.name() + " (id INTEGER PRIMARY KEY, " + reference
						+ " INTEGER, CONSTRAINT " + world.fresh("k") + " FOREIGN KEY (" + reference + ") REFERENCES "
						+ table.name() + " (id))"),
				Line.of("INSERT INTO " + child.name() + " (id) VALUES (" + child.nextId() + ")"));
	}

	private static List<Line> guarded(World world, Table table) {
		Column column = new Column(world.fresh("c"), Type.NUMBER);
		if (table.name().contains(" ")) {
			return List.of();
		}
		table.columns().add(column);
		return List
			.of(Line.of("ALTER TABLE " + table.name() + " ADD COLUMN " + column.name() + " " + column.type().sql())
				.behind("-- migrations: unless exists column(" + table.name() + "." + column.name() + ")\n"));
	}

	private static List<Line> skipped(World world, Table table) {
		return List.of(Line.of("DROP TABLE " + table.name(), Role.SKIPPED)
			.behind("-- migrations: if exists table(" + world.fresh("never") + ")\n"));
	}

	private static List<Line> copied(World world, Table table) {
		String copy = world.fresh("t");
		world.tables().add(new Table(copy, false));
		return List.of(Line.of("CREATE TABLE " + copy + " AS SELECT id FROM " + table.name()));
	}

}
