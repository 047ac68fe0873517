package dev.migrations.session;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.migrations.dialect.Vendor;

/**
 * Settings of a PostgreSQL session. Everything goes back to the defaults of the session,
 * then what the pool had set is set again. What a script has prepared and locked outlives
 * even a rollback, so that the script could not be applied again, or others wait.
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
			WHERE from_sql AND left(name, %s) <> '%s'""".formatted(STATEMENT, SessionState.OWN_STATEMENTS.length(),
			SessionState.OWN_STATEMENTS);

	/**
	 * Advisory locks, with the query that releases one that the session has beyond its
	 * transaction.
	 */
	private static final String LOCKS = """
			SELECT format('%slock) %%s %%s %%s %%s', classid, objid, objsubid, mode),
				'SELECT pg_catalog.pg_advisory_unlock' || CASE mode WHEN 'ShareLock' THEN '_shared' ELSE '' END
				|| CASE objsubid WHEN 1 THEN format('(%%L::bigint)', classid::bigint << 32 | objid::bigint)
					ELSE format('(%%L::integer, %%L::integer)', classid::integer, objid::integer) END
			FROM pg_catalog.pg_locks WHERE locktype = 'advisory' AND granted AND pid = pg_backend_pid()"""
		.formatted(NO_SETTING);

	private static final String MADE = PREPARED + "\nUNION ALL " + LOCKS;

	@Override
	public Map<String, String> read(Connection connection) throws SQLException {
		return SessionSettings.query(connection, """
				SELECT name, current_setting(name) FROM pg_catalog.pg_settings WHERE source = 'session'
					AND name NOT IN ('transaction_isolation', 'transaction_read_only', 'transaction_deferrable')
				UNION ALL SELECT 'session_authorization', session_user::text
				UNION ALL SELECT 'role', current_setting('role')
				UNION ALL SELECT '(temporary) ' || oid, '' FROM pg_catalog.pg_class
					WHERE pg_catalog.pg_my_temp_schema() <> 0 AND relnamespace = pg_catalog.pg_my_temp_schema()
				UNION ALL\s""" + MADE);
	}

	@Override
	public void restore(Connection connection, Map<String, String> before) throws SQLException {
		SessionSettings.execute(connection, "RESET SESSION AUTHORIZATION");
		SessionSettings.execute(connection, "RESET ALL");
		SessionSettings.execute(connection, "DISCARD TEMP");
		for (Map.Entry<String, String> made : SessionSettings.query(connection, MADE).entrySet()) {
			if (before.containsKey(made.getKey())) {
				continue;
			}
			if (made.getKey().startsWith(STATEMENT)) {
				SessionSettings.execute(connection,
						"DEALLOCATE " + SessionSettings.quoted(Vendor.POSTGRESQL, made.getValue()));
			}
			else {
				release(connection, made.getValue());
			}
		}
		set(connection, before);
	}

	/**
	 * Sets all of them in one trip, in their order: the user that the session is to be
	 * may not be allowed the others.
	 */
	private static void set(Connection connection, Map<String, String> before) throws SQLException {
		List<String> settings = new ArrayList<>();
		for (Map.Entry<String, String> setting : before.entrySet()) {
			if (!setting.getKey().startsWith(NO_SETTING)) {
				settings.add(setting.getKey());
				settings.add(setting.getValue());
			}
		}
		String sql = "SELECT set_config(?, ?, false)" + ", set_config(?, ?, false)".repeat(settings.size() / 2 - 1);
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			for (int i = 0; i < settings.size(); i++) {
				statement.setString(i + 1, settings.get(i));
			}
			statement.executeQuery().close();
		}
	}

	/**
	 * Releases a lock as often as it was taken.
	 */
	private static void release(Connection connection, String query) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			boolean released = true;
			while (released) {
				try (ResultSet row = statement.executeQuery(query)) {
					released = row.next() && row.getBoolean(1);
				}
			}
		}
	}

}
