package dev.migrations.model;

import org.jspecify.annotations.Nullable;

/**
 * A script cannot be read or split into statements.
 */
public final class InvalidScriptException extends MigrationException {

	private final String script;

	private final long line;

	private final long column;

	/**
	 * Creates an exception.
	 * @param script the script's location, as messages name it
	 * @param line the line, counted from 1
	 * @param column the column in characters, counted from 1
	 * @param problem what was found there, such as {@code "unterminated quote"}
	 * @param action what the reader can do next
	 * @param cause the cause, if there is one
	 */
	public InvalidScriptException(String script, long line, long column, String problem, String action,
			@Nullable Throwable cause) {
		super(script + ", line " + line + ", column " + column + ": " + problem, action, cause);
		this.script = script;
		this.line = line;
		this.column = column;
	}

	/**
	 * The script's location, as messages name it.
	 * @return the script
	 */
	public String getScript() {
		return this.script;
	}

	/**
	 * The line at which the problem begins, counted from 1.
	 * @return the line
	 */
	public long getLine() {
		return this.line;
	}

	/**
	 * The column at which the problem begins, in characters, counted from 1.
	 * @return the column
	 */
	public long getColumn() {
		return this.column;
	}

}
