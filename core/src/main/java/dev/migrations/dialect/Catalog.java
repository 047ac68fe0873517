package dev.migrations.dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Set;

import dev.migrations.model.ObjectName;
import dev.migrations.model.StatementGuard;
import org.jspecify.annotations.Nullable;

/**
 * Asks a database what exists in the schema in which unqualified names are created.
 */
public final class Catalog {

	private static final String POSTGRESQL_OBJECTS = """
			SELECT 1 FROM pg_catalog.pg_class c
			JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND left(c.relname, length(?)) <> ?
			AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d
				WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e') AND
			""";

	private static final String H2_OBJECTS = """
			SELECT 1 FROM INFORMATION_SCHEMA.TABLES WHERE left(TABLE_NAME, length(?)) <> ? AND TABLE_SCHEMA
			""";

	private final Vendor vendor;

	private Catalog(Vendor vendor) {
		this.vendor = vendor;
	}

	static Catalog of(Vendor vendor) {
		return new Catalog(vendor);
	}

	/**
	 * Whether the schema in which unqualified names are created holds tables, views or
	 * sequences other than our own. What an extension brought does not count.
	 * @param connection the connection
	 * @param own our own tables, which may be in a schema that was configured
	 * @return whether there are any
	 * @throws SQLException if the catalog cannot be read
	 */
	public boolean hasObjects(Connection connection, OwnTables own) throws SQLException {
		return hasObjects(connection, own, false);
	}

	/**
	 * Whether any schema does, where several belong to one database, and otherwise the
	 * one in which unqualified names are created.
	 * @param connection the connection
	 * @param own our own tables
	 * @return whether there are any objects
	 * @throws SQLException if the catalog cannot be read
	 */
	public boolean isInUse(Connection connection, OwnTables own) throws SQLException {
		return hasObjects(connection, own, this.vendor == Vendor.POSTGRESQL || this.vendor == Vendor.H2);
	}

	private boolean hasObjects(Connection connection, OwnTables own, boolean anywhere) throws SQLException {
		String sql = switch (this.vendor) {
			case SQLITE -> """
					SELECT 1 FROM sqlite_master
					WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND substr(name, 1, length(?1)) <> ?1
					LIMIT 1""";
			case POSTGRESQL -> anywhere
					? POSTGRESQL_OBJECTS + "n.nspname <> 'information_schema' AND left(n.nspname, 3) <> 'pg_' LIMIT 1"
					: POSTGRESQL_OBJECTS + "n.nspname = coalesce(?, current_schema()) LIMIT 1";
			case MARIADB, MYSQL -> """
					SELECT 1 FROM information_schema.tables
					WHERE left(table_name, char_length(?)) <> ? AND table_schema = COALESCE(?, DATABASE())
					LIMIT 1""";
			default -> anywhere ? H2_OBJECTS + "<> 'INFORMATION_SCHEMA' LIMIT 1"
					: H2_OBJECTS + "= COALESCE(?, CURRENT_SCHEMA) LIMIT 1";
		};
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setString(1, own.prefix());
			if (this.vendor != Vendor.SQLITE) {
				statement.setString(2, own.prefix());
				if (!anywhere) {
					statement.setString(3, own.schema());
				}
			}
			try (ResultSet rows = statement.executeQuery()) {
				return rows.next();
			}
		}
	}

	/**
	 * Which objects the database has, of those that may hold data.
	 * @param connection the connection
	 * @param own our own tables, in the schema of which names without one are looked for
	 * @param asked tables, materialized views, sequences, schemas, databases, and types
	 * that columns may be of
	 * @return those that there are; a name is found whatever its case
	 * @throws SQLException if the catalog cannot be read
	 */
	public Set<ObjectName> held(Connection connection, OwnTables own, Collection<ObjectName> asked)
			throws SQLException {
		return HeldObjects.of(this.vendor).among(connection, own, asked);
	}

	/**
	 * Whether the object of a guard exists.
	 * @param connection the connection
	 * @param guard the guard
	 * @return whether it exists
	 * @throws SQLException if the catalog cannot be read
	 */
	public boolean exists(Connection connection, StatementGuard guard) throws SQLException {
		return ObjectLookup.of(this.vendor).exists(connection, guard);
	}

	/**
	 * The schema of our own tables, and if there are none yet, the one in which they
	 * would be created.
	 * @param connection the connection
	 * @param tables our own tables
	 * @return the schema; null where there are none, or none is chosen
	 * @throws SQLException if the catalog cannot be read
	 */
	public @Nullable String ownSchema(Connection connection, OwnTables tables) throws SQLException {
		return switch (this.vendor) {
			case SQLITE -> null;
			case POSTGRESQL -> {
				String sql = """
						SELECT coalesce((SELECT n.nspname FROM pg_catalog.pg_class c
							JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
							WHERE c.oid = to_regclass(?)), current_schema())""";
				try (PreparedStatement statement = connection.prepareStatement(sql)) {
					statement.setString(1, tables.history());
					try (ResultSet row = statement.executeQuery()) {
						row.next();
						yield row.getString(1);
					}
				}
			}
			default -> currentSchema(connection);
		};
	}

	/**
	 * The schema in which unqualified names are looked up, where there is only one.
	 * @param connection the connection
	 * @return the schema; null if none is chosen
	 * @throws SQLException if it cannot be asked
	 */
	public @Nullable String currentSchema(Connection connection) throws SQLException {
		return switch (this.vendor) {
			case MARIADB, MYSQL -> connection.getCatalog();
			case H2 -> connection.getSchema();
			default -> null;
		};
	}

	/**
	 * The schemas that a statement may name. Asked only where statements may change data
	 * that the server cannot roll back.
	 * @param connection the connection
	 * @return their names, to be found without regard to case
	 * @throws SQLException if the catalog cannot be read
	 */
	public Set<String> schemas(Connection connection) throws SQLException {
		return switch (this.vendor) {
			case MARIADB, MYSQL -> UnrollableTables.schemas(connection);
			default -> Set.of();
		};
	}

	/**
	 * Whether there is a schema. Asked only where DDL commits by itself.
	 * @param connection the connection
	 * @param schema its name as the catalog has it
	 * @return whether there is
	 * @throws SQLException if the catalog cannot be read
	 */
	public boolean hasSchema(Connection connection, String schema) throws SQLException {
		// What PostgreSQL has for a standard shows only schemas of one's own.
		String sql = (this.vendor == Vendor.POSTGRESQL) ? "SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = ?"
				: "SELECT 1 FROM INFORMATION_SCHEMA.SCHEMATA WHERE SCHEMA_NAME = ?";
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setString(1, schema);
			try (ResultSet row = statement.executeQuery()) {
				return row.next();
			}
		}
	}

	/**
	 * Whether the server is set to be read-only, which privileged users can ignore.
	 * @param connection the connection
	 * @return whether it is; false where the server refuses everybody
	 * @throws SQLException if it cannot be asked
	 */
	public boolean isReplica(Connection connection) throws SQLException {
		if (this.vendor != Vendor.MARIADB && this.vendor != Vendor.MYSQL) {
			return false;
		}
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("SELECT @@global.read_only")) {
			String value = row.next() ? row.getString(1) : null;
			return value != null && !value.equals("0") && !value.equalsIgnoreCase("OFF");
		}
	}

	/**
	 * Names in a schema whose data the server cannot roll back: tables of such storage
	 * engines, and whatever writes to them when it is written to or called.
	 * @param connection the connection
	 * @param schema the schema
	 * @return the names; empty where everything rolls back
	 * @throws SQLException if the catalog cannot be read
	 */
	public Set<String> withoutRollback(Connection connection, String schema) throws SQLException {
		return switch (this.vendor) {
			case MARIADB, MYSQL -> UnrollableTables.in(connection, schema);
			default -> Set.of();
		};
	}

	/**
	 * Whether this session can find an object by its name without reading the catalog,
	 * which takes longer the more there is in it.
	 * @param connection the connection
	 * @return true for an administrator of H2
	 * @throws SQLException if the catalog cannot be read
	 */
	public boolean findsByName(Connection connection) throws SQLException {
		if (this.vendor != Vendor.H2) {
			return false;
		}
		try (Statement statement = connection.createStatement();
				ResultSet row = statement
					.executeQuery("SELECT IS_ADMIN FROM INFORMATION_SCHEMA.USERS WHERE USER_NAME = CURRENT_USER")) {
			return row.next() && row.getBoolean(1);
		}
	}

	/**
	 * Whether there may be a copy that H2 has made of a table to change its columns, and
	 * has not removed because the process ended. A table of somebody's own may have such
	 * a name as well.
	 * @param connection the connection
	 * @param schema the schema; null for the current one
	 * @param table the table
	 * @return whether a table has such a name
	 * @throws SQLException if the catalog cannot be read
	 */
	public boolean hasCopy(Connection connection, @Nullable String schema, String table) throws SQLException {
		if (this.vendor != Vendor.H2) {
			return false;
		}
		try (PreparedStatement statement = connection.prepareStatement("""
				SELECT 1 FROM INFORMATION_SCHEMA.TABLES
				WHERE LOWER(TABLE_SCHEMA) = LOWER(COALESCE(?, CURRENT_SCHEMA)) AND TABLE_TYPE = 'BASE TABLE'
				AND LOWER(LEFT(TABLE_NAME, LENGTH(?))) = LOWER(?)
				AND REGEXP_LIKE(SUBSTRING(TABLE_NAME, LENGTH(?) + 1), '^_COPY_[0-9]+_[0-9]+$')""")) {
			statement.setString(1, schema);
			for (int i = 2; i <= 4; i++) {
				statement.setString(i, table);
			}
			try (ResultSet rows = statement.executeQuery()) {
				return rows.next();
			}
		}
	}

	/**
	 * Fingerprint of a schema, or of an object in it: equal as long as no statement has
	 * changed it. Asked only where DDL commits by itself.
	 * @param connection the connection
	 * @param scope of what
	 * @param ownPrefix what the names of our own tables begin with
	 * @return the fingerprint
	 * @throws SQLException if the catalog cannot be read
	 */
	public String fingerprint(Connection connection, FingerprintScope scope, String ownPrefix) throws SQLException {
		return SchemaFingerprint.of(this.vendor).take(connection, scope, ownPrefix);
	}

	/**
	 * Expression in SQL for that fingerprint. Where the server can compute it, it is
	 * taken when the expression is evaluated, and otherwise now.
	 * @param connection the connection
	 * @param scope of what
	 * @param ownPrefix what the names of our own tables begin with
	 * @return the expression
	 * @throws SQLException if the catalog cannot be read
	 */
	public ParameterizedSql fingerprintExpression(Connection connection, FingerprintScope scope, String ownPrefix)
			throws SQLException {
		return SchemaFingerprint.of(this.vendor).expression(connection, scope, ownPrefix);
	}

}
