package dev.migrations;

import java.sql.SQLException;

import dev.migrations.model.DatabaseUnavailableException;

/**
 * The connection was lost while something was on its way, so that its outcome is not
 * known.
 */
final class ConnectionLostException extends RuntimeException {

	private final SQLException error;

	ConnectionLostException(SQLException error) {
		super(error);
		this.error = error;
	}

	DatabaseUnavailableException unavailable() {
		return new DatabaseUnavailableException(
				"The connection to the database was lost: " + this.error.getMessage()
						+ ". What was committed is in the history, everything else was rolled back.",
				"Look at the server's log, and start again.", this.error);
	}

}
