package dev.migrations.lock;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.OwnTables;
import dev.migrations.model.StatementLimits;
import dev.migrations.model.UnsupportedDatabaseException;

/**
 * Chooses the lock of a database.
 */
public final class MigrationLocks {

	private MigrationLocks() {
	}

	/**
	 * The lock of a database.
	 * @param dialect the database
	 * @param historyTable name of the history table, which the lock belongs to
	 * @param instance who locks, as others are told
	 * @param limits how long statements may wait and take while it is held
	 * @param secondConnection opens a connection beside the working one
	 * @return the lock
	 */
	public static MigrationLock of(Dialect dialect, String historyTable, String instance, StatementLimits limits,
			ConnectionSource secondConnection) {
		return switch (dialect.vendor()) {
			case POSTGRESQL ->
				new PostgresLock(OwnTables.of(dialect, historyTable), instance, limits, secondConnection);
			case SQLITE -> new SqliteLock(instance);
			case H2 -> new H2Lock(dialect, historyTable, instance, secondConnection);
			case MARIADB, MYSQL ->
				new MysqlLock(dialect, OwnTables.of(dialect, historyTable), limits, secondConnection);
			case CLICKHOUSE -> throw new UnsupportedDatabaseException(
					"Migrations of " + dialect.vendor().id() + " are not supported.", "Use a database that is.");
		};
	}

}
