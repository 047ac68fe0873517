package dev.migrations.session;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;

/**
 * Settings of a PostgreSQL session. Everything goes back to the defaults of the session,
 * then what the pool had set is set again.
 */
record PostgresSettings() implements SessionSettings {

	@Override
	public Map<String, String> read(Connection connection) throws SQLException {
		return SessionSettings.query(connection, """
				SELECT name, current_setting(name) FROM pg_catalog.pg_settings WHERE source = 'session'
					AND name NOT IN ('transaction_isolation', 'transaction_read_only', 'transaction_deferrable')
				UNION ALL SELECT 'role', current_setting('role')""");
	}

	@Override
	public void restore(Connection connection, Map<String, String> before) throws SQLException {
		SessionSettings.execute(connection, "RESET SESSION AUTHORIZATION");
		SessionSettings.execute(connection, "RESET ALL");
		SessionSettings.execute(connection, "DISCARD TEMP");
		try (PreparedStatement statement = connection.prepareStatement("SELECT set_config(?, ?, false)")) {
			for (Map.Entry<String, String> setting : before.entrySet()) {
				statement.setString(1, setting.getKey());
				statement.setString(2, setting.getValue());
				statement.executeQuery().close();
			}
		}
	}

}
