package dev.migrations.session;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import dev.migrations.dialect.NameMention;

/**
 * As whom a session of PostgreSQL works. A script may choose a role that may not write
 * the history.
 */
final class SessionUser {

	private static final Collection<String> WORDS = List.of("ROLE", "AUTHORIZATION");

	private SessionUser() {
	}

	/**
	 * Whether a statement that may change the session may change that.
	 */
	static boolean mayBeChangedBy(String text) {
		return NameMention.any(WORDS, text);
	}

	/**
	 * Restores it by value.
	 * @param before the settings as they were read
	 */
	static void restore(Connection connection, Map<String, String> before) throws SQLException {
		SessionSettings.execute(connection, "RESET SESSION AUTHORIZATION");
		String sql = "SELECT set_config('session_authorization', ?, false), set_config('role', ?, false)";
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setString(1, before.get("session_authorization"));
			statement.setString(2, before.get("role"));
			statement.executeQuery().close();
		}
	}

}
