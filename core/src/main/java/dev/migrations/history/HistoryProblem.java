package dev.migrations.history;

import java.sql.SQLException;

import dev.migrations.model.MigrationException;
import dev.migrations.model.MigrationHistoryException;

/**
 * Words what is wrong with a history table. It stands apart from reading one, so that a
 * start that finds everything in order does not load the class of the exception.
 */
final class HistoryProblem {

	private HistoryProblem() {
	}

	static MigrationException noHistory(String table, HistoryColumn missing) {
		return new MigrationHistoryException(
				"The table " + table + " has no column " + missing.sqlName()
						+ ", so it is not a history of migrations.",
				"Set migrations.history-table to a name that is not in use.");
	}

	static MigrationException mayNotRead(String table, SQLException error) {
		return new MigrationHistoryException(
				"The table " + table + " may not be read (SQLState " + error.getSQLState() + "): " + error.getMessage(),
				"Let its owner grant SELECT on " + table + " to the user that is connected here, or connect as a user "
						+ "that has it.",
				error);
	}

	static MigrationException unknown(String table, String what) {
		return new MigrationHistoryException(
				"The history table " + table + " holds the " + what + ", which this version does not know.",
				"A newer version may have written it: use that version, or restore the row.");
	}

}
