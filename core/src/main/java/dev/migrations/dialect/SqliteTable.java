package dev.migrations.dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Table of SQLite: what it is made of.
 */
final class SqliteTable {

	private final Connection connection;

	private final String name;

	SqliteTable(Connection connection, String name) {
		this.connection = connection;
		this.name = name;
	}

	List<String> columns() throws SQLException {
		return strings("SELECT lower(name) FROM pragma_table_info(?)");
	}

	static boolean foreignKeys(Connection connection) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement("PRAGMA foreign_keys");
				ResultSet row = statement.executeQuery()) {
			return row.next() && row.getBoolean(1);
		}
	}

	private List<String> strings(String sql) throws SQLException {
		try (PreparedStatement statement = this.connection.prepareStatement(sql)) {
			statement.setString(1, this.name);
			List<String> found = new ArrayList<>();
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					found.add(rows.getString(1));
				}
			}
			return found;
		}
	}

}
