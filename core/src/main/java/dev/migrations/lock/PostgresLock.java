package dev.migrations.lock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import dev.migrations.dialect.Catalog;
import dev.migrations.dialect.OwnTables;
import dev.migrations.model.InvalidSettingsException;
import dev.migrations.model.MigrationLockException;
import dev.migrations.model.StatementLimits;
import org.jspecify.annotations.Nullable;

/**
 * Session advisory lock of PostgreSQL, on the session that executes the statements.
 * <ol>
 * <li>The key is made of the schema in which the history is, or would be created, and the
 * name of its table, both as the catalog has them, however this session finds them.</li>
 * <li>Behind a pooler the lock is one of each transaction, see
 * {@link PooledPostgresLock}.</li>
 * <li>It is polled in autocommit: a waiter holds no snapshot, for which a
 * {@code CREATE INDEX CONCURRENTLY} of the holder would wait in turn.</li>
 * <li>The session names itself and the script that it applies, so that a waiter can tell
 * who holds the lock.</li>
 * <li>It is proven by a second connection, where one is to be had.</li>
 * <li>Releasing it checks the answer: false means that the lock was lost.</li>
 * </ol>
 */
final class PostgresLock implements MigrationLock {

	private static final String HELD = """
			EXISTS (SELECT 1 FROM pg_catalog.pg_locks
				WHERE locktype = 'advisory' AND granted AND pid = pg_backend_pid() AND objsubid = 1
				AND database =\s""";

	private static final String HOLDER = """
			SELECT a.application_name, a.pid, a.client_addr, a.state,
			       to_char(a.state_change AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
			FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
			WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
			AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
			AND l.classid::bigint = ? AND l.objid::bigint = ?""";

	private static final String UNLOCK = "SELECT pg_catalog.pg_advisory_unlock(?)";

	private final OwnTables tables;

	private final String instance;

	private final StatementLimits limits;

	private final ConnectionSource connections;

	PostgresLock(OwnTables tables, String instance, StatementLimits limits, ConnectionSource connections) {
		this.tables = tables;
		this.instance = instance;
		this.limits = limits;
		this.connections = connections;
	}

	@Override
	public boolean isInSchema(Connection connection) {
		return false;
	}

	@Override
	public Held acquire(Connection connection, LockWait waiting) throws SQLException {
		Place place = Place.of(connection, this.tables);
		place.requireSchema();
		PostgresSession session = PostgresSession.prepare(connection, this.instance, this.limits);
		long key = place.key();
		String held = HELD + place.database() + " AND classid::bigint = " + (key >>> 32) + " AND objid::bigint = "
				+ (key & 0xffffffffL) + ")";
		if (session == null) {
			return new PooledPostgresLock(connection, key, held, this.limits);
		}
		boolean waited;
		try {
			waited = new SessionLock(connection, key, "SELECT pg_catalog.pg_try_advisory_lock(?)", UNLOCK) {

				@Override
				public String holder() throws SQLException {
					return holderOf(connection, key);
				}

			}.acquire(waiting, this.connections);
		}
		catch (MigrationLockException ex) {
			session.restore(connection);
			throw ex;
		}
		return new Held() {

			@Override
			public boolean waited() {
				return waited;
			}

			@Override
			public String condition() {
				return held;
			}

			@Override
			public String name(String script) {
				return PostgresSession.name(PostgresLock.this.instance, script);
			}

			@Override
			public String naming(String name) {
				return "set_config('application_name', " + name + ", false) IS NOT NULL";
			}

			@Override
			public long process() {
				return session.process();
			}

			@Override
			public void close() throws SQLException {
				SessionLock.requireReleased(session.restore(connection, UNLOCK, key),
						"If a script has released it, as DISCARD ALL and pg_advisory_unlock_all() do, take that out of the "
								+ "next one and start again. Otherwise connect to PostgreSQL directly, not through a "
								+ "pooler in transaction mode: set migrations.url to the server's own address. Then start "
								+ "again.");
			}

		};
	}

	@Override
	public @Nullable Holder holder(Connection connection) throws SQLException {
		long key = Place.of(connection, this.tables).key();
		try (PreparedStatement statement = connection.prepareStatement(HOLDER)) {
			statement.setLong(1, key >>> 32);
			statement.setLong(2, key & 0xffffffffL);
			try (ResultSet row = statement.executeQuery()) {
				return row.next() ? PostgresSession.holder(row.getLong(2), row.getString(1)) : null;
			}
		}
	}

	private static String holderOf(Connection connection, long key) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(HOLDER)) {
			statement.setLong(1, key >>> 32);
			statement.setLong(2, key & 0xffffffffL);
			try (ResultSet row = statement.executeQuery()) {
				if (!row.next()) {
					return "another instance";
				}
				String address = row.getString(3);
				return "'" + row.getString(1) + "' (server process " + row.getLong(2)
						+ ((address != null) ? ", from " + address : "") + ", " + row.getString(4) + " since "
						+ row.getString(5) + ")";
			}
		}
	}

	/**
	 * Where the lock is.
	 *
	 * @param schema the schema of the history; empty if there is none
	 * @param key its key in the database
	 * @param database the server's number of the database, which it need not look up
	 * again whenever the lock is asked for
	 * @param searched the schemas that the session looks in
	 */
	private record Place(String schema, long key, long database, String searched) {

		static Place of(Connection connection, OwnTables tables) throws SQLException {
			String sql = "SELECT coalesce(" + Catalog.postgresOwnSchema(tables)
					+ ", ''), (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database()), "
					+ "current_setting('search_path')";
			try (PreparedStatement statement = connection.prepareStatement(sql);
					ResultSet row = statement.executeQuery()) {
				row.next();
				String schema = row.getString(1);
				return new Place(schema, LockKey.of("migrations|" + schema + "|" + tables.prefix()) >>> 1,
						row.getLong(2), row.getString(3));
			}
		}

		/**
		 * Makes sure that there is a schema: one that somebody else creates meanwhile
		 * would have another lock.
		 */
		void requireSchema() {
			if (this.schema.isEmpty()) {
				throw new InvalidSettingsException(
						"There is no schema to migrate: none of those in which the session looks, search_path '"
								+ this.searched + "', exists. Nothing was changed.",
						"Create it, or correct it in the URL (currentSchema), in the pool "
								+ "(spring.datasource.hikari.schema), or at the user of the database. Or set "
								+ "migrations.schema, and migrations.create-schema=true.");
			}
		}

	}

}
