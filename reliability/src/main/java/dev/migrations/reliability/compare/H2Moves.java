package dev.migrations.reliability.compare;

import java.util.List;

import dev.migrations.reliability.compare.Line.Role;

/**
 * What is done only in H2.
 */
final class H2Moves {

	private H2Moves() {
	}

	static List<Move> all() {
		return List.of(Move.on(SharedMoves::variable), SharedMoves::sequence, H2Moves::otherSchema,
				Move.on(H2Moves::temporary), Move.on(SharedMoves::comment),
				Move.on((world, table) -> SharedMoves.frame(world, table, "BEGIN")), H2Moves::merge, H2Moves::domain,
				H2Moves::identity, Move.onFree(SharedMoves::truncate), H2Moves::enumeration,
				Move.on(H2Moves::constraint), Move.on(H2Moves::indexNamedByTheServer), H2Moves::changedColumn,
				Move.on(H2Moves::replacedView), Move.on(H2Moves::savepoint), Move.fixed("SET LOCK_TIMEOUT 3333"),
				Move.fixed("ANALYZE"), Move.fixed("SET REFERENTIAL_INTEGRITY FALSE"),
				Move.fixed("SET TIME ZONE '5:00'"), Move.fixed("SET QUERY_TIMEOUT 0"), Move.fixed("SET THROTTLE 0"),
				Move.fixed("CHECKPOINT"));
	}

	static List<Move> mistakes() {
		return List.of(Move.fixed("SET AUTOCOMMIT FALSE"), Move.fixed("SET SCHEMA nowhere"), Move.fixed("SELECT 1 / 0"),
				Move.fixed("SET MODE MySQL"), Move.fixed("SET SCHEMA INFORMATION_SCHEMA"),
				Move.fixed("ALTER TABLE migration_history ADD COLUMN more INT"),
				Move.fixed("TRUNCATE TABLE migration_history"),
				Move.fixed("CREATE TABLE half (id INTEGER, id INTEGER)"), Move.fixed("CALL nothing_to_call()"),
				Move.fixed("CREATE ALIAS broken AS $$ not; java $$"), Move.fixed("DROP ALL OBJECTS"),
				Move.fixed("SET NON_KEYWORDS VALUE"));
	}

	private static List<Line> otherSchema(World world) {
		String schema = world.fresh("other");
		return List.of(Line.of("CREATE SCHEMA " + schema), Line.of("SET SCHEMA " + schema),
				Line.of("CREATE TABLE " + world.fresh("t") + " (id INTEGER)"), Line.of("SET SCHEMA PUBLIC"));
	}

	private static List<Line> temporary(World world, Table table) {
		String temporary = world.fresh("scratch");
		List<Line> lines = List.of(Line.of("CREATE LOCAL TEMPORARY TABLE " + temporary + " (id INTEGER)"),
				Line.of("INSERT INTO " + temporary + " VALUES (5)"), Line.of(world.insert(table) + world.row(table)),
				Line.of("DROP TABLE " + temporary));
		return lines.subList(0, world.isOneOf(2) ? 3 : 4);
	}

	private static List<Line> savepoint(World world, Table table) {
		return List.of(Line.of("BEGIN", Role.FRAME), Line.of("SAVEPOINT one"),
				Line.of(world.insert(table) + world.row(table)), Line.of("ROLLBACK TO SAVEPOINT one"),
				Line.of(world.insert(table) + world.row(table)), Line.of("COMMIT", Role.FRAME));
	}

	private static List<Line> merge(World world) {
		String table = world.fresh("t");
		return List.of(Line.of("CREATE TABLE " + table + " (id INTEGER PRIMARY KEY, n INTEGER)"),
				Line.of("MERGE INTO " + table + " KEY (id) VALUES (1, 1)"),
				Line.of("MERGE INTO " + table + " KEY (id) VALUES (1, 2)"));
	}

	private static List<Line> domain(World world) {
		String domain = world.fresh("d");
		return List.of(Line.of("CREATE DOMAIN " + domain + " AS INTEGER CHECK (VALUE > 0)"),
				Line.of("CREATE TABLE " + world.fresh("t") + " (n " + domain + ")"));
	}

	private static List<Line> identity(World world) {
		String table = world.fresh("t");
		return List.of(
				Line.of("CREATE TABLE " + table + " (id INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY, n INTEGER)"),
				Line.of("INSERT INTO " + table + " (n) VALUES (1), (2)"));
	}

	private static List<Line> enumeration(World world) {
		String table = world.fresh("t");
		return List.of(Line.of("CREATE TABLE " + table + " (m ENUM('sad', 'ok'))"),
				Line.of("INSERT INTO " + table + " VALUES ('ok')"));
	}

	private static List<Line> constraint(World world, Table table) {
		String constraint = world.fresh("k");
		List<Line> lines = List.of(
				Line.of("ALTER TABLE " + table.name() + " ADD CONSTRAINT " + constraint + " CHECK (id > -5000)"),
				Line.of("ALTER TABLE " + table.name() + " DROP CONSTRAINT " + constraint));
		return lines.subList(0, world.isOneOf(2) ? 1 : 2);
	}

	private static List<Line> indexNamedByTheServer(World world, Table table) {
		return List.of(Line.of("CREATE INDEX ON " + table.name() + " (id)"));
	}

	private static List<Line> changedColumn(World world) {
		String table = world.fresh("t");
		return List.of(Line.of("CREATE TABLE " + table + " (id INTEGER, n INTEGER)"),
				Line.of("INSERT INTO " + table + " VALUES (1, 1)"),
				Line.of("ALTER TABLE " + table + " ALTER COLUMN n SET DATA TYPE BIGINT"),
				Line.of("ALTER TABLE " + table + " ALTER COLUMN n SET NOT NULL"));
	}

	private static List<Line> replacedView(World world, Table table) {
		String view = world.fresh("v");
		table.pin();
		return List.of(Line.of("CREATE OR REPLACE VIEW " + view + " AS SELECT id FROM " + table.name()),
				Line.of("CREATE OR REPLACE VIEW " + view + " AS SELECT id + 1 AS id FROM " + table.name()));
	}

}
