package dev.migrations.reliability.compare;

import java.util.List;

import dev.migrations.reliability.compare.Column.Type;
import dev.migrations.reliability.compare.Line.Role;

/**
 * What is done only in PostgreSQL.
 */
final class PostgresMoves {

	private PostgresMoves() {
	}

	static List<Move> all() {
		return List.of(PostgresMoves::enumType, PostgresMoves::enumValueUsed, PostgresMoves::sequence,
				Move.on(PostgresMoves::trigger), Move.on(PostgresMoves::procedure), Move.on(PostgresMoves::block),
				Move.on(SharedMoves::comment), PostgresMoves::otherSchema, Move.on(PostgresMoves::temporary),
				Move.on(PostgresMoves::concurrently), Move.on(PostgresMoves::vacuum), Move.on(PostgresMoves::frame),
				Move.on(SharedMoves::savepoint), Move.on(PostgresMoves::copy), Move.on(PostgresMoves::materialized),
				PostgresMoves::partitions, PostgresMoves::domain, Move.on(PostgresMoves::returning),
				Move.on(PostgresMoves::lock), PostgresMoves::identity, Move.on(PostgresMoves::backslashes),
				PostgresMoves::deferred, Move.on(PostgresMoves::prepared), Move.on(PostgresMoves::upsert),
				Move.fixed("SET LOCAL work_mem = '8MB'"), Move.fixed("SET work_mem = '9MB'"),
				Move.fixed("SELECT set_config('lock_timeout', '7s', false)"), Move.fixed("SET ROLE postgres"),
				Move.fixed("DEALLOCATE ALL"), Move.fixed("DISCARD PLANS"), Move.fixed("DISCARD TEMP"),
				Move.fixed("SET statement_timeout = '1h'"), Move.fixed("RESET ALL"),
				Move.fixed("SET synchronous_commit = off"), Move.fixed("SET CONSTRAINTS ALL IMMEDIATE"),
				Move.fixed("SET session_replication_role = replica"), Move.fixed("SET TIME ZONE 'Asia/Tokyo'"),
				Move.fixed("SET DateStyle = 'ISO, DMY'"), Move.fixed("LISTEN something"));
	}

	static List<Move> mistakes() {
		return List.of(PostgresMoves::deferredViolation, PostgresMoves::deferredViolation,
				Move.fixed("SET DateStyle = 'German'"),
				Move.fixed("SET default_transaction_read_only = on", "SET transaction_read_only = on"),
				Move.fixed("SELECT pg_advisory_unlock_all()"), (world) -> List.of(Line.of("DISCARD ALL", Role.ALONE)),
				Move.fixed("LOCK TABLE migration_history IN SHARE MODE NOWAIT"),
				Move.fixed("SET search_path TO nowhere"), Move.fixed("SET ROLE nobody"),
				Move.fixed("ALTER TABLE migration_history ADD COLUMN more integer"),
				Move.fixed("TRUNCATE migration_history"), Move.fixed("SET client_encoding = 'LATIN1'"),
				Move.fixed("DO $$ BEGIN RAISE EXCEPTION 'not now'; END $$"), Move.fixed("SELECT 1 / 0"),
				Move.fixed("SET statement_timeout = 1", "SELECT pg_sleep(5)"),
				Move.fixed("SET idle_in_transaction_session_timeout = '1h'"), Move.fixed("PREPARE TRANSACTION 'x'"),
				Move.on((world, table) -> List
					.of(Line.copy("COPY " + table.name() + " (id) FROM STDIN", List.of("1000001", "no number")))));
	}

	private static List<Line> enumType(World world) {
		String type = world.fresh("mood");
		String table = world.fresh("t");
		world.tables().add(new Table(table, false));
		return List.of(Line.of("CREATE TYPE " + type + " AS ENUM ('sad', 'ok')"),
				Line.of("CREATE TABLE " + table + " (id INTEGER, m " + type + " DEFAULT 'ok')"));
	}

	/**
	 * On a type of its own, so that every script of the set may do so.
	 */
	private static List<Line> enumValueUsed(World world) {
		String type = world.fresh("mood");
		String table = world.fresh("t");
		return List.of(Line.of("CREATE TYPE " + type + " AS ENUM ('sad')"),
				Line.of("CREATE TABLE " + table + " (id INTEGER, m " + type + ")"),
				Line.of("ALTER TYPE " + type + " ADD VALUE 'happy'", Role.BEHIND_COMMIT),
				Line.of("INSERT INTO " + table + " VALUES (1, 'happy')", Role.BEHIND_COMMIT));
	}

	private static List<Line> sequence(World world) {
		String sequence = world.fresh("s");
		return List.of(Line.of("CREATE SEQUENCE " + sequence + " START " + world.upTo(50)),
				Line.of("SELECT nextval('" + sequence + "')"), Line.of("SELECT setval('" + sequence + "', 77)"));
	}

	private static List<Line> trigger(World world, Table table) {
		table.pin();
		String function = world.fresh("f");
		String log = world.fresh("t");
		return List.of(Line.of("CREATE TABLE " + log + " (id INTEGER)"),
				Line.of("CREATE FUNCTION " + function
						+ "() RETURNS trigger LANGUAGE plpgsql AS $body$\nBEGIN\n\tINSERT INTO " + log
						+ " VALUES (NEW.id); -- each; row\n\tRETURN NEW;\nEND;\n$body$"),
				Line.of("CREATE TRIGGER " + world.fresh("g") + " AFTER INSERT ON " + table.name()
						+ " FOR EACH ROW EXECUTE FUNCTION " + function + "()"));
	}

	private static List<Line> procedure(World world, Table table) {
		table.pin();
		String procedure = world.fresh("p");
		return List.of(
				Line.of("CREATE PROCEDURE " + procedure + "(n integer) LANGUAGE sql\nBEGIN ATOMIC\n\tINSERT INTO "
						+ table.name() + " (id) VALUES (n);\nEND"),
				Line.of("CALL " + procedure + "(" + table.nextId() + ")"));
	}

	private static List<Line> block(World world, Table table) {
		return List.of(Line.of("DO $$ BEGIN FOR i IN 1..3 LOOP UPDATE " + table.name()
				+ " SET id = id WHERE id = i; END LOOP; END $$"));
	}

	private static List<Line> otherSchema(World world) {
		String schema = world.fresh("other");
		return List.of(Line.of("CREATE SCHEMA " + schema), Line.of("SET search_path TO " + schema),
				Line.of("CREATE TABLE " + world.fresh("t") + " (id INTEGER)"),
				Line.of("SET search_path TO " + (world.isOneOf(2) ? "public" : "public, " + schema)));
	}

	private static List<Line> temporary(World world, Table table) {
		String temporary = world.fresh("scratch");
		List<Line> lines = List.of(
				Line.of("CREATE TEMPORARY TABLE " + temporary + " AS SELECT id FROM " + table.name()),
				Line.of("INSERT INTO " + temporary + " VALUES (5)"), Line.of("DROP TABLE " + temporary));
		return lines.subList(0, world.isOneOf(2) ? 2 : 3);
	}

	private static List<Line> concurrently(World world, Table table) {
		String index = world.fresh("i");
		List<Line> lines = List.of(
				Line.of("CREATE INDEX CONCURRENTLY " + index + " ON " + table.name() + " (id)", Role.ALONE),
				Line.of("DROP INDEX CONCURRENTLY " + index, Role.ALONE));
		return lines.subList(0, world.isOneOf(3) ? 2 : 1);
	}

	private static List<Line> vacuum(World world, Table table) {
		return List.of(Line.of("VACUUM " + table.name(), Role.ALONE));
	}

	private static List<Line> frame(World world, Table table) {
		return SharedMoves.frame(world, table,
				world.isOneOf(2) ? "BEGIN" : "START TRANSACTION ISOLATION LEVEL SERIALIZABLE");
	}

	private static List<Line> copy(World world, Table table) {
		return List.of(Line.copy("COPY " + table.name() + " (id) FROM STDIN",
				List.of(Integer.toString(table.nextId()), Integer.toString(table.nextId()))));
	}

	private static List<Line> materialized(World world, Table table) {
		table.pin();
		String view = world.fresh("m");
		return List.of(Line.of("CREATE MATERIALIZED VIEW " + view + " AS SELECT id FROM " + table.name()),
				Line.of("REFRESH MATERIALIZED VIEW " + view));
	}

	private static List<Line> partitions(World world) {
		String table = world.fresh("t");
		return List.of(Line.of("CREATE TABLE " + table + " (id INTEGER) PARTITION BY RANGE (id)"),
				Line.of("CREATE TABLE " + table + "_1 PARTITION OF " + table + " FOR VALUES FROM (0) TO (10)"),
				Line.of("INSERT INTO " + table + " VALUES (1)"));
	}

	private static List<Line> domain(World world) {
		String domain = world.fresh("d");
		return List.of(Line.of("CREATE DOMAIN " + domain + " AS integer CHECK (VALUE > 0)"),
				Line.of("CREATE TABLE " + world.fresh("t") + " (n " + domain + ")"));
	}

	private static List<Line> returning(World world, Table table) {
		return List.of(Line.of(world.insert(table) + world.row(table) + " RETURNING id"),
				Line.of("WITH gone AS (SELECT id FROM " + table.name() + ") UPDATE " + table.name()
						+ " SET id = id FROM gone WHERE false"));
	}

	private static List<Line> lock(World world, Table table) {
		return List.of(Line.of("LOCK TABLE " + table.name() + " IN EXCLUSIVE MODE"),
				Line.of(world.insert(table) + world.row(table)));
	}

	private static List<Line> identity(World world) {
		String table = world.fresh("t");
		return List.of(
				Line.of("CREATE TABLE " + table
						+ " (id INTEGER GENERATED ALWAYS AS IDENTITY, other SERIAL, n INTEGER)"),
				Line.of("INSERT INTO " + table + " (n) VALUES (1), (2)"));
	}

	private static List<Line> backslashes(World world, Table table) {
		return List.of(Line.of("SET standard_conforming_strings = off"),
				Line.of("COMMENT ON TABLE " + table.name() + " IS 'it\\'s; here'"),
				Line.of("SET standard_conforming_strings = on"));
	}

	private static List<Line> deferred(World world) {
		Table parent = new Table(world.fresh("t"), true);
		String child = world.fresh("t");
		parent.pin();
		world.tables().add(parent);
		return List.of(Line.of("CREATE TABLE " + parent.name() + " (id INTEGER PRIMARY KEY)"),
				Line.of("CREATE TABLE " + child + " (parent INTEGER REFERENCES " + parent.name()
						+ " DEFERRABLE INITIALLY DEFERRED)"),
				Line.of("INSERT INTO " + child + " VALUES (" + parent.nextId() + ")"),
				Line.of("INSERT INTO " + parent.name() + " VALUES (" + parent.lastId() + ")"));
	}

	/**
	 * A child without its parent, which a later script may bring: too late.
	 */
	private static List<Line> deferredViolation(World world) {
		String parent = world.fresh("t");
		world.orphans().add("INSERT INTO " + parent + " VALUES (5)");
		return List.of(
				Line.of("CREATE TABLE " + parent + " (id INTEGER PRIMARY KEY)"), Line.of("CREATE TABLE " + parent
						+ "_child (parent INTEGER REFERENCES " + parent + " DEFERRABLE INITIALLY DEFERRED)"),
				Line.of("INSERT INTO " + parent + "_child VALUES (5)"));
	}

	private static List<Line> prepared(World world, Table table) {
		String name = world.fresh("q");
		return List.of(Line.of("PREPARE " + name + "(integer) AS INSERT INTO " + table.name() + " (id) VALUES ($1)"),
				Line.of("EXECUTE " + name + "(" + table.nextId() + ")"));
	}

	private static List<Line> upsert(World world, Table table) {
		Column column = new Column("n", Type.NUMBER);
		String keyed = world.fresh("t");
		return List.of(Line.of("CREATE TABLE " + keyed + " (id INTEGER PRIMARY KEY, " + column.name() + " INTEGER)"),
				Line.of("INSERT INTO " + keyed + " VALUES (1, 1)"), Line.of("INSERT INTO " + keyed
						+ " VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET n = " + keyed + ".n + 1"));
	}

}
