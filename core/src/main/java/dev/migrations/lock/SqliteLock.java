package dev.migrations.lock;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * SQLite needs no lock of a run: each unit begins with {@code BEGIN IMMEDIATE}, which
 * waits for every other writer, and reads the history again inside. A script that commits
 * more than once is kept together by a lock of its own.
 */
final class SqliteLock implements MigrationLock {

	private final String instance;

	SqliteLock(String instance) {
		this.instance = instance;
	}

	@Override
	public Held acquire(Connection connection, LockWait waiting) {
		return new Held() {

			@Override
			public AcrossCommits acrossCommits(String script) throws SQLException {
				AcrossCommits lock = SqliteScriptLock.acquire(connection, waiting,
						SqliteLock.this.instance + ": " + script);
				return (lock != null) ? lock : AcrossCommits.NOT_NEEDED;
			}

			@Override
			public void close() {
			}

		};
	}

}
