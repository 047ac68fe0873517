package dev.migrations.session;

import java.sql.SQLException;

/**
 * A commit failed: a constraint that is checked only then was violated, or the connection
 * was lost.
 */
public final class CommitFailedException extends SQLException {

	private final SQLException error;

	CommitFailedException(SQLException error) {
		super(error.getMessage(), error.getSQLState(), error.getErrorCode(), error);
		this.error = error;
	}

	/**
	 * What the driver has thrown.
	 * @return the error
	 */
	public SQLException error() {
		return this.error;
	}

}
