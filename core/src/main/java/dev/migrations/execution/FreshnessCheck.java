package dev.migrations.execution;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import dev.migrations.dialect.Vendor;
import dev.migrations.history.History;
import dev.migrations.session.WorkingConnection;
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

	private final boolean hasDataVersion;

	private @Nullable Long dataVersion;

	private FreshnessCheck(boolean lockPerTransaction, boolean hasDataVersion) {
		this.lockPerTransaction = lockPerTransaction;
		this.hasDataVersion = hasDataVersion;
	}

	static FreshnessCheck of(WorkingConnection connection) {
		return new FreshnessCheck(connection.lockEndsWithTransaction(), connection.dialect().vendor() == Vendor.SQLITE);
	}

	boolean isFresh(Connection connection, Read current, History planned) throws SQLException {
		if (!this.lockPerTransaction) {
			return true;
		}
		if (!this.hasDataVersion) {
			return current.read().equals(planned);
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
