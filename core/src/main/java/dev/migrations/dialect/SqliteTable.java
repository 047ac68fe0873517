package dev.migrations.dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Table of SQLite: what it is made of, and what depends on it.
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

	boolean cascades() throws SQLException {
		return !strings("""
				SELECT m.name FROM sqlite_master m, pragma_foreign_key_list(m.name) k, pragma_foreign_keys s
				WHERE s.foreign_keys AND m.type = 'table' AND lower(k."table") = lower(?)
				AND k.on_delete IN ('CASCADE', 'SET NULL', 'SET DEFAULT')""").isEmpty();
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
