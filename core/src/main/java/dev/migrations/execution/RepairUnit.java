package dev.migrations.execution;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import dev.migrations.dialect.ParameterizedSql;
import dev.migrations.history.RunContext;
import dev.migrations.lock.LockWait;
import dev.migrations.lock.MigrationLock;
import dev.migrations.model.AppliedMigration;
import dev.migrations.model.AuditEntry;
import dev.migrations.model.Direction;
import dev.migrations.model.HistoryState;
import dev.migrations.model.MigrationHistoryException;
import dev.migrations.model.RepairAction;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.script.FramedStatement;
import dev.migrations.session.WorkingConnection;

/**
 * Repairs the history: makes exactly the changes of a plan, in one transaction.
 */
public final class RepairUnit {

	private final WorkingConnection connection;

	private final String historyTable;

	private final RunContext context;

	private final ScriptOpener scripts;

	/**
	 * Creates a unit.
	 * @param connection the connection that it works on
	 * @param historyTable name of the history table
	 * @param context who runs
	 * @param scripts opens the scripts
	 */
	public RepairUnit(WorkingConnection connection, String historyTable, RunContext context, ScriptOpener scripts) {
		this.connection = connection;
		this.historyTable = historyTable;
		this.context = context;
		this.scripts = scripts;
	}

	/**
	 * Makes the changes of a plan, all or none.
	 * @param lock the lock of the database
	 * @param waiting how long to wait for it
	 * @param actions the changes
	 * @throws MigrationHistoryException if a row is no longer as it was planned
	 * @throws SQLException if the database fails
	 * @throws IOException if a script cannot be read
	 */
	public void repair(MigrationLock lock, LockWait waiting, List<RepairAction> actions)
			throws SQLException, IOException {
		if (actions.isEmpty()) {
			return;
		}
		try (MigrationLock.Held held = this.connection.acquire(lock, waiting);
				LockedRun run = LockedRun.of(this.connection, held, this.historyTable, this.context)) {
			repair(run, actions);
		}
	}

	private void repair(LockedRun run, List<RepairAction> actions) throws SQLException, IOException {
		boolean unfinished = actions.stream().anyMatch((action) -> action.row().state() != HistoryState.APPLIED);
		try (MigrationLock.AcrossCommits others = unfinished ? run.lock().acrossCommits("repair")
				: MigrationLock.AcrossCommits.NOT_NEEDED) {
			boolean journaled = run.journal().exists(this.connection.jdbc());
			run.writer().prepare(run.reader().read(this.connection.jdbc()));
			run.prepareAudit(this.connection);
			this.connection.begin("");
			try {
				List<AppliedMigration> rows = run.reader().read(this.connection.jdbc()).migrations();
				for (RepairAction action : actions) {
					if (!rows.contains(action.row())) {
						throw new MigrationHistoryException(
								"The row of " + action.row().key()
										+ " has changed since the repair was planned. Nothing was repaired.",
								"Plan the repair again.");
					}
					apply(run, action, journaled);
					run.audit(this.connection, AuditEntry.Action.REPAIR, action.row().key(), action.description());
				}
				this.connection.commit();
			}
			catch (Throwable ex) {
				this.connection.rollback(ex);
				throw ex;
			}
		}
	}

	private void apply(LockedRun run, RepairAction action, boolean journaled) throws SQLException, IOException {
		Connection jdbc = this.connection.jdbc();
		ResolvedMigration file = action.file();
		Journal journal = run.journal()
			.towards((action.row().state() == HistoryState.UNDOING) ? Direction.DOWN : Direction.UP);
		switch (action.kind()) {
			case FORGET -> {
				run.writer().forget(action.row());
				if (journaled) {
					journal.deleteAll(action.row().key());
				}
			}
			case FORGET_DELETED -> run.writer().forget(action.row());
			case ADOPT_CHECKSUM -> {
				if (file != null) {
					run.writer().adopt(file, action.row());
				}
			}
			case SEND_AGAIN -> {
				if (journaled) {
					journal.deleteIntent(jdbc, action.row().key());
				}
			}
			case ACCEPT_STEPS -> {
				if (file != null && journaled) {
					accept(journal, file);
				}
			}
			case MARK_APPLIED, MARK_UNDONE -> {
				run.writer()
					.settleUndo(action.row(), (action.kind() == RepairAction.Kind.MARK_APPLIED) ? HistoryState.APPLIED
							: HistoryState.UNDONE);
				if (journaled) {
					journal.deleteAll(action.row().key());
				}
			}
		}
	}

	/**
	 * Replaces the steps by one that stands for all statements up to the last of them.
	 */
	private void accept(Journal journal, ResolvedMigration file) throws SQLException, IOException {
		Connection jdbc = this.connection.jdbc();
		List<JournalStep> steps = journal.read(jdbc, file.key());
		int through = steps.isEmpty() ? 0 : steps.get(steps.size() - 1).number();
		PrefixHash prefix = new PrefixHash();
		int last = 0;
		try (OpenScript script = this.scripts.open(file)) {
			for (FramedStatement next = script.next(); next != null
					&& next.statement().number() <= through; next = script.next()) {
				prefix.add(next.statement());
				last = next.statement().number();
			}
		}
		journal.deleteAll(file.key());
		if (last > 0) {
			journal.insert(file.key(), new JournalStep(last, prefix.lastStatement(), prefix.value(),
					JournalStep.State.DONE, null, "ACCEPTED"), ParameterizedSql.of("NULL"));
		}
	}

}
