package dev.migrations.execution;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.OwnTables;
import dev.migrations.history.OwnStatements;
import dev.migrations.history.RunContext;
import dev.migrations.lock.LockWait;
import dev.migrations.lock.MigrationLock;
import dev.migrations.model.AppliedMigration;
import dev.migrations.model.AuditEntry;
import dev.migrations.model.Direction;
import dev.migrations.model.HistoryState;
import dev.migrations.model.InvalidSettingsException;
import dev.migrations.model.MigrationHistoryException;
import dev.migrations.model.RepairAction;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.session.WorkingConnection;
import org.jspecify.annotations.Nullable;

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
	 * Adds to a plan where scripts are resumed whose steps are accepted. Changes without
	 * steps are left out.
	 * @param planned the plan
	 * @param fromLine where the first statement begins that is not in force; null if the
	 * journal is to tell
	 * @return the plan
	 * @throws MigrationHistoryException if the journal does not tell it
	 * @throws InvalidSettingsException if the line does not tell it
	 * @throws SQLException if the database fails
	 * @throws IOException if a script cannot be read
	 */
	public List<RepairAction> resuming(List<RepairAction> planned, @Nullable Integer fromLine)
			throws SQLException, IOException {
		List<RepairAction> accepted = new ArrayList<>();
		for (RepairAction action : planned) {
			if (action.kind() == RepairAction.Kind.ACCEPT_STEPS) {
				accepted.add(action);
			}
		}
		if (accepted.isEmpty()) {
			return planned;
		}
		if (fromLine != null && accepted.size() > 1) {
			throw new InvalidSettingsException(
					"More than one script is unfinished, and line " + fromLine + " is one of a script: "
							+ accepted.stream().map((action) -> action.row().script()).collect(Collectors.joining(", "))
							+ ". Nothing was planned.",
					"Settle the others first.");
		}
		Dialect dialect = this.connection.dialect();
		Connection jdbc = this.connection.jdbc();
		Journal steps = new Journal(dialect, OwnTables.of(dialect, this.historyTable), "", "",
				new OwnStatements(jdbc, dialect));
		boolean journaled = steps.exists(jdbc);
		List<RepairAction> actions = new ArrayList<>();
		for (RepairAction action : planned) {
			ResolvedMigration file = action.file();
			if (action.kind() != RepairAction.Kind.ACCEPT_STEPS || file == null) {
				actions.add(action);
				continue;
			}
			List<JournalStep> recorded = journaled ? steps.towards(direction(action)).read(jdbc, file.key())
					: List.of();
			if (!recorded.isEmpty()) {
				actions.add(new AcceptedSteps(this.scripts).resuming(action, file, recorded, fromLine));
			}
		}
		return actions;
	}

	private static Direction direction(RepairAction action) {
		return (action.row().state() == HistoryState.UNDOING) ? Direction.DOWN : Direction.UP;
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
		Journal journal = run.journal().towards(direction(action));
		switch (action.kind()) {
			case FORGET -> {
				run.writer().forget(action.row());
				if (journaled) {
					journal.deleteAll(action.row().key());
				}
			}
			case FORGET_DELETED -> run.writer().forget(action.row());
			case ACCEPT_MISSING -> run.writer().retire(action.row());
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
				RepairAction.Resumption resumption = action.resumption();
				if (file == null || resumption == null) {
					throw new MigrationHistoryException("The repair does not say where " + action.row().script()
							+ " is to be resumed. Nothing was repaired.", "Plan the repair again.");
				}
				if (journaled) {
					accept(journal, file, resumption);
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
	 * Replaces the steps by one that stands for all statements that are accepted.
	 */
	private void accept(Journal journal, ResolvedMigration file, RepairAction.Resumption resumption)
			throws SQLException, IOException {
		List<JournalStep> accepted = new AcceptedSteps(this.scripts).accepted(file, resumption.done(),
				journal.read(this.connection.jdbc(), file.key()));
		journal.deleteAll(file.key());
		for (JournalStep step : accepted) {
			journal.settle(file.key(), step);
		}
	}

}
