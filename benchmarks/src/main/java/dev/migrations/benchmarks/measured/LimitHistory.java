package dev.migrations.benchmarks.measured;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/**
 * The history that a limit keeps.
 */
final class LimitHistory {

	static final String INSERT = "INSERT INTO limit_history (script, checksum, size_bytes, crc32, applied_at) VALUES ";

	private LimitHistory() {
	}

	static void create(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute("CREATE TABLE limit_history (script VARCHAR(300) PRIMARY KEY, checksum VARCHAR(100), "
					+ "size_bytes BIGINT, crc32 BIGINT, applied_at TIMESTAMP)");
		}
	}

	static void insert(Connection connection, Script script) throws SQLException {
		try (PreparedStatement insert = connection.prepareStatement(INSERT + "(?, ?, ?, ?, CURRENT_TIMESTAMP)")) {
			insert.setString(1, script.name());
			insert.setString(2, script.checksum());
			insert.setLong(3, script.size());
			insert.setLong(4, script.crc32());
			insert.executeUpdate();
		}
	}

	static Map<String, Row> read(Connection connection) throws SQLException {
		Map<String, Row> rows = new HashMap<>();
		try (Statement statement = connection.createStatement();
				ResultSet result = statement
					.executeQuery("SELECT script, checksum, size_bytes, crc32 FROM limit_history")) {
			while (result.next()) {
				rows.put(result.getString(1), new Row(result.getString(2), result.getLong(3), result.getLong(4)));
			}
		}
		return rows;
	}

	/**
	 * Row of the history.
	 *
	 * @param checksum the SHA-256
	 * @param size the length
	 * @param crc32 the CRC-32
	 */
	record Row(String checksum, long size, long crc32) {
	}

}
