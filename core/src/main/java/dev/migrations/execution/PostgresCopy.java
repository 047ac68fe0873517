package dev.migrations.execution;

import java.io.IOException;
import java.io.Reader;
import java.sql.Connection;
import java.sql.SQLException;

import org.postgresql.PGConnection;

/**
 * Sends the data of a {@code COPY … FROM STDIN} through the driver's own interface.
 * Loaded only when a script has such a statement, because the driver is optional.
 */
final class PostgresCopy {

	private PostgresCopy() {
	}

	static void send(Connection connection, String sql, Reader data) throws SQLException, IOException {
		connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, data);
	}

}
