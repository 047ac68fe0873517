package dev.migrations.execution;

import java.sql.SQLException;
import java.util.Collection;

import dev.migrations.model.Statement;

/**
 * A statement of a script failed. Carries it to where the script as a whole is known.
 */
final class StatementFailedException extends Exception {

	private final transient Statement statement;

	private final SQLException error;

	private final transient Collection<String> hidden;

	/**
	 * Creates an exception.
	 * @param statement the statement as it is in the file
	 * @param error what the driver threw
	 * @param hidden values that must not be shown
	 */
	StatementFailedException(Statement statement, SQLException error, Collection<String> hidden) {
		super(error);
		this.statement = statement;
		this.error = error;
		this.hidden = hidden;
	}

	Collection<String> hidden() {
		return this.hidden;
	}

	Statement statement() {
		return this.statement;
	}

	SQLException error() {
		return this.error;
	}

}
