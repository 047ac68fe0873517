package dev.migrations;

import java.io.IOException;
import java.sql.SQLException;

import dev.migrations.dialect.Vendor;
import dev.migrations.model.MigrationHistoryException;
import dev.migrations.plan.Plan;
import dev.migrations.session.WorkingConnection;
import org.jspecify.annotations.Nullable;

/**
 * Database that cannot be written to although something is due: a standby, a replica, a
 * file without permission to write. With nothing due nobody notices.
 */
final class ReadOnlyTarget {

	private ReadOnlyTarget() {
	}

	/**
	 * Makes sure that a database is no replica where the user may write to replicas too,
	 * so that the server would not refuse.
	 */
	static void requireWritable(WorkingConnection connection, Engine engine, Plan plan) throws SQLException {
		if (engine.isReadOnly(connection.jdbc())) {
			throw refused(plan, "its server is set to read_only, as replicas are", null);
		}
	}

	/**
	 * Words what the database throws where it is read-only.
	 * @return the error, where it is another one, or where a script may have made the
	 * session so
	 */
	static SQLException worded(WorkingConnection connection, Plan plan, SQLException error) {
		if (!connection.isChanged() && connection.dialect().errors().isReadOnly(error)) {
			if (isLentReadOnly(connection)) {
				throw new MigrationHistoryException(
						due(plan) + ", but the connections that migrations are given are read-only: "
								+ error.getMessage() + ". Nothing was changed.",
						"Remove the setting of the pool that makes them so, such as "
								+ "spring.datasource.hikari.read-only, or set migrations.url for connections of their own.",
						error);
			}
			throw refused(plan, String.valueOf(error.getMessage()), error);
		}
		return error;
	}

	/**
	 * Whether whoever lends the connection has asked for one that only reads. The drivers
	 * of files say instead whether the file is read-only.
	 */
	private static boolean isLentReadOnly(WorkingConnection connection) {
		Vendor vendor = connection.dialect().vendor();
		try {
			return vendor != Vendor.SQLITE && vendor != Vendor.H2 && connection.jdbc().isReadOnly();
		}
		catch (SQLException ex) {
			// The error at hand says more.
			return false;
		}
	}

	/**
	 * Writes to a database for somebody who has asked for it.
	 * @param what what is to be written, as a sentence begins
	 * @param write writes it
	 * @return what that gives
	 */
	static <T> T writing(WorkingConnection connection, Engine engine, String what, Write<T> write)
			throws SQLException, IOException {
		if (engine.isReadOnly(connection.jdbc())) {
			throw refused(what, "its server is set to read_only, as replicas are", null);
		}
		try {
			return write.write();
		}
		catch (SQLException ex) {
			if (!connection.isChanged() && connection.dialect().errors().isReadOnly(ex)) {
				throw refused(what, String.valueOf(ex.getMessage()), ex);
			}
			throw ex;
		}
	}

	private static MigrationHistoryException refused(String what, String why, @Nullable SQLException error) {
		return new MigrationHistoryException(
				what + ", but the database is read-only: " + why + ". Nothing was changed.",
				"Connect to the primary, with a user that may write.", error);
	}

	private static String due(Plan plan) {
		if (plan.steps().isEmpty()) {
			return "A baseline is to be recorded";
		}
		int more = plan.steps().size() - 1;
		return plan.steps().get(0).scriptName() + ((more == 0) ? " is due" : " and " + more + " more are due");
	}

	private static MigrationHistoryException refused(Plan plan, String why, @Nullable SQLException error) {
		return new MigrationHistoryException(
				due(plan) + ", but the database is read-only: " + why + ". Nothing was changed.",
				"Let an instance that is connected to the primary migrate first, or connect this one with a user that "
						+ "may write. Once nothing is due, a read-only database is no obstacle.",
				error);
	}

	/**
	 * Writes to a database.
	 *
	 * @param <T> what it gives
	 */
	@FunctionalInterface
	interface Write<T> {

		T write() throws SQLException, IOException;

	}

}
