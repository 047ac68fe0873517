package dev.migrations;

import java.io.IOException;
import java.sql.SQLException;

import javax.sql.DataSource;

import dev.migrations.dialect.ErrorCodes;
import dev.migrations.execution.WorkingConnection;
import dev.migrations.lock.LockWait;
import dev.migrations.model.DatabaseUnavailableException;
import dev.migrations.model.InvalidLocationException;
import dev.migrations.model.MigrationHistoryException;

/**
 * Lends the working connection, and words what the database or the file system throws.
 */
final class Connected {

	private Connected() {
	}

	static <T> T call(DataSource dataSource, LockWait waiting, Migrator.Work<T> work) {
		try (WorkingConnection connection = open(dataSource, waiting)) {
			try {
				return work.on(connection);
			}
			catch (SQLException ex) {
				throw worded(connection, ex);
			}
		}
		catch (SQLException ex) {
			throw unreachable(ex);
		}
		catch (IOException ex) {
			throw new InvalidLocationException("A migration file cannot be read: " + ex.getMessage(),
					"Make it readable, and start again.", ex);
		}
	}

	private static WorkingConnection open(DataSource dataSource, LockWait waiting) {
		try {
			return WorkingConnection.open(dataSource, waiting);
		}
		catch (SQLException ex) {
			throw unreachable(ex);
		}
	}

	private static RuntimeException worded(WorkingConnection connection, SQLException error) {
		ErrorCodes errors = connection.dialect().errors();
		if (errors.isConnectionLost(error)) {
			return new ConnectionLostException(error);
		}
		if (errors.isReadOnly(error)) {
			return new MigrationHistoryException(
					"Migrations are pending, but the database is read-only: " + error.getMessage(),
					"Connect to the primary with a user that may write, or let another instance migrate first.", error);
		}
		return new MigrationHistoryException(
				"The database refused a statement of the migration tool itself: " + error.getMessage(),
				"Check that the database user may create, read and write the history table.", error);
	}

	private static DatabaseUnavailableException unreachable(SQLException error) {
		String words = String.valueOf(error.getMessage()).replaceAll("jdbc:\\S+", "jdbc:…");
		boolean shown = words.equals(error.getMessage());
		return new DatabaseUnavailableException("The database cannot be reached: " + words,
				"Check that it runs, and that its address, user and password are right.", shown ? error : null);
	}

}
