package dev.migrations.lock;

import java.sql.DriverManager;
import java.time.Duration;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.StatementLimits;

/**
 * Locks for tests.
 */
final class LockKit {

	static final StatementLimits LIMITS = new StatementLimits(Duration.ZERO, 0, Duration.ZERO);

	private LockKit() {
	}

	static MigrationLock lock(Vendor vendor, String instance, String url) {
		return lockOf("migration_history", vendor, instance, url);
	}

	static MigrationLock lockOf(String historyTable, Vendor vendor, String instance, String url) {
		return MigrationLocks.of(Dialect.of(vendor), historyTable, instance, LIMITS,
				() -> DriverManager.getConnection(url));
	}

	static LockWait atMost(Duration timeout) {
		return new LockWait(timeout, (message) -> {
		});
	}

}
