package dev.migrations.execution;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import dev.migrations.dialect.Vendor;
import org.jspecify.annotations.Nullable;

/**
 * Whether PostgreSQL looks every second, during a statement, if its client is still
 * there. In a transaction that is good: it is rolled back soon, and the lock is free. A
 * statement outside of a transaction is better left to its end, because broken off it
 * leaves something half done, such as an invalid index; so it does not look meanwhile.
 */
final class ClientCheck {

	private static final String SUSPEND = """
			SELECT s.setting, set_config(s.name, '0', false) FROM pg_catalog.pg_settings s
			WHERE s.name = 'client_connection_check_interval' AND s.setting <> '0'""";

	private static final String RESUME = "SELECT set_config('client_connection_check_interval', ?, false)";

	private final WorkingConnection connection;

	private @Nullable String suspended;

	ClientCheck(WorkingConnection connection) {
		this.connection = connection;
	}

	void suspend() throws SQLException {
		if (this.connection.dialect().vendor() != Vendor.POSTGRESQL) {
			return;
		}
		Connection jdbc = this.connection.jdbc();
		try (PreparedStatement statement = jdbc.prepareStatement(SUSPEND); ResultSet row = statement.executeQuery()) {
			this.suspended = row.next() ? row.getString(1) : null;
		}
	}

	void resume() throws SQLException {
		if (this.suspended == null) {
			return;
		}
		try (PreparedStatement statement = this.connection.jdbc().prepareStatement(RESUME)) {
			statement.setString(1, this.suspended);
			statement.executeQuery().close();
		}
		this.suspended = null;
	}

}
