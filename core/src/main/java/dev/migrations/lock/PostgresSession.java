package dev.migrations.lock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.migrations.dialect.PostgresDriver;
import dev.migrations.model.StatementLimits;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a PostgreSQL session while it migrates. One that the server does not know
 * is left out.
 * <ul>
 * <li>It names itself, so that others can tell who holds the lock.</li>
 * <li>Nothing is set where the driver was told of another server process than the one
 * that answers: then a pooler stands in between.</li>
 * <li>The server notices within seconds that the client is gone, and lets go of the lock
 * and of whatever the client had begun. That is suspended around statements that would
 * leave something half done.</li>
 * <li>Time-outs that are meant for the application do not end a migration; its own limits
 * take their place.</li>
 * </ul>
 */
final class PostgresSession {

	private static final int LONGEST_NAME = 63;

	private static final String SCRIPT_FOLLOWS = ": ";

	private final Map<String, String> previous;

	private final long process;

	private PostgresSession(Map<String, String> previous, long process) {
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
	 * Applies the settings.
	 * @param connection the session
	 * @param instance who it is
	 * @param limits how long its statements may wait and take
	 * @return what to restore afterwards; null if a pooler stands in between, whose
	 * sessions others get as well, so that nothing was set
	 */
	static @Nullable PostgresSession prepare(Connection connection, String instance, StatementLimits limits)
			throws SQLException {
		String sql = """
				SELECT s.name, current_setting(s.name), set_config(s.name, v.value, false), pg_backend_pid()
				FROM (VALUES ('application_name', ?), ('tcp_keepalives_idle', '20'), ('tcp_keepalives_interval', '5'),
					('tcp_keepalives_count', '3'), ('tcp_user_timeout', '30000'), ('statement_timeout', ?),
					('lock_timeout', ?),
					('transaction_timeout', '0'), ('idle_in_transaction_session_timeout', '0'),
					('idle_session_timeout', '0'), ('client_connection_check_interval', '1000'))
					AS v (name, value)
				JOIN pg_catalog.pg_settings s ON s.name = v.name
				WHERE (v.name <> 'client_connection_check_interval' OR version() ~* 'linux|darwin|bsd|solaris')
				AND (? = 0 OR ? = pg_backend_pid())""";
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setString(1, name(instance));
			statement.setString(2, String.valueOf(limits.timeout().toMillis()));
			statement.setString(3, String.valueOf(limits.lockTimeout().toMillis()));
			int process = PostgresDriver.process(connection);
			statement.setInt(4, process);
			statement.setInt(5, process);
			Map<String, String> previous = new LinkedHashMap<>();
			long session = 0;
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					previous.put(rows.getString(1), rows.getString(2));
					session = rows.getLong(4);
				}
			}
			return previous.isEmpty() ? null : new PostgresSession(previous, session);
		}
	}

	/**
	 * A name as it can stand in {@code application_name} and in a literal.
	 */
	static String name(String name) {
		StringBuilder printable = new StringBuilder(LONGEST_NAME);
		for (int i = 0; i < name.length() && printable.length() < LONGEST_NAME; i++) {
			char c = name.charAt(i);
			if (Character.isLowSurrogate(c) && i > 0 && Character.isHighSurrogate(name.charAt(i - 1))) {
				continue;
			}
			printable.append((c < ' ' || c > '~' || c == '\'' || c == '\\') ? '?' : c);
		}
		return printable.toString();
	}

	/**
	 * A name that also says which script is being applied.
	 */
	static String name(String instance, String script) {
		return name(instance + SCRIPT_FOLLOWS + script);
	}

	/**
	 * Reads such a name, of which the end may be cut off.
	 * @param process the server's number of the session
	 * @param name what the session calls itself; null or empty if it does not say
	 */
	static MigrationLock.Holder holder(long process, @Nullable String name) {
		if (name == null || name.isEmpty()) {
			return new MigrationLock.Holder(process, "server process " + process, null);
		}
		int end = name.indexOf(SCRIPT_FOLLOWS);
		return (end < 0) ? new MigrationLock.Holder(process, name, null) : new MigrationLock.Holder(process,
				name.substring(0, end), name.substring(end + SCRIPT_FOLLOWS.length()));
	}

	/**
	 * Restores what was set before.
	 */
	void restore(Connection connection) throws SQLException {
		String sql = "SELECT set_config(?, ?, false)" + ", set_config(?, ?, false)".repeat(this.previous.size() - 1);
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			set(statement, 1);
			statement.execute();
		}
	}

	private void set(PreparedStatement statement, int first) throws SQLException {
		int next = first;
		for (Map.Entry<String, String> setting : this.previous.entrySet()) {
			statement.setString(next++, setting.getKey());
			statement.setString(next++, setting.getValue());
		}
	}

	/**
	 * Restores what was set before, in the trip of a question.
	 * @param question query for one boolean, with the lock's key as its parameter
	 * @return the answer
	 */
	boolean restore(Connection connection, String question, long key) throws SQLException {
		String sql = question + ", set_config(?, ?, false)".repeat(this.previous.size());
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setLong(1, key);
			set(statement, 2);
			try (ResultSet row = statement.executeQuery()) {
				return row.next() && row.getBoolean(1);
			}
		}
	}

}
