package dev.migrations.session;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Limits of the open transaction behind a pooler of PostgreSQL. They end with it, so that
 * they are no settings of the session.
 */
final class TransactionLimits {

	private static final Set<String> NAMES = Set.of("lock_timeout", "statement_timeout", "transaction_timeout",
			"idle_in_transaction_session_timeout");

	private final Map<String, String> limits;

	private TransactionLimits(Map<String, String> limits) {
		this.limits = limits;
	}

	/**
	 * Takes them out of the settings of a session.
	 * @param settings the settings as they were read
	 */
	static TransactionLimits takenFrom(Map<String, String> settings) {
		Map<String, String> limits = new LinkedHashMap<>(settings);
		limits.keySet().retainAll(NAMES);
		settings.keySet().removeAll(NAMES);
		return new TransactionLimits(limits);
	}

	/**
	 * Sets them again, which were restored with all else.
	 */
	void restore(Connection connection) throws SQLException {
		for (Map.Entry<String, String> limit : this.limits.entrySet()) {
			try (PreparedStatement statement = connection.prepareStatement("SELECT set_config(?, ?, true)")) {
				statement.setString(1, limit.getKey());
				statement.setString(2, limit.getValue());
				statement.execute();
			}
		}
	}

}
