package dev.migrations.dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Whether there are tables, views or sequences other than our own. What an extension
 * brought does not count.
 */
final class OtherObjects {

	private static final String POSTGRESQL = """
			SELECT 1 FROM pg_catalog.pg_class c
			JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND left(c.relname, length(?)) <> ?
			AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d
				WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e') AND
			""";

	private static final String H2 = """
			SELECT 1 FROM INFORMATION_SCHEMA.TABLES WHERE left(TABLE_NAME, length(?)) <> ? AND TABLE_SCHEMA
			""";

	private final Vendor vendor;

	private OtherObjects(Vendor vendor) {
		this.vendor = vendor;
	}

	static OtherObjects of(Vendor vendor) {
		return new OtherObjects(vendor);
	}

	/**
	 * In the schema in which unqualified names are created.
	 */
	boolean inSchema(Connection connection, OwnTables own) throws SQLException {
		return any(connection, own, false);
	}

	/**
	 * In any schema, where several belong to one database, and otherwise in that one.
	 */
	boolean inDatabase(Connection connection, OwnTables own) throws SQLException {
		return any(connection, own, this.vendor == Vendor.POSTGRESQL || this.vendor == Vendor.H2);
	}

	private boolean any(Connection connection, OwnTables own, boolean anywhere) throws SQLException {
		String sql = switch (this.vendor) {
			case SQLITE -> """
					SELECT 1 FROM sqlite_master
					WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND substr(name, 1, length(?1)) <> ?1
					LIMIT 1""";
			case POSTGRESQL ->
				anywhere ? POSTGRESQL + "n.nspname <> 'information_schema' AND left(n.nspname, 3) <> 'pg_' LIMIT 1"
						: POSTGRESQL + "n.nspname = coalesce(?, current_schema()) LIMIT 1";
			case MARIADB, MYSQL -> """
					SELECT 1 FROM information_schema.tables
					WHERE left(table_name, char_length(?)) <> ? AND table_schema = COALESCE(?, DATABASE())
					LIMIT 1""";
			default -> anywhere ? H2 + "<> 'INFORMATION_SCHEMA' LIMIT 1" : H2 + "= COALESCE(?, CURRENT_SCHEMA) LIMIT 1";
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

}
