package dev.migrations.execution;

import java.sql.SQLException;
import java.util.Objects;

import dev.migrations.history.History;
import dev.migrations.history.RunContext;
import dev.migrations.lock.LockWait;
import dev.migrations.lock.MigrationLock;
import dev.migrations.model.AppliedMigration;
import dev.migrations.model.AuditEntry;
import dev.migrations.model.HistoryState;
import dev.migrations.model.MigrationHistoryException;
import dev.migrations.model.MigrationKey;
import dev.migrations.model.MigrationType;
import dev.migrations.model.Version;
import dev.migrations.session.WorkingConnection;
import org.jspecify.annotations.Nullable;

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
		require(lock, waiting, version, false);
	}

	/**
	 * Records the baseline in place of one that was only recorded, at a version that
	 * nothing tells to be the wrong one but whoever knows the schema.
	 * @param lock the lock of the database
	 * @param waiting how long to wait for it
	 * @param version the version, below everything that was applied since
	 * @throws MigrationHistoryException if there is no such baseline in a history that is
	 * not empty, or the new one would stand for what was applied since
	 * @throws SQLException if the database fails
	 */
	public void replace(MigrationLock lock, LockWait waiting, Version version) throws SQLException {
		require(lock, waiting, version, true);
	}

	/**
	 * Records the baseline if the history is empty.
	 * @param lock the lock of the database
	 * @param waiting how long to wait for it
	 * @param version the version
	 * @throws SQLException if the database fails
	 */
	public void recordIfEmpty(MigrationLock lock, LockWait waiting, Version version) throws SQLException {
		try (MigrationLock.Held held = this.connection.acquire(lock, waiting);
				LockedRun run = LockedRun.of(this.connection, held, this.historyTable, this.context)) {
			write(run, version, false);
		}
	}

	private void require(MigrationLock lock, LockWait waiting, Version version, boolean replaces) throws SQLException {
		try (MigrationLock.Held held = this.connection.acquire(lock, waiting);
				LockedRun run = LockedRun.of(this.connection, held, this.historyTable, this.context)) {
			if (!write(run, version, replaces)) {
				requireBaselinedAt(run.reader().read(this.connection.jdbc()), version);
			}
		}
	}

	private boolean write(LockedRun run, Version version, boolean replaces) throws SQLException {
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
			AppliedMigration replaced = replaces ? recorded(history) : null;
			boolean writes = history.migrations().isEmpty()
					|| (replaced != null && !Objects.equals(replaced.version(), version));
			if (writes) {
				if (transactional) {
					run.writer().prepare(history);
				}
				if (replaced != null) {
					requireBelowApplied(history, version);
					run.writer().forget(replaced);
				}
				run.writer().baseline(version);
				run.audit(this.connection, AuditEntry.Action.BASELINE, MigrationKey.baseline(version),
						"Taken to be built up to version " + version
								+ ((replaced != null) ? ", in place of " + replaced.version() : "") + ".");
			}
			this.connection.commit();
			return writes;
		}
		catch (Throwable ex) {
			this.connection.rollback(ex);
			throw ex;
		}
	}

	/**
	 * The baseline that was only recorded. What a script of a baseline has built is not
	 * settled by a number.
	 */
	private static @Nullable AppliedMigration recorded(History history) {
		return history.migrations()
			.stream()
			.filter((row) -> row.type() == MigrationType.BASELINE && row.state() == HistoryState.BASELINE
					&& row.checksum() == null)
			.findFirst()
			.orElse(null);
	}

	private static void requireBelowApplied(History history, Version version) {
		for (AppliedMigration row : history.migrations()) {
			if (row.type() == MigrationType.VERSIONED && row.state() != HistoryState.UNDONE && row.version() != null
					&& row.version().compareTo(version) <= 0) {
				throw new MigrationHistoryException(
						row.script() + " is " + row.state()
								+ " since the schema was baselined, and a baseline at version " + version
								+ " would stand for it. Nothing was changed.",
						"A baseline is below everything that was applied after it: name a version below "
								+ row.version() + ".");
			}
		}
	}

	private static void requireBaselinedAt(History history, Version version) {
		boolean baselined = history.migrations()
			.stream()
			.filter((row) -> row.type() == MigrationType.BASELINE && row.state() == HistoryState.BASELINE)
			.anyMatch((row) -> Objects.equals(row.version(), version));
		if (!baselined) {
			AppliedMigration recorded = recorded(history);
			throw new MigrationHistoryException(
					"The history is not empty, so it cannot be baselined at version " + version + ".",
					"A baseline is for a schema that was built before this tool came. "
							+ ((recorded != null) ? "It was baselined at version " + recorded.version()
									+ " already; if that was a mistake, correct it with: migrations baseline " + version
									+ " --replace" : "Look at the status for what is recorded."));
		}
	}

}
