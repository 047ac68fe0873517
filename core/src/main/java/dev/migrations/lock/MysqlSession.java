package dev.migrations.lock;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.migrations.dialect.SessionLimits;
import dev.migrations.model.StatementLimits;

/**
 * Limits of a MariaDB or MySQL session while it migrates.
 */
final class MysqlSession {

	private final SessionLimits limits;

	private final Map<String, String> previous;

	private final long process;

	private MysqlSession(SessionLimits limits, Map<String, String> previous, long process) {
		this.limits = limits;
		this.previous = previous;
		this.process = process;
	}

	/**
	 * The server's number of the session.
	 */
	long process() {
		return this.process;
	}

	/**
	 * Sets the limits.
	 * @param connection the session
	 * @param sessionLimits how this database is limited
	 * @param limits the limits
	 * @return what to restore afterwards
	 */
	static MysqlSession prepare(Connection connection, SessionLimits sessionLimits, StatementLimits limits)
			throws SQLException {
		Map<String, String> variables = sessionLimits.variables(limits);
		Map<String, String> previous = new LinkedHashMap<>();
		long process;
		try (Statement statement = connection.createStatement()) {
			StringBuilder read = new StringBuilder("SELECT CONNECTION_ID()");
			for (String name : variables.keySet()) {
				read.append(", @@session.").append(name);
			}
			try (ResultSet row = statement.executeQuery(read.toString())) {
				row.next();
				process = row.getLong(1);
				for (String name : variables.keySet()) {
					previous.put(name, row.getString(previous.size() + 2));
				}
			}
			statement.execute(sessionLimits.setting(variables));
		}
		return new MysqlSession(sessionLimits, previous, process);
	}

	/**
	 * Restores what was set before.
	 */
	void restore(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(this.limits.setting(this.previous));
		}
	}

}
