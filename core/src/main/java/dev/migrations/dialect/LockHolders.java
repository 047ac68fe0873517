package dev.migrations.dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.migrations.model.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who is in the way of a statement that does not get its lock.
 */
public final class LockHolders {

	private static final String POSTGRES_COLUMNS = """
			SELECT DISTINCT a.pid, coalesce(nullif(a.application_name, ''), 'unnamed'), a.usename, a.client_addr, a.state,
				to_char(a.xact_start AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), a.query
			FROM pg_catalog.pg_stat_activity a
			""";

	private static final String MYSQL = """
			SELECT p.id, 'unnamed', p.user, p.host,
				CASE WHEN p.command = 'Sleep' THEN 'idle in transaction' ELSE 'active' END,
				DATE_FORMAT(COALESCE(CONVERT_TZ(t.trx_started, @@session.time_zone, '+00:00'),
					UTC_TIMESTAMP() - INTERVAL p.time SECOND), '%Y-%m-%dT%H:%i:%sZ'), p.info
			FROM information_schema.processlist p
			LEFT JOIN information_schema.innodb_trx t ON t.trx_mysql_thread_id = p.id
			WHERE p.id <> CONNECTION_ID() AND p.db = DATABASE()
			AND COALESCE(p.state, '') NOT LIKE 'Waiting for table metadata lock%'
			AND (t.trx_id IS NOT NULL OR (p.command = 'Query' AND p.time >= 1))
			ORDER BY p.time DESC""";

	private final Vendor vendor;

	private LockHolders(Vendor vendor) {
		this.vendor = vendor;
	}

	static LockHolders of(Vendor vendor) {
		return new LockHolders(vendor);
	}

	/**
	 * Who keeps a session waiting, exactly.
	 * @param connection another session
	 * @param process the server's number of the session that waits
	 * @return who; empty if nobody does, or this database does not tell
	 * @throws SQLException if it cannot be asked
	 */
	public List<LockHolder> blocking(Connection connection, long process) throws SQLException {
		if (this.vendor != Vendor.POSTGRESQL) {
			return List.of();
		}
		String sql = POSTGRES_COLUMNS + "WHERE a.pid = ANY(pg_catalog.pg_blocking_pids(?))";
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setInt(1, (int) process);
			return read(statement);
		}
	}

	/**
	 * Who may have kept a statement waiting that has given up by now: on PostgreSQL who
	 * holds locks of the tables that it names, or where it names none, who has a
	 * transaction open; on MariaDB and MySQL who has one open, or has been executing a
	 * statement for a while.
	 * @param connection the session, not in a transaction
	 * @param objects what the statement names
	 * @return who; empty if this database does not tell
	 * @throws SQLException if it cannot be asked
	 */
	public List<LockHolder> inTheWayOf(Connection connection, List<ObjectName> objects) throws SQLException {
		return switch (this.vendor) {
			case POSTGRESQL -> postgres(connection, objects);
			case MARIADB, MYSQL -> {
				try (PreparedStatement statement = connection.prepareStatement(MYSQL)) {
					yield read(statement);
				}
			}
			default -> List.of();
		};
	}

	private static List<LockHolder> postgres(Connection connection, List<ObjectName> objects) throws SQLException {
		List<String> names = new ArrayList<>();
		for (ObjectName object : objects) {
			names.addAll(RelationNames.of(object));
		}
		String others = "WHERE a.pid <> pg_backend_pid() AND a.datname = current_database() AND ";
		String sql = POSTGRES_COLUMNS + others
				+ (names.isEmpty() ? "a.xact_start IS NOT NULL AND a.backend_type = 'client backend'" : """
						EXISTS (SELECT 1 FROM pg_catalog.pg_locks l WHERE l.pid = a.pid AND l.granted
						AND l.relation IN (SELECT to_regclass(n) FROM unnest(?) n))""");
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			if (!names.isEmpty()) {
				statement.setArray(1, connection.createArrayOf("text", names.toArray()));
			}
			return read(statement);
		}
	}

	private static List<LockHolder> read(PreparedStatement statement) throws SQLException {
		List<LockHolder> holders = new ArrayList<>();
		try (ResultSet rows = statement.executeQuery()) {
			while (rows.next()) {
				holders.add(new LockHolder(rows.getLong(1), rows.getString(2), rows.getString(3), rows.getString(4),
						rows.getString(5), rows.getString(6), rows.getString(7)));
			}
		}
		return holders;
	}

	/**
	 * Session that holds a lock.
	 *
	 * @param process the server's number of the session
	 * @param application what the session calls itself
	 * @param user its user
	 * @param address where it comes from; null if that is not known
	 * @param state what it is doing; null if that is not known
	 * @param since when its transaction began, in UTC; null if that is not known
	 * @param query its statement, or the last one; null if that is not known
	 */
	public record LockHolder(long process, String application, @Nullable String user, @Nullable String address,
			@Nullable String state, @Nullable String since, @Nullable String query) {

		/**
		 * Who it is, in a few words.
		 * @return the words, without the query
		 */
		public String name() {
			StringBuilder name = new StringBuilder("server process ").append(this.process).append(" (");
			if (!this.application.equals("unnamed")) {
				name.append('\'').append(this.application).append("', ");
			}
			name.append((this.user != null) ? this.user : "unknown user");
			if (this.address != null) {
				name.append('@').append(this.address);
			}
			if (this.state != null) {
				name.append(", ").append(this.state);
			}
			if (this.since != null) {
				name.append(", in its transaction since ").append(this.since);
			}
			return name.append(')').toString();
		}

	}

}
