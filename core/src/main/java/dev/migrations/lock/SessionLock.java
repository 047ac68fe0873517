package dev.migrations.lock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import dev.migrations.model.MigrationLockException;
import org.jspecify.annotations.Nullable;

/**
 * Lock that a server keeps for a session until the session releases it or ends.
 * <ol>
 * <li>It is polled: no attempt waits inside the server.</li>
 * <li>It is proven right after that, where a second connection is to be had, which must
 * fail to get it. Where it succeeds, something in between shares sessions, or the server
 * only pretends to have such locks.</li>
 * <li>Releasing it checks the answer: anything but yes means that the lock was lost.</li>
 * </ol>
 */
abstract class SessionLock implements LockWait.Attempt<SQLException> {

	private final Connection connection;

	private final Object key;

	private final String tryLock;

	private final String unlock;

	/**
	 * Creates one.
	 * @param connection the session
	 * @param key what the server knows the lock by
	 * @param tryLock query that takes the lock of a key, unless somebody has it, and says
	 * whether it did
	 * @param unlock query that releases it, and says whether the session had it
	 */
	SessionLock(Connection connection, Object key, String tryLock, String unlock) {
		this.connection = connection;
		this.key = key;
		this.tryLock = tryLock;
		this.unlock = unlock;
	}

	/**
	 * Acquires it.
	 * @param waiting how to wait for it
	 * @param connections opens the second connection
	 * @return whether it had to be waited for
	 */
	final boolean acquire(LockWait waiting, ConnectionSource connections) throws SQLException {
		boolean waited = waiting.until("the migration lock", this);
		try (Connection second = connections.openWithoutWaiting()) {
			requireRefused(second);
		}
		catch (MigrationLockException ex) {
			release();
			throw ex;
		}
		return waited;
	}

	private void requireRefused(@Nullable Connection second) throws SQLException {
		if (second != null && says(second, this.tryLock)) {
			says(second, this.unlock);
			throw new MigrationLockException(
					"The migration lock keeps nobody out: a second connection got it too. Nothing was changed.",
					"Connect to the server directly, not through a pooler in transaction mode: set "
							+ "migrations.url to the server's own address.");
		}
	}

	@Override
	public final boolean succeeds() throws SQLException {
		return says(this.connection, this.tryLock);
	}

	/**
	 * Who is in the way.
	 */
	@Override
	public abstract String holder() throws SQLException;

	/**
	 * Releases it.
	 * @return false if it was lost before
	 */
	final boolean release() throws SQLException {
		return says(this.connection, this.unlock);
	}

	private boolean says(Connection session, String question) throws SQLException {
		try (PreparedStatement statement = session.prepareStatement(question)) {
			statement.setObject(1, this.key);
			try (ResultSet row = statement.executeQuery()) {
				return row.next() && row.getBoolean(1);
			}
		}
	}

	/**
	 * Makes sure that it was not lost.
	 * @param released what releasing it said
	 * @param action what to do if it was
	 */
	static void requireReleased(boolean released, String action) {
		if (!released) {
			throw new MigrationLockException(
					"The migration lock was lost: this session no longer held it when it was "
							+ "released. What was applied is in force and in the history, each migration once.",
					action);
		}
	}

}
