package dev.migrations.reliability.process;

import java.sql.Connection;
import java.sql.SQLException;

import dev.migrations.reliability.database.Rows;
import dev.migrations.reliability.database.TargetDatabase;

/**
 * The sessions of a database, as its server sees them.
 */
final class Sessions {

	private Sessions() {
	}

	/**
	 * Ends all but the one that asks.
	 */
	static void terminateAll(TargetDatabase database) throws SQLException {
		try (Connection connection = database.connect()) {
			switch (database.kind()) {
				case POSTGRESQL -> Rows.of(connection, """
						SELECT pg_terminate_backend(pid) FROM pg_stat_activity
						WHERE datname = current_database() AND pid <> pg_backend_pid()""");
				case MARIADB, MYSQL -> {
					for (String id : Rows.of(connection, """
							SELECT ID FROM information_schema.PROCESSLIST
							WHERE DB = DATABASE() AND ID <> CONNECTION_ID()""")) {
						kill(connection, id);
					}
				}
				default -> throw new IllegalArgumentException(database.kind() + " has no server");
			}
		}
	}

	private static void kill(Connection connection, String id) throws SQLException {
		try {
			Rows.execute(connection, "KILL " + id);
		}
		catch (SQLException ex) {
			// 1094: it is gone already.
			if (ex.getErrorCode() != 1094) {
				throw ex;
			}
		}
	}

}
