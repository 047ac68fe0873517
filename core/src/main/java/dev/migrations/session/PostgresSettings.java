package dev.migrations.session;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;

import dev.migrations.dialect.Vendor;

/**
 * Settings of a PostgreSQL session. Everything goes back to the defaults of the session,
 * then what the pool had set is set again. What a script has prepared outlives even a
 * rollback, so that the script could not be applied again.
 */
record PostgresSettings() implements SessionSettings {

	/** With what the names begin that are none of settings. */
	private static final String NO_SETTING = "(";

	private static final String STATEMENT = NO_SETTING + "statement) ";

	/**
	 * Ours are not the script's to take away.
	 */
	private static final String PREPARED = """
			SELECT '%s' || name, name FROM pg_catalog.pg_prepared_statements
			WHERE from_sql AND left(name, %d) <> '%s'""".formatted(STATEMENT, SessionState.OWN_STATEMENTS.length(),
			SessionState.OWN_STATEMENTS);

	@Override
	public Map<String, String> read(Connection connection) throws SQLException {
		return SessionSettings.query(connection, """
				SELECT name, current_setting(name) FROM pg_catalog.pg_settings WHERE source = 'session'
					AND name NOT IN ('transaction_isolation', 'transaction_read_only', 'transaction_deferrable')
				UNION ALL SELECT 'role', current_setting('role')
				UNION ALL SELECT '(user)', session_user::text
				UNION ALL SELECT '(temporary) ' || oid, '' FROM pg_catalog.pg_class
					WHERE pg_catalog.pg_my_temp_schema() <> 0 AND relnamespace = pg_catalog.pg_my_temp_schema()
				UNION ALL\s""" + PREPARED);
	}

	@Override
	public void restore(Connection connection, Map<String, String> before) throws SQLException {
		SessionSettings.execute(connection, "RESET SESSION AUTHORIZATION");
		SessionSettings.execute(connection, "RESET ALL");
		SessionSettings.execute(connection, "DISCARD TEMP");
		Map<String, String> prepared = SessionSettings.query(connection, PREPARED);
		for (Map.Entry<String, String> statement : prepared.entrySet()) {
			if (!before.containsKey(statement.getKey())) {
				SessionSettings.execute(connection,
						"DEALLOCATE " + SessionSettings.quoted(Vendor.POSTGRESQL, statement.getValue()));
			}
		}
		try (PreparedStatement statement = connection.prepareStatement("SELECT set_config(?, ?, false)")) {
			for (Map.Entry<String, String> setting : before.entrySet()) {
				if (!setting.getKey().startsWith(NO_SETTING)) {
					statement.setString(1, setting.getKey());
					statement.setString(2, setting.getValue());
					statement.executeQuery().close();
				}
			}
		}
	}

}
