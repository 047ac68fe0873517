package dev.migrations.dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.jspecify.annotations.Nullable;

/**
 * What only H2 is asked.
 */
final class H2Catalog {

	private static final String ADMINISTRATOR = """
			SELECT IS_ADMIN FROM INFORMATION_SCHEMA.USERS WHERE USER_NAME = CURRENT_USER""";

	private static final String COPY = """
			SELECT 1 FROM INFORMATION_SCHEMA.TABLES
			WHERE LOWER(TABLE_SCHEMA) = LOWER(COALESCE(?, CURRENT_SCHEMA)) AND TABLE_TYPE = 'BASE TABLE'
			AND LOWER(LEFT(TABLE_NAME, LENGTH(?))) = LOWER(?)
			AND REGEXP_LIKE(SUBSTRING(TABLE_NAME, LENGTH(?) + 1), '^_COPY_[0-9]+_[0-9]+$')""";

	private H2Catalog() {
	}

	/**
	 * Whether a session can find an object by its name without reading the catalog, which
	 * takes longer the more there is in it: only an administrator may.
	 */
	static boolean findsByName(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(ADMINISTRATOR)) {
			return row.next() && row.getBoolean(1);
		}
	}

	/**
	 * Whether there is a table of the name that H2 gives to the copy of a table while it
	 * changes its columns.
	 */
	static boolean hasCopy(Connection connection, @Nullable String schema, String table) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(COPY)) {
			statement.setString(1, schema);
			for (int i = 2; i <= 4; i++) {
				statement.setString(i, table);
			}
			try (ResultSet rows = statement.executeQuery()) {
				return rows.next();
			}
		}
	}

}
