package dev.migrations.lock;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import dev.migrations.dialect.OwnTables;

/**
 * What the holder of a lock is doing, as the history says, where the row of a script is
 * committed before the script is sent.
 */
final class RunningScript {

	private RunningScript() {
	}

	/**
	 * Words it.
	 * @param connection a connection outside of a transaction
	 * @param tables our own tables
	 * @return the words, to be appended; empty if the history says nothing
	 */
	static String in(Connection connection, OwnTables tables) {
		String sql = "SELECT script, applied_at FROM " + tables.history()
				+ " WHERE state IN ('RUNNING', 'UNDOING') ORDER BY applied_order";
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
			return row.next() ? ", at " + row.getString(1) + " since " + row.getString(2) + " UTC" : "";
		}
		catch (SQLException ex) {
			// There is no history yet, and nothing to tell.
			return "";
		}
	}

}
