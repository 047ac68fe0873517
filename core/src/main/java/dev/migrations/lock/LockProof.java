package dev.migrations.lock;

import java.sql.Connection;
import java.sql.SQLException;

import dev.migrations.model.MigrationLockException;

/**
 * Proves a lock right after it was acquired: a second connection must fail to get it.
 * Where it succeeds, something in between shares sessions, or the server only pretends to
 * have such locks.
 */
abstract class LockProof {

	/**
	 * Makes sure that nobody else gets the lock.
	 * @param connections opens the second connection
	 */
	final void require(ConnectionSource connections) throws SQLException {
		try (Connection second = connections.openWithoutWaiting()) {
			if (second != null && acquires(second)) {
				throw new MigrationLockException(
						"The migration lock keeps nobody out: a second connection got it too. Nothing was changed.",
						"Connect to the server directly, not through a pooler in transaction mode: set "
								+ "migrations.url to the server's own address.");
			}
		}
	}

	/**
	 * Tries to get the lock on the second connection, and releases it at once.
	 */
	abstract boolean acquires(Connection second) throws SQLException;

}
