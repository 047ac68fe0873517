package dev.migrations;

import java.io.IOException;
import java.sql.SQLException;

import javax.sql.DataSource;

import dev.migrations.dialect.ErrorCodes;
import dev.migrations.execution.SessionPreparation;
import dev.migrations.execution.WorkingConnection;
import dev.migrations.lock.LockWait;
import dev.migrations.model.InvalidLocationException;
import dev.migrations.model.MigrationHistoryException;

/**
 * Lends the working connection, and words what the database or the file system throws.
 */
final class Connected {

	private Connected() {
	}

	static <T> T call(DataSource dataSource, LockWait waiting, SessionPreparation preparation, Migrator.Work<T> work) {
		try (WorkingConnection connection = open(dataSource, waiting, preparation)) {
			try {
				return work.on(connection);
			}
			catch (SQLException ex) {
				throw worded(connection, ex);
			}
		}
		catch (SQLException ex) {
			throw OpeningProblem.of(ex);
		}
		catch (IOException ex) {
			throw new InvalidLocationException("A migration file cannot be read: " + ex.getMessage(),
					"Make it readable, and start again.", ex);
		}
	}

	private static WorkingConnection open(DataSource dataSource, LockWait waiting, SessionPreparation preparation) {
		try {
			return WorkingConnection.open(dataSource, waiting, preparation);
		}
		catch (SQLException ex) {
			throw OpeningProblem.of(ex);
		}
	}

	private static RuntimeException worded(WorkingConnection connection, SQLException error) {
		ErrorCodes errors = connection.dialect().errors();
		if (errors.isConnectionLost(error)) {
			return new ConnectionLostException(error);
		}
		String code = (error.getSQLState() != null) ? " (SQLState " + error.getSQLState() + ")" : "";
		return new MigrationHistoryException(
				"The database refused a statement of the migration tool itself" + code + ": " + error.getMessage()
						+ ". What was committed before is in the history, everything else was rolled back.",
				"Check that the database user may create, read and write the tables of the history. The next start "
						+ "reads the history and goes on from there.",
				error);
	}

}
