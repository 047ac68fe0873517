package dev.migrations.execution;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import dev.migrations.dialect.Vendor;
import dev.migrations.history.History;
import dev.migrations.history.HistoryReader;
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
final class FreshnessCheck implements WorkingConnection.Read<History> {

	private final WorkingConnection connection;

	private final HistoryReader reader;

	private @Nullable Long dataVersion;

	FreshnessCheck(WorkingConnection connection, HistoryReader reader) {
		this.connection = connection;
		this.reader = reader;
	}

	boolean isCurrent(History planned) throws SQLException {
		if (!this.connection.lockEndsWithTransaction()) {
			return true;
		}
		if (this.connection.dialect().vendor() != Vendor.SQLITE) {
			return isStill(planned);
		}
		long version = dataVersion(this.connection.jdbc());
		if (this.dataVersion != null && this.dataVersion == version) {
			return true;
		}
		if (!isStill(planned)) {
			return false;
		}
		this.dataVersion = version;
		return true;
	}

	private boolean isStill(History planned) throws SQLException {
		return this.connection.readSafely(this).equals(planned);
	}

	@Override
	public History from(Connection jdbc) throws SQLException {
		return this.reader.read(jdbc);
	}

	private static long dataVersion(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("PRAGMA data_version")) {
			row.next();
			return row.getLong(1);
		}
	}

}
