package dev.migrations.execution;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import dev.migrations.dialect.Dialect;
import dev.migrations.history.History;
import org.jspecify.annotations.Nullable;

/**
 * Whether the history still is what a plan was made from. Asked inside each transaction
 * of a database whose lock lasts no longer than one; elsewhere the lock of the run
 * answers.
 * <p>
 * SQLite's {@code data_version} changes exactly when another connection has changed the
 * file, so that the history is read once and not before every migration.
 */
final class FreshnessCheck {

	private final boolean lockPerTransaction;

	private @Nullable Long dataVersion;

	private FreshnessCheck(boolean lockPerTransaction) {
		this.lockPerTransaction = lockPerTransaction;
	}

	static FreshnessCheck of(Dialect dialect) {
		return new FreshnessCheck(dialect.lockEndsWithTransaction());
	}

	boolean isFresh(Connection connection, Read current, History planned) throws SQLException {
		if (!this.lockPerTransaction) {
			return true;
		}
		long version = dataVersion(connection);
		if (this.dataVersion != null && this.dataVersion == version) {
			return true;
		}
		if (!current.read().equals(planned)) {
			return false;
		}
		this.dataVersion = version;
		return true;
	}

	private static long dataVersion(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("PRAGMA data_version")) {
			row.next();
			return row.getLong(1);
		}
	}

	/**
	 * Reads the history again.
	 */
	@FunctionalInterface
	interface Read {

		History read() throws SQLException;

	}

}
