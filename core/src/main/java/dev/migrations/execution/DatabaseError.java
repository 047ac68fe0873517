package dev.migrations.execution;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * What the database said of a failure, without what may not be shown. Keeps SQLState and
 * error code for programs.
 */
final class DatabaseError extends SQLException {

	private final int position;

	/**
	 * Creates one.
	 * @param error what the driver threw
	 * @param secrets what its message may not show
	 */
	DatabaseError(SQLException error, Secrets secrets) {
		super(secrets.hide(words(error)), error.getSQLState(), error.getErrorCode());
		this.position = isPostgres(error) ? PostgresErrors.position(error) : 0;
		setStackTrace(error.getStackTrace());
	}

	/**
	 * What it said, to follow "The database says": SQLState and code, if there are any,
	 * and its words.
	 */
	String said() {
		String state = getSQLState();
		String code = (state != null) ? "SQLState " + state : "";
		if (getErrorCode() != 0) {
			code += (code.isEmpty() ? "" : ", ") + "error " + getErrorCode();
		}
		return (code.isEmpty() ? "" : " (" + code + ")") + ": " + getMessage();
	}

	/**
	 * Of which character of the statement it said so.
	 * @return its position, counted from 1; 0 if it did not say
	 */
	int position() {
		return this.position;
	}

	@Override
	public @Nullable SQLException getNextException() {
		return null;
	}

	private static String words(SQLException error) {
		String words = isPostgres(error) ? PostgresErrors.words(error) : null;
		return (words != null) ? words : String.valueOf(error.getMessage()).strip();
	}

	private static boolean isPostgres(SQLException error) {
		return error.getClass().getName().startsWith("org.postgresql.");
	}

}
