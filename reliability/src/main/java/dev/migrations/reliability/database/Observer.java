package dev.migrations.reliability.database;

import java.sql.Connection;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * The harness's own connection to a server, kept open from one look to the next: opening
 * one takes longer than most looks. It is opened again after the server has ended it.
 */
final class Observer implements AutoCloseable {

	private final Opening opening;

	private @Nullable Connection connection;

	Observer(Opening opening) {
		this.opening = opening;
	}

	<T> T ask(TargetDatabase.Question<T> question) throws SQLException {
		Connection kept = this.connection;
		if (kept != null) {
			try {
				return question.of(kept);
			}
			catch (SQLException ex) {
				if (kept.isValid(5)) {
					throw ex;
				}
				close();
			}
		}
		Connection opened = this.opening.open();
		this.connection = opened;
		return question.of(opened);
	}

	@Override
	public void close() {
		try (Connection closed = this.connection) {
			this.connection = null;
		}
		catch (SQLException ex) {
			// The server has closed it.
		}
	}

	/**
	 * Opens a connection.
	 */
	@FunctionalInterface
	interface Opening {

		Connection open() throws SQLException;

	}

}
