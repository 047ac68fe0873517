package dev.migrations.execution;

import java.sql.SQLException;
import java.util.Objects;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.Occupancy;
import dev.migrations.dialect.OwnTables;
import dev.migrations.history.History;
import dev.migrations.history.RunContext;
import dev.migrations.lock.LockWait;
import dev.migrations.lock.MigrationLock;
import dev.migrations.model.AuditEntry;
import dev.migrations.model.HistoryState;
import dev.migrations.model.MigrationHistoryException;
import dev.migrations.model.MigrationKey;
import dev.migrations.model.MigrationType;
import dev.migrations.model.Version;
import dev.migrations.session.WorkingConnection;

/**
 * Records that an existing schema is built up to a version.
 */
public final class BaselineUnit {

	private final WorkingConnection connection;

	private final String historyTable;

	private final RunContext context;

	/**
	 * Creates a unit.
	 * @param connection the connection that it works on
	 * @param historyTable name of the history table
	 * @param context who runs
	 */
	public BaselineUnit(WorkingConnection connection, String historyTable, RunContext context) {
		this.connection = connection;
		this.historyTable = historyTable;
		this.context = context;
	}

	/**
	 * Records the baseline. One of the same version that is there already is fine.
	 * @param lock the lock of the database
	 * @param waiting how long to wait for it
	 * @param version the version
	 * @throws MigrationHistoryException if the history holds anything else
	 * @throws SQLException if the database fails
	 */
	public void record(MigrationLock lock, LockWait waiting, Version version) throws SQLException {
		try (MigrationLock.Held held = this.connection.acquire(lock, waiting);
				LockedRun run = LockedRun.of(this.connection, held, this.historyTable, this.context)) {
			if (!write(run, version) && !isBaselinedAt(run.reader().read(this.connection.jdbc()), version)) {
				throw new MigrationHistoryException(
						"The history is not empty, so it cannot be baselined at version " + version + ".",
						"A baseline is for a schema that was built before this tool came. Look at the status for "
								+ "what is recorded.");
			}
		}
	}

	/**
	 * Records the baseline if the schema holds objects and the history is empty.
	 * @param lock the lock of the database
	 * @param waiting how long to wait for it
	 * @param version the version
	 * @throws SQLException if the database fails
	 */
	public void recordIfNew(MigrationLock lock, LockWait waiting, Version version) throws SQLException {
		if (hasObjects()) {
			try (MigrationLock.Held held = this.connection.acquire(lock, waiting);
					LockedRun run = LockedRun.of(this.connection, held, this.historyTable, this.context)) {
				write(run, version);
			}
		}
	}

	private boolean hasObjects() throws SQLException {
		Dialect dialect = this.connection.dialect();
		OwnTables own = OwnTables.of(dialect, this.historyTable);
		return dialect.catalog().occupancy(this.connection.jdbc(), own) == Occupancy.HERE;
	}

	private boolean write(LockedRun run, Version version) throws SQLException {
		boolean transactional = this.connection.dialect().transactionalDdl();
		History history = run.reader().read(this.connection.jdbc());
		if (!transactional) {
			run.writer().prepare(history);
			run.prepareAudit(this.connection);
		}
		this.connection.begin("");
		try {
			if (this.connection.lockEndsWithTransaction()) {
				history = this.connection.readSafely(run.reader()::read);
			}
			boolean empty = history.migrations().isEmpty();
			if (empty) {
				if (transactional) {
					run.writer().prepare(history);
				}
				run.writer().baseline(version);
				run.audit(this.connection, AuditEntry.Action.BASELINE, MigrationKey.baseline(version),
						"Taken to be built up to version " + version + ".");
			}
			this.connection.commit();
			return empty;
		}
		catch (Throwable ex) {
			this.connection.rollback(ex);
			throw ex;
		}
	}

	private static boolean isBaselinedAt(History history, Version version) {
		return history.migrations()
			.stream()
			.filter((row) -> row.type() == MigrationType.BASELINE && row.state() == HistoryState.BASELINE)
			.anyMatch((row) -> Objects.equals(row.version(), version));
	}

}
