package dev.migrations.lock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import dev.migrations.model.MigrationLockException;
import dev.migrations.model.StatementLimits;
import org.postgresql.PGConnection;

/**
 * Lock of PostgreSQL behind a pooler, such as PgBouncer in transaction mode, which may
 * give every transaction another session.
 * <ol>
 * <li>A lock or a setting of the session would stay with a session that others get. So
 * nothing of the kind is used: limits and lock belong to the transaction.</li>
 * <li>Each transaction takes the lock first; where it is not free, the transaction is
 * ended before it is tried again. Then it reads the history again.</li>
 * <li>A script that commits before its end is refused: between its transactions another
 * instance could go on with it.</li>
 * <li>The driver prepares no statement on the server, where another session would not
 * know it.</li>
 * </ol>
 */
final class PooledPostgresLock implements MigrationLock.Held {

	private static final String LOCK_TRANSACTION = """
			SELECT set_config('lock_timeout', ?, true), set_config('statement_timeout', ?, true),
				set_config('idle_in_transaction_session_timeout', '0', true),
				(SELECT set_config(name, '0', true) FROM pg_catalog.pg_settings WHERE name = 'transaction_timeout'),
				pg_catalog.pg_try_advisory_xact_lock(?)""";

	private final PGConnection connection;

	private final int prepareThreshold;

	private final long key;

	private final String condition;

	private final StatementLimits limits;

	/**
	 * Prepares the driver.
	 * @param connection the connection
	 * @param key the lock's key
	 * @param condition condition that holds in the transaction that has the lock
	 * @param limits how long statements may wait and take
	 */
	PooledPostgresLock(Connection connection, long key, String condition, StatementLimits limits) throws SQLException {
		this.connection = connection.unwrap(PGConnection.class);
		this.prepareThreshold = this.connection.getPrepareThreshold();
		this.connection.setPrepareThreshold(0);
		this.key = key;
		this.condition = condition;
		this.limits = limits;
	}

	@Override
	public String condition() {
		return this.condition;
	}

	@Override
	public boolean endsWithTransaction() {
		return true;
	}

	@Override
	public boolean lockTransaction(Connection connection) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(LOCK_TRANSACTION)) {
			statement.setString(1, String.valueOf(this.limits.lockTimeout().toMillis()));
			statement.setString(2, String.valueOf(this.limits.timeout().toMillis()));
			statement.setLong(3, this.key);
			try (ResultSet row = statement.executeQuery()) {
				return row.next() && row.getBoolean(5);
			}
		}
	}

	@Override
	public MigrationLock.AcrossCommits acrossCommits(String script) {
		throw new MigrationLockException(script
				+ " commits before its end, or holds statements that cannot be in a transaction, and between the "
				+ "application and PostgreSQL stands a pooler, such as PgBouncer, that may give each "
				+ "transaction another session. Nothing of this script was sent.",
				"Set migrations.url to the server's own address, and leave the application's as it is. Or put these "
						+ "statements into a script of their own and apply it from where the server can be reached.");
	}

	@Override
	public void close() {
		this.connection.setPrepareThreshold(this.prepareThreshold);
	}

}
