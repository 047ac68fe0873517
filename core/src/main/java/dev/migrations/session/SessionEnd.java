package dev.migrations.session;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Ends a session that nobody may go on with.
 */
final class SessionEnd {

	private SessionEnd() {
	}

	/**
	 * Aborts a connection, and closes what a pool has wrapped: the drivers of SQLite and
	 * H2 do nothing when asked to abort.
	 * @param failure why; receives what goes wrong here
	 */
	static void abort(Connection connection, Throwable failure) {
		try {
			connection.abort(Runnable::run);
			if (connection.isWrapperFor(Connection.class)) {
				connection.unwrap(Connection.class).close();
			}
		}
		catch (SQLException | RuntimeException | Error ex) {
			failure.addSuppressed(ex);
		}
	}

	/**
	 * Gives a connection back.
	 * @param failure why; receives what goes wrong here
	 */
	static void close(Connection connection, Throwable failure) {
		try {
			connection.close();
		}
		catch (SQLException | RuntimeException ex) {
			// A pool may stumble over an ended session of which it has to reset
			// autocommit.
			failure.addSuppressed(ex);
		}
	}

}
