package dev.migrations.session;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

import dev.migrations.dialect.Vendor;

/**
 * Settings of an H2 session, which lists most of them as the commands that set them.
 */
record H2Settings() implements SessionSettings {

	private static final String TABLE = "TABLE ";

	@Override
	public Map<String, String> read(Connection connection) throws SQLException {
		return SessionSettings.query(connection, """
				SELECT STATE_KEY, STATE_COMMAND FROM INFORMATION_SCHEMA.SESSION_STATE
				UNION ALL SELECT 'LOCK_TIMEOUT', 'SET LOCK_TIMEOUT ' || LOCK_TIMEOUT()
				UNION ALL SELECT 'ISOLATION',
					'SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL ' || ISOLATION_LEVEL
					FROM INFORMATION_SCHEMA.SESSIONS WHERE SESSION_ID = SESSION_ID()
				UNION ALL SELECT SETTING_NAME, 'SET ' || SETTING_NAME || ' ' || SETTING_VALUE
					FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME IN
					('QUERY_TIMEOUT', 'VARIABLE_BINARY', 'TRUNCATE_LARGE_LENGTH', 'NON_KEYWORDS')""");
	}

	@Override
	public void restore(Connection connection, Map<String, String> before) throws SQLException {
		Map<String, String> now = read(connection);
		for (String key : now.keySet()) {
			if (key.startsWith(TABLE) && !before.containsKey(key)) {
				drop(connection, key.substring(TABLE.length()));
			}
		}
		for (Map.Entry<String, String> setting : before.entrySet()) {
			if (!setting.getKey().startsWith(TABLE) && !setting.getValue().equals(now.get(setting.getKey()))) {
				SessionSettings.execute(connection, setting.getValue());
			}
		}
		for (String key : now.keySet()) {
			if (before.containsKey(key)) {
				continue;
			}
			if (key.startsWith("@")) {
				SessionSettings.execute(connection, "SET " + key + " TO NULL");
			}
			else {
				unset(connection, key);
			}
		}
	}

	/**
	 * Drops a temporary table by its schema and name: by its name alone, a table of the
	 * schema that the session is in would be meant, if there is one.
	 */
	private static void drop(Connection connection, String table) throws SQLException {
		String schema = null;
		try (PreparedStatement statement = connection.prepareStatement("SELECT TABLE_SCHEMA FROM "
				+ "INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME = ? AND TABLE_TYPE = 'LOCAL TEMPORARY'")) {
			statement.setString(1, table);
			try (ResultSet row = statement.executeQuery()) {
				schema = row.next() ? row.getString(1) : null;
			}
		}
		if (schema != null) {
			SessionSettings.execute(connection, "DROP TABLE " + quoted(schema) + '.' + quoted(table));
		}
	}

	private static String quoted(String name) {
		return SessionSettings.quoted(Vendor.H2, name);
	}

	/**
	 * Takes back what was not set at all. A search path cannot be taken back: it becomes
	 * the schema of the session, which is restored by then, and which is where is looked
	 * without one.
	 */
	private static void unset(Connection connection, String key) throws SQLException {
		switch (key) {
			case "TIME ZONE" -> SessionSettings.execute(connection, "SET TIME ZONE LOCAL");
			case "NON_KEYWORDS" -> SessionSettings.execute(connection, "SET NON_KEYWORDS");
			case "SCHEMA_SEARCH_PATH" -> {
				String schema = connection.getSchema();
				if (schema != null) {
					SessionSettings.execute(connection, "SET SCHEMA_SEARCH_PATH " + quoted(schema));
				}
			}
			default -> {
			}
		}
	}

}
