package dev.migrations.execution;

import java.sql.SQLException;

import dev.migrations.model.Statement;

/**
 * A statement of a script failed. Carries it to where the script as a whole is known.
 */
final class StatementFailedException extends Exception {

	private final transient Statement statement;

	private final SQLException error;

	StatementFailedException(Statement statement, SQLException error) {
		super(error);
		this.statement = statement;
		this.error = error;
	}

	Statement statement() {
		return this.statement;
	}

	SQLException error() {
		return this.error;
	}

}
