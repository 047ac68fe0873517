package dev.migrations.lock;

import java.sql.Connection;

/**
 * SQLite needs no lock of a run: each unit begins with {@code BEGIN IMMEDIATE}, which
 * waits for every other writer, and reads the history again inside.
 */
final class SqliteLock implements MigrationLock {

	@Override
	public Held acquire(Connection connection, LockWait waiting) {
		return () -> {
		};
	}

}
