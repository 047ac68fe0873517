package dev.migrations.session;

import java.sql.Connection;
import java.sql.SQLException;

import dev.migrations.lock.LockWait;
import dev.migrations.lock.MigrationLock;
import dev.migrations.model.InvalidSettingsException;
import dev.migrations.model.MigrationLockException;

/**
 * Lock that a working connection has acquired. Where acquiring or releasing it fails, the
 * session is ended, because it may hold the lock: in a pool it would keep everybody else
 * out.
 *
 * @param held the lock itself
 * @param connection the connection
 */
record GuardedLock(MigrationLock.Held held, WorkingConnection connection) implements MigrationLock.Held {

	/**
	 * Acquires a lock. The session is prepared for writing, before that if the lock is in
	 * the schema that is migrated.
	 */
	static MigrationLock.Held acquire(WorkingConnection connection, MigrationLock lock, LockWait waiting)
			throws SQLException {
		try {
			if (lock.isInSchema(connection.jdbc())) {
				connection.prepare();
			}
			GuardedLock guarded = new GuardedLock(lock.acquire(connection.jdbc(), waiting), connection);
			guarded.prepareSession();
			connection.lockTransactions(guarded.endsWithTransaction() ? guarded.held : null);
			return guarded;
		}
		catch (Throwable ex) {
			if (!isRefused(ex)) {
				connection.abort(ex);
			}
			throw ex;
		}
	}

	/**
	 * Whether the lock was not acquired, and the session is as it was.
	 */
	private static boolean isRefused(Throwable failure) {
		return failure instanceof MigrationLockException || failure instanceof InvalidSettingsException;
	}

	/**
	 * What belongs to a session must not be set behind a pooler, where the next
	 * transaction may have another one.
	 */
	private void prepareSession() throws SQLException {
		try {
			if (!this.connection.isPrepared() && endsWithTransaction() && this.connection.hasOwnSchema()) {
				throw new InvalidSettingsException(
						"migrations.schema is set, and between the application and PostgreSQL stands a pooler, such as "
								+ "PgBouncer, that may give each transaction another session. Nothing was changed.",
						"Set migrations.url to the server's own address, and leave the application's as it is; or let "
								+ "the user of the database have that schema by ALTER ROLE … SET search_path.");
			}
			this.connection.prepare();
		}
		catch (Throwable ex) {
			try {
				close();
			}
			catch (SQLException | RuntimeException | Error releasing) {
				ex.addSuppressed(releasing);
			}
			throw ex;
		}
	}

	@Override
	public boolean waited() {
		return this.held.waited();
	}

	@Override
	public String condition() {
		return this.held.condition();
	}

	@Override
	public String name(String script) {
		return this.held.name(script);
	}

	@Override
	public String naming(String name) {
		return this.held.naming(name);
	}

	@Override
	public MigrationLock.AcrossCommits acrossCommits(String script) throws SQLException {
		return this.held.acrossCommits(script);
	}

	@Override
	public boolean endsWithTransaction() {
		return this.held.endsWithTransaction();
	}

	@Override
	public boolean lockTransaction(Connection transaction) throws SQLException {
		return this.held.lockTransaction(transaction);
	}

	@Override
	public long process() {
		return this.held.process();
	}

	@Override
	public void close() throws SQLException {
		this.connection.lockTransactions(null);
		try {
			this.held.close();
		}
		catch (Throwable ex) {
			this.connection.abort(ex);
			throw ex;
		}
	}

}
