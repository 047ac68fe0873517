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
						+ ". What was committed is in the history, everything else is rolled back. A statement that "
						+ "commits by itself may still be running in the server.",
				"Look at the server's log, and start again: the next start waits for such a statement, reads what is "
						+ "in force, and goes on from there.",
				this.error);
	}

	/**
	 * The connection was lost, and could not be opened again.
	 */
	static DatabaseUnavailableException notOpenedAgain(DatabaseUnavailableException problem) {
		return new DatabaseUnavailableException(
				"The connection was lost while migrating, and could not be opened again. " + problem.getDescription()
						+ ". What was committed is in the history, everything else is rolled back.",
				problem.getAction() + " The next start reads what is in force and goes on from there.",
				problem.getCause());
	}

}
