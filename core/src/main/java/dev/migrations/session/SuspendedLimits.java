package dev.migrations.session;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.ScriptOptions;
import dev.migrations.model.Statement;

/**
 * Limits of PostgreSQL that would break off a statement which is executed outside of a
 * transaction. They are suspended meanwhile, because broken off it leaves something half
 * done, such as an invalid index. Around what clears such a thing away all of them are.
 * <ul>
 * <li>PostgreSQL does not look if its client is still there. In a transaction that is
 * good: it is rolled back soon, and the lock is free.</li>
 * <li>The configured time-out of statements does not apply; one that the script itself
 * sets does.</li>
 * <li>With {@code CONCURRENTLY} a statement waits for locks as long as it takes: its
 * waiting keeps nobody else from anything.</li>
 * </ul>
 */
public final class SuspendedLimits {

	private static final String SUSPEND = """
			SELECT s.name, s.setting, set_config(s.name, '0', false) FROM pg_catalog.pg_settings s
			WHERE s.setting <> '0' AND (s.name = 'client_connection_check_interval'
			OR (s.name = 'statement_timeout' AND ?) OR (s.name = 'lock_timeout' AND ?))""";

	private static final String CONCURRENTLY = "\\bCONCURRENTLY\\b";

	private final Connection connection;

	private final Dialect dialect;

	private final boolean ownTimeout;

	private final Map<String, String> suspended = new LinkedHashMap<>();

	/**
	 * Creates the limits of a script.
	 * @param connection the connection
	 * @param options options of the script, which may set limits of its own
	 */
	public SuspendedLimits(WorkingConnection connection, ScriptOptions options) {
		this(connection.jdbc(), connection.dialect(), options.statementTimeout() != null);
	}

	/**
	 * Creates the limits of what is no part of a script.
	 * @param connection the connection
	 * @param dialect the database
	 */
	public SuspendedLimits(Connection connection, Dialect dialect) {
		this(connection, dialect, false);
	}

	private SuspendedLimits(Connection connection, Dialect dialect, boolean ownTimeout) {
		this.connection = connection;
		this.dialect = dialect;
		this.ownTimeout = ownTimeout;
	}

	/**
	 * Suspends those that do not apply to a statement.
	 * @param statement what is about to be sent
	 * @throws SQLException if that fails
	 */
	public void suspend(Statement statement) throws SQLException {
		if (this.dialect.vendor() == Vendor.POSTGRESQL) {
			suspend(!this.ownTimeout && !statement.transactional(),
					Pattern.compile(CONCURRENTLY, Pattern.CASE_INSENSITIVE).matcher(statement.text()).find());
		}
	}

	/**
	 * Suspends all of them.
	 * @throws SQLException if that fails
	 */
	public void suspendAll() throws SQLException {
		suspend(true, true);
	}

	private void suspend(boolean timeout, boolean lockTimeout) throws SQLException {
		try (PreparedStatement query = this.connection.prepareStatement(SUSPEND)) {
			query.setBoolean(1, timeout);
			query.setBoolean(2, lockTimeout);
			try (ResultSet rows = query.executeQuery()) {
				while (rows.next()) {
					this.suspended.put(rows.getString(1), rows.getString(2));
				}
			}
		}
	}

	/**
	 * Sets them again as they were.
	 * @throws SQLException if that fails
	 */
	public void resume() throws SQLException {
		if (!this.suspended.isEmpty()) {
			try (java.sql.Statement statement = this.connection.createStatement()) {
				statement.execute(this.dialect.sessionLimits().setting(this.suspended));
			}
			this.suspended.clear();
		}
	}

}
