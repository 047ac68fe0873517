package dev.migrations.dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Where a database holds tables, views or sequences other than our own. What an extension
 * brought does not count.
 */
public enum Occupancy {

	/**
	 * Nowhere.
	 */
	NOWHERE,

	/**
	 * In other schemas of the same database only.
	 */
	ELSEWHERE,

	/**
	 * In the schema in which unqualified names are created.
	 */
	HERE;

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

	/**
	 * Asks in one query.
	 */
	static Occupancy of(Vendor vendor, Connection connection, OwnTables own) throws SQLException {
		boolean schemas = vendor == Vendor.POSTGRESQL || vendor == Vendor.H2;
		String sql = switch (vendor) {
			case SQLITE -> """
					SELECT 1 FROM sqlite_master
					WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND substr(name, 1, length(?1)) <> ?1
					LIMIT 1""";
			case POSTGRESQL -> any(POSTGRESQL + "n.nspname = coalesce(?, current_schema())",
					POSTGRESQL + "n.nspname <> 'information_schema' AND left(n.nspname, 3) <> 'pg_'");
			case MARIADB, MYSQL -> """
					SELECT 1 FROM information_schema.tables
					WHERE left(table_name, char_length(?)) <> ? AND table_schema = COALESCE(?, DATABASE())
					LIMIT 1""";
			default -> any(H2 + "= COALESCE(?, CURRENT_SCHEMA)", H2 + "<> 'INFORMATION_SCHEMA'");
		};
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setString(1, own.prefix());
			if (vendor != Vendor.SQLITE) {
				statement.setString(2, own.prefix());
				statement.setString(3, own.schema());
			}
			if (schemas) {
				statement.setString(4, own.prefix());
				statement.setString(5, own.prefix());
			}
			try (ResultSet row = statement.executeQuery()) {
				return !row.next() ? NOWHERE : switch (row.getInt(1)) {
					case 0 -> NOWHERE;
					case 1 -> HERE;
					default -> ELSEWHERE;
				};
			}
		}
	}

	private static String any(String here, String anywhere) {
		return "SELECT CASE WHEN EXISTS (" + here + ") THEN 1 WHEN EXISTS (" + anywhere + ") THEN 2 ELSE 0 END";
	}

}
