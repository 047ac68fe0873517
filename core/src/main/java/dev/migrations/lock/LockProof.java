package dev.migrations.lock;

import java.sql.Connection;
import java.sql.SQLException;

import dev.migrations.model.MigrationLockException;

/**
 * Proves a lock right after it was acquired: a second connection must fail to get it.
 * Where it succeeds, something in between shares sessions, or the server only pretends to
 * have such locks.
 */
final class LockProof {

	private LockProof() {
	}

	static void require(ConnectionSource connections, Attempt attempt) throws SQLException {
		try (Connection second = connections.openWithoutWaiting()) {
			if (second != null && attempt.acquires(second)) {
				throw new MigrationLockException(
						"The migration lock keeps nobody out: a second connection got it too. Nothing was changed.",
						"Connect to the server directly, not through a pooler in transaction mode: set "
								+ "migrations.url to the server's own address.");
			}
		}
	}

	/**
	 * Attempt to get the lock on the second connection, and to release it at once.
	 */
	@FunctionalInterface
	interface Attempt {

		boolean acquires(Connection second) throws SQLException;

	}

}
