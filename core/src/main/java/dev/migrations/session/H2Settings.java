package dev.migrations.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/**
 * Settings of an H2 session, which lists them as the commands that set them.
 */
record H2Settings() implements SessionSettings {

	private static final String TABLE = "TABLE ";

	@Override
	public Map<String, String> read(Connection connection) throws SQLException {
		return SessionSettings.query(connection,
				"SELECT STATE_KEY, STATE_COMMAND FROM INFORMATION_SCHEMA.SESSION_STATE");
	}

	@Override
	public void restore(Connection connection, Map<String, String> before) throws SQLException {
		Map<String, String> now = read(connection);
		for (String key : now.keySet()) {
			if (before.containsKey(key)) {
				continue;
			}
			if (key.startsWith(TABLE)) {
				SessionSettings.execute(connection,
						"DROP TABLE \"" + key.substring(TABLE.length()).replace("\"", "\"\"") + "\"");
			}
			else if (key.startsWith("@")) {
				SessionSettings.execute(connection, "SET " + key + " TO NULL");
			}
		}
		for (Map.Entry<String, String> setting : before.entrySet()) {
			if (!setting.getKey().startsWith(TABLE) && !setting.getValue().equals(now.get(setting.getKey()))) {
				SessionSettings.execute(connection, setting.getValue());
			}
		}
	}

}
