package dev.migrations.dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What only SQLite is asked.
 */
final class SqliteCatalog {

	private SqliteCatalog() {
	}

	/**
	 * The columns of a table, without generated ones.
	 */
	static List<String> columns(Connection connection, String table) throws SQLException {
		try (PreparedStatement statement = connection
			.prepareStatement("SELECT lower(name) FROM pragma_table_info(?)")) {
			statement.setString(1, table);
			List<String> columns = new ArrayList<>();
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					columns.add(rows.getString(1));
				}
			}
			return columns;
		}
	}

	/**
	 * Whether foreign keys are in force on a connection.
	 */
	static boolean foreignKeys(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("PRAGMA foreign_keys")) {
			return row.next() && row.getBoolean(1);
		}
	}

}
