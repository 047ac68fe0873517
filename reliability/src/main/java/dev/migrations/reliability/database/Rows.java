package dev.migrations.reliability.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads rows as lines.
 */
public final class Rows {

	private Rows() {
	}

	/**
	 * Reads the rows of a query.
	 * @param connection the connection
	 * @param sql the query
	 * @return a line a row, its columns joined by {@code |}
	 * @throws SQLException if it fails
	 */
	public static List<String> of(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			List<String> lines = new ArrayList<>();
			int columns = rows.getMetaData().getColumnCount();
			while (rows.next()) {
				StringBuilder line = new StringBuilder();
				for (int i = 1; i <= columns; i++) {
					line.append((i > 1) ? "|" : "").append(rows.getString(i));
				}
				lines.add(line.toString());
			}
			return lines;
		}
	}

	/**
	 * Executes statements.
	 * @param connection the connection
	 * @param statements the statements
	 * @throws SQLException if one fails
	 */
	public static void execute(Connection connection, String... statements) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

}
