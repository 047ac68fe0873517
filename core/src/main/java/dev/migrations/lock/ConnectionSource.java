package dev.migrations.lock;

import java.sql.Connection;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * Opens connections beside the working one.
 */
@FunctionalInterface
public interface ConnectionSource {

	/**
	 * Opens a connection, to be closed by the caller.
	 * @return the connection
	 * @throws SQLException if it cannot be opened
	 */
	Connection open() throws SQLException;

	/**
	 * Opens a connection if that means waiting for nobody: not where a pool has lent all
	 * that it may have, and not where it does not tell.
	 * @return the connection, to be closed by the caller; null if there is none
	 * @throws SQLException if it cannot be opened
	 */
	default @Nullable Connection openWithoutWaiting() throws SQLException {
		return null;
	}

}
