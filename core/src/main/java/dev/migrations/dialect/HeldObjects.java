package dev.migrations.dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import dev.migrations.model.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Asks in one query which objects a database has that hold data. Names are compared
 * without regard to case: a statement does not say how the catalog has folded them. On
 * PostgreSQL both sides are folded by one collation, since names in the catalog have
 * another one than texts.
 */
final class HeldObjects {

	/** Whether a column of PostgreSQL is of a type. */
	private static final String POSTGRESQL_COLUMNS_OF_TYPE = """
			EXISTS (SELECT 1 FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
				WHERE a.atttypid IN (t.oid, t.typarray) AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'm'))
			""";

	private final Vendor vendor;

	private HeldObjects(Vendor vendor) {
		this.vendor = vendor;
	}

	static HeldObjects of(Vendor vendor) {
		return new HeldObjects(vendor);
	}

	Set<ObjectName> among(Connection connection, OwnTables own, Collection<ObjectName> asked) throws SQLException {
		Set<String> names = new TreeSet<>();
		Set<String> schemas = new TreeSet<>();
		for (ObjectName object : asked) {
			// As it is, PostgreSQL folds it.
			names.add(folded(object.name()));
			names.add(object.name());
			schemas.add(folded((object.schema() != null) ? object.schema() : object.name()));
		}
		Set<ObjectName> held = new LinkedHashSet<>();
		if (names.isEmpty()) {
			return held;
		}
		Set<Found> found = found(connection, own, names, schemas);
		for (ObjectName object : asked) {
			Found wanted = new Found(type(object), (object.schema() != null) ? folded(object.schema()) : null,
					folded(object.name()));
			if (found.contains(wanted)) {
				held.add(object);
			}
		}
		return held;
	}

	/**
	 * What the catalog calls the type; a schema of MariaDB is a database, and a domain of
	 * PostgreSQL a type.
	 */
	private String type(ObjectName object) {
		return switch (object.type()) {
			case "DATABASE" -> (this.vendor == Vendor.POSTGRESQL) ? "DATABASE" : "SCHEMA";
			case "DOMAIN" -> "TYPE";
			default -> object.type();
		};
	}

	private Set<Found> found(Connection connection, OwnTables own, Set<String> names, Set<String> schemas)
			throws SQLException {
		Set<Found> found = new HashSet<>();
		String sql = switch (this.vendor) {
			case SQLITE -> "SELECT 'TABLE', 'main', name, 1 FROM sqlite_master WHERE type = 'table' "
					+ "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
			case POSTGRESQL ->
				"""
						WITH asked AS (SELECT lower(name COLLATE "C") AS name FROM unnest(?::text[]) AS name), visible AS (
							SELECT oid, nspname, nspname = ? OR nspname = ANY (current_schemas(false)) AS here
							FROM pg_catalog.pg_namespace)
						SELECT CASE c.relkind WHEN 'm' THEN 'VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END,
							n.nspname, c.relname, n.here
						FROM pg_catalog.pg_class c JOIN visible n ON n.oid = c.relnamespace
						WHERE c.relkind IN ('r', 'p', 'm', 'S') AND lower(c.relname::text COLLATE "C") IN (SELECT name FROM asked)
						UNION ALL SELECT 'SCHEMA', n.nspname, n.nspname, true FROM visible n
						WHERE lower(n.nspname::text COLLATE "C") IN (SELECT name FROM asked) AND EXISTS (SELECT 1 FROM pg_catalog.pg_class c
							WHERE c.relnamespace = n.oid AND c.relkind IN ('r', 'p', 'm', 'S'))
						UNION ALL SELECT 'DATABASE', datname, datname, true FROM pg_catalog.pg_database
						WHERE lower(datname::text COLLATE "C") IN (SELECT name FROM asked)
						UNION ALL SELECT 'EXTENSION', e.extname, e.extname, true FROM pg_catalog.pg_extension e
						JOIN pg_catalog.pg_depend d ON d.refclassid = 'pg_catalog.pg_extension'::regclass
							AND d.refobjid = e.oid AND d.deptype = 'e'
						WHERE lower(e.extname::text COLLATE "C") IN (SELECT name FROM asked) AND (
							d.classid = 'pg_catalog.pg_class'::regclass AND EXISTS (SELECT 1
								FROM pg_catalog.pg_class c WHERE c.oid = d.objid AND c.relkind IN ('r', 'p', 'm'))
							OR d.classid = 'pg_catalog.pg_type'::regclass AND EXISTS (SELECT 1
								FROM pg_catalog.pg_type t WHERE t.oid = d.objid AND
						"""
						+ POSTGRESQL_COLUMNS_OF_TYPE + """
								))
								UNION ALL SELECT 'TYPE', n.nspname, t.typname, n.here
								FROM pg_catalog.pg_type t JOIN visible n ON n.oid = t.typnamespace
								WHERE lower(t.typname::text COLLATE "C") IN (SELECT name FROM asked) AND
								""" + POSTGRESQL_COLUMNS_OF_TYPE;
			case MARIADB, MYSQL -> """
					SELECT IF(table_type = 'SEQUENCE', 'SEQUENCE', 'TABLE'), table_schema, table_name,
						table_schema = COALESCE(?, DATABASE())
					FROM information_schema.tables
					WHERE table_type <> 'VIEW' AND table_schema IN (COALESCE(?, DATABASE())"""
					+ ", ?".repeat(schemas.size()) + ")";
			default -> """
					SELECT 'TABLE', TABLE_SCHEMA, TABLE_NAME, TABLE_SCHEMA = COALESCE(?, CURRENT_SCHEMA)
					FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_TYPE = 'BASE TABLE'
					UNION ALL SELECT 'SEQUENCE', SEQUENCE_SCHEMA, SEQUENCE_NAME,
						SEQUENCE_SCHEMA = COALESCE(?, CURRENT_SCHEMA)
					FROM INFORMATION_SCHEMA.SEQUENCES""";
		};
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			bind(statement, connection, own, names, schemas);
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					add(found, rows.getString(1), rows.getString(2), rows.getString(3), rows.getBoolean(4), names);
				}
			}
		}
		return found;
	}

	/**
	 * All objects that hold data, tables first.
	 * @param role whose they are; null for all
	 */
	List<ObjectName> all(Connection connection, OwnTables own, @Nullable String role) throws SQLException {
		String sql = switch (this.vendor) {
			case SQLITE -> """
					SELECT 'TABLE', NULL, name FROM sqlite_master WHERE type = 'table'
					AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND substr(name, 1, length(?1)) <> ?1 ORDER BY 3""";
			case POSTGRESQL ->
				"""
						SELECT CASE c.relkind WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END,
							CASE WHEN n.nspname = ? OR n.nspname = ANY (current_schemas(false)) THEN NULL ELSE n.nspname END,
							c.relname
						FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
						WHERE c.relkind IN ('r', 'p', 'm', 'S') AND left(c.relname, length(?)) <> ?
						AND n.nspname <> 'information_schema' AND left(n.nspname, 3) <> 'pg_'
						AND (?::text IS NULL OR lower(pg_catalog.pg_get_userbyid(c.relowner)) =
							CASE WHEN lower(?) IN ('current_user', 'current_role', 'session_user')
							THEN lower(current_user) ELSE lower(?) END)
						ORDER BY c.relkind = 'S', 2, 3""";
			case MARIADB, MYSQL -> """
					SELECT IF(table_type = 'SEQUENCE', 'SEQUENCE', 'TABLE'), NULL, table_name
					FROM information_schema.tables
					WHERE table_type <> 'VIEW' AND table_schema = COALESCE(?, DATABASE())
					AND left(table_name, char_length(?)) <> ? ORDER BY 1 DESC, 3""";
			default -> """
					SELECT 'TABLE', NULLIF(TABLE_SCHEMA, COALESCE(?, CURRENT_SCHEMA)), TABLE_NAME
					FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_TYPE = 'BASE TABLE'
					AND LEFT(TABLE_NAME, LENGTH(?)) <> ? AND TABLE_SCHEMA <> 'INFORMATION_SCHEMA'
					UNION ALL SELECT 'SEQUENCE', SEQUENCE_SCHEMA, SEQUENCE_NAME FROM INFORMATION_SCHEMA.SEQUENCES
					ORDER BY 1 DESC, 2, 3""";
		};
		List<@Nullable String> values = new ArrayList<>();
		if (this.vendor != Vendor.SQLITE) {
			values.add(own.schema());
			values.add(own.prefix());
		}
		values.add(own.prefix());
		if (this.vendor == Vendor.POSTGRESQL) {
			values.add(role);
			values.add(role);
			values.add(role);
		}
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			for (int i = 0; i < values.size(); i++) {
				statement.setString(i + 1, values.get(i));
			}
			List<ObjectName> all = new ArrayList<>();
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					all.add(new ObjectName(rows.getString(1), rows.getString(2), rows.getString(3)));
				}
			}
			return all;
		}
	}

	private void bind(PreparedStatement statement, Connection connection, OwnTables own, Set<String> names,
			Set<String> schemas) throws SQLException {
		List<@Nullable String> values = new ArrayList<>();
		switch (this.vendor) {
			case SQLITE -> {
			}
			case POSTGRESQL -> {
				statement.setArray(1, connection.createArrayOf("text", names.toArray()));
				statement.setString(2, own.schema());
			}
			case MARIADB, MYSQL -> {
				values.add(own.schema());
				values.add(own.schema());
				values.addAll(schemas);
			}
			default -> {
				values.add(own.schema());
				values.add(own.schema());
			}
		}
		for (int i = 0; i < values.size(); i++) {
			statement.setString(i + 1, values.get(i));
		}
	}

	private void add(Set<Found> found, String type, String schema, String name, boolean here, Set<String> names) {
		if (this.vendor != Vendor.POSTGRESQL && names.contains(folded(schema))) {
			found.add(new Found("SCHEMA", null, folded(schema)));
		}
		if (!names.contains(folded(name))) {
			return;
		}
		boolean nowhere = switch (type) {
			case "SCHEMA", "DATABASE", "EXTENSION" -> true;
			default -> false;
		};
		if (!nowhere) {
			found.add(new Found(type, folded(schema), folded(name)));
			found.add(new Found(type, ObjectName.ANYWHERE, folded(name)));
		}
		if (nowhere || here) {
			found.add(new Found(type, null, folded(name)));
		}
	}

	private static String folded(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

	/**
	 * Object that the catalog has.
	 *
	 * @param type what it is
	 * @param schema where it is; null for where names without one are looked for
	 * @param name its name
	 */
	private record Found(String type, @Nullable String schema, String name) {
	}

}
