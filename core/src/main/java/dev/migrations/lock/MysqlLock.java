package dev.migrations.lock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.OwnTables;
import dev.migrations.model.StatementLimits;
import org.jspecify.annotations.Nullable;

/**
 * Named lock of MariaDB and MySQL, on the session that executes the statements.
 * <ol>
 * <li>The name holds a digest of the schema in which the history is and of the name of
 * its table, because it is known to the whole server and at most 64 characters long. Both
 * are in lower case, because it depends on the server whether their case counts. Where it
 * does, names that differ in nothing else share a lock.</li>
 * <li>{@code GET_LOCK} is polled without waiting inside the server.</li>
 * <li>It is proven by a second connection, where one is to be had.</li>
 * <li>While it is held, the session has limits of its own.</li>
 * <li>Releasing it checks the answer: anything but 1 means that the lock was lost.</li>
 * </ol>
 */
final class MysqlLock implements MigrationLock {

	private static final String HOLDER = """
			SELECT p.id, p.user, p.host, p.command, p.time FROM information_schema.processlist p
			WHERE p.id = IS_USED_LOCK(?)""";

	private static final String HOLDER_PROCESS = "SELECT IS_USED_LOCK(?)";

	private final Dialect dialect;

	private final StatementLimits limits;

	private final OwnTables tables;

	private final ConnectionSource connections;

	MysqlLock(Dialect dialect, OwnTables tables, StatementLimits limits, ConnectionSource connections) {
		this.dialect = dialect;
		this.tables = tables;
		this.limits = limits;
		this.connections = connections;
	}

	@Override
	public Held acquire(Connection connection, LockWait waiting) throws SQLException {
		String name = name(connection);
		SessionLock lock = new SessionLock(connection, name, "SELECT GET_LOCK(?, 0)", "SELECT RELEASE_LOCK(?)") {

			@Override
			public String holder() throws SQLException {
				return holderOf(connection, name) + RunningScript.in(connection, MysqlLock.this.tables);
			}

		};
		boolean waited = lock.acquire(waiting, this.connections);
		MysqlSession session = MysqlSession.prepare(connection, this.dialect.sessionLimits(), this.limits);
		return new Held() {

			@Override
			public boolean waited() {
				return waited;
			}

			@Override
			public String condition() {
				return "IS_USED_LOCK('" + name + "') = CONNECTION_ID()";
			}

			@Override
			public long process() {
				return session.process();
			}

			@Override
			public void close() throws SQLException {
				SessionLock.requireReleased(lock.release(),
						"Let nothing between the application and the server change sessions, such as a proxy that "
								+ "shares them or a driver that reconnects. Then start again.");
				session.restore(connection);
			}

		};
	}

	@Override
	public @Nullable Holder holder(Connection connection) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(HOLDER_PROCESS)) {
			statement.setString(1, name(connection));
			try (ResultSet row = statement.executeQuery()) {
				row.next();
				long process = row.getLong(1);
				return row.wasNull() ? null : new Holder(process, "connection " + process, null);
			}
		}
	}

	private String name(Connection connection) throws SQLException {
		String schema = this.dialect.catalog().ownSchema(connection, this.tables);
		String history = (schema + "|" + this.tables.prefix()).toLowerCase(Locale.ROOT);
		return "migrations:" + Long.toHexString(LockKey.of(history));
	}

	private static String holderOf(Connection connection, String name) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(HOLDER)) {
			statement.setString(1, name);
			try (ResultSet row = statement.executeQuery()) {
				return row.next() ? "connection " + row.getLong(1) + " of " + row.getString(2) + " from "
						+ row.getString(3) + " (" + row.getString(4) + " for " + row.getLong(5) + " s)"
						: "another instance";
			}
		}
	}

}
