package dev.migrations.execution;

import java.sql.SQLException;

/**
 * A statement of our own failed that was sent together with those of a script. Nothing
 * behind it was executed.
 */
final class OwnStatementFailedException extends Exception {

	private final SQLException error;

	OwnStatementFailedException(SQLException error) {
		super(error);
		this.error = error;
	}

	SQLException error() {
		return this.error;
	}

}
