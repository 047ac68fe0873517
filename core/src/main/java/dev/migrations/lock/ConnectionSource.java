package dev.migrations.lock;

import java.sql.Connection;
import java.sql.SQLException;

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

}
