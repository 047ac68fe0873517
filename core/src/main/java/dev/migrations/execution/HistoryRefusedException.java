package dev.migrations.execution;

import java.sql.SQLException;

/**
 * The history could not be written while a script was applied or undone, for a reason
 * that may be in the script.
 */
public final class HistoryRefusedException extends SQLException {

	private final String script;

	private final long line;

	/**
	 * Creates an exception.
	 * @param error what the database said, or the row
	 * @param script how messages name the script
	 * @param line where its statement begins that may be why, counted from 1; 0 if none
	 * is known
	 */
	HistoryRefusedException(SQLException error, String script, long line) {
		super(error.getMessage(), error.getSQLState(), error.getErrorCode(), error);
		this.script = script;
		this.line = line;
	}

	/**
	 * How messages name the script.
	 * @return its name
	 */
	public String script() {
		return this.script;
	}

	/**
	 * How messages name the statement that may be why.
	 * @return the script, and the line if it is known
	 */
	public String place() {
		return (this.line > 0) ? this.script + ", line " + this.line + "," : this.script;
	}

}
