package dev.migrations.execution;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Which statement of a batch has failed, and with what, as drivers tell it.
 *
 * @param index its index
 * @param error what the database said
 */
record BatchFailure(int index, SQLException error) {

	/**
	 * Reads what a driver has thrown.
	 * @param marks whether it marks the statement that failed, and that one first
	 * @param size how many statements the batch has
	 */
	static BatchFailure of(BatchUpdateException error, boolean marks, int size) {
		int index = marks ? marked(error.getUpdateCounts()) : named(String.valueOf(error.getMessage()), size);
		return new BatchFailure(Math.min(index, size - 1), cause(error));
	}

	private static int marked(int[] changes) {
		int index = 0;
		while (index < changes.length && changes[index] != Statement.EXECUTE_FAILED) {
			index++;
		}
		return index;
	}

	/**
	 * The driver of PostgreSQL marks every statement of a batch inside a transaction as
	 * failed; which one it was is the first number in its message, in every language. So
	 * it is in that of SQLite.
	 */
	private static int named(String message, int size) {
		int start = 0;
		while (start < message.length() && !Character.isDigit(message.charAt(start))) {
			start++;
		}
		int index = 0;
		for (int i = start; i < message.length() && Character.isDigit(message.charAt(i)) && index < size; i++) {
			index = index * 10 + Character.digit(message.charAt(i), 10);
		}
		return index;
	}

	private static SQLException cause(BatchUpdateException error) {
		if (error.getCause() instanceof SQLException cause) {
			return cause;
		}
		SQLException next = error.getNextException();
		return (next != null) ? next : error;
	}

}
