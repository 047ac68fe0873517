package dev.migrations.execution;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.Occupancy;
import dev.migrations.dialect.OwnTables;
import dev.migrations.history.History;
import dev.migrations.history.HistoryReader;
import dev.migrations.history.HistoryWriter;
import dev.migrations.history.RunContext;
import dev.migrations.lock.MigrationLock;
import dev.migrations.model.Direction;
import dev.migrations.model.InvalidSettingsException;
import dev.migrations.model.MigrationHistoryException;
import dev.migrations.model.TransactionMode;
import dev.migrations.plan.PlannedMigration;
import dev.migrations.plan.Step;
import dev.migrations.session.CommitFailedException;
import dev.migrations.session.WorkingConnection;

/**
 * Applies everything that is due, or takes it back, while the lock is held.
 * <ol>
 * <li>Read the history again and plan: what was pending before the lock may be applied by
 * now.</li>
 * <li>Apply step by step. Where the history turns out to have changed since it was read,
 * read and plan again.</li>
 * <li>Behind a script that may have left something in the session that ends with it
 * alone, end: the rest is for another session.</li>
 * </ol>
 */
public final class MigrationRun {

	/**
	 * How often in a row the history may change before anything could be applied. Each
	 * time somebody else has applied something, so that this ends by itself; more would
	 * mean that the history cannot be trusted.
	 */
	private static final int MOST_CHANGES_IN_A_ROW = 1000;

	private final WorkingConnection connection;

	private final String historyTable;

	private final RunContext context;

	private final ScriptOpener scripts;

	private final RunConditions conditions;

	private final RunReports reports;

	/**
	 * Creates a run.
	 * @param connection the connection that it works on
	 * @param historyTable name of the history table
	 * @param context who runs
	 * @param scripts opens the scripts
	 * @param conditions under which it executes statements
	 */
	public MigrationRun(WorkingConnection connection, String historyTable, RunContext context, ScriptOpener scripts,
			RunConditions conditions) {
		this.connection = connection;
		this.historyTable = historyTable;
		this.context = context;
		this.reports = new RunReports(conditions.listener());
		this.scripts = scripts;
		this.conditions = conditions;
	}

	/**
	 * Applies what is due, or takes it back, and records the bytes of files that are no
	 * longer the recorded ones although their text is.
	 * @param held the lock, which is held
	 * @param planner plans it
	 */
	void run(MigrationLock.Held held, RunPlanner planner) throws SQLException, IOException {
		try (StatementWatch watch = StatementWatch.start(this.connection.dialect(), this.conditions.connections(),
				held.process(), this.conditions.listener());
				RepeatedStatements repeated = new RepeatedStatements(this.connection);
				LockedRun run = LockedRun.of(this.connection, held, this.historyTable, this.context)) {
			this.reports.watch(watch);
			try {
				apply(run, repeated, planner);
			}
			catch (Throwable ex) {
				// Nothing can be taken back in a transaction that has failed.
				this.connection.rollback(ex);
				throw ex;
			}
		}
	}

	private void apply(LockedRun run, RepeatedStatements repeated, RunPlanner planner)
			throws SQLException, IOException {
		HistoryReader reader = run.reader();
		int changesInARow = 0;
		History history = reader.read(this.connection.jdbc());
		Deque<Step> steps = queue(planner.steps(history));
		boolean empty = false;
		if (history.migrations().isEmpty() && !steps.isEmpty()) {
			empty = isEmpty(planner, history);
		}
		if (!steps.isEmpty()) {
			announce(steps.size());
		}
		SharedTransaction shared = new SharedTransaction(this.connection, this.reports, mode(empty, steps),
				new GatheredMigrations(this.connection, run, repeated, this.scripts, this.reports));
		MigrationUnit unit = new MigrationUnit(this.connection, run, repeated, this.scripts, this.conditions,
				this.reports, shared);
		while (!steps.isEmpty()) {
			Step step = steps.peek();
			this.reports.begin(steps.size());
			Outcome outcome = apply(unit, step, history, shared, steps.size() == 1);
			if (outcome == Outcome.APPLIED) {
				steps.remove();
				changesInARow = 0;
				if (this.connection.isSpent() && !steps.isEmpty() && planner.goesOnElsewhere()) {
					return;
				}
				if (this.connection.sharesSessions() && !steps.isEmpty()) {
					history = reader.read(this.connection.jdbc());
					if (!this.connection.isInTransaction()) {
						// Since the commit others may have had the lock.
						steps = queue(planner.steps(history));
					}
				}
			}
			else if (outcome == Outcome.STALE && ++changesInARow > MOST_CHANGES_IN_A_ROW) {
				throw new MigrationHistoryException(
						"The history says that " + step.scriptName()
								+ " is not applied, but its row cannot be written because it exists.",
						"Look at the history table for a row that differs only in case or in trailing spaces.");
			}
			else {
				history = reader.read(this.connection.jdbc());
				steps = queue(planner.steps(history));
				unit.beginsAnew();
			}
			if (!run.writer().isPrepared(history)) {
				history = reader.read(this.connection.jdbc());
			}
		}
		refresh(run.writer(), planner.otherBytes(history));
	}

	/**
	 * Says what is due. Listeners may write to the same file, so nothing is begun ahead
	 * while they are told.
	 */
	private void announce(int due) throws SQLException {
		boolean heard = this.conditions.listener().isHeard();
		if (heard) {
			this.connection.endReservation();
		}
		this.reports.due(due);
		if (heard) {
			this.connection.reserve();
		}
	}

	private static Deque<Step> queue(List<Step> steps) {
		Deque<Step> queue = new ArrayDeque<>(steps.size() + 1);
		// One by one: a collection that is added as a whole sets up a lambda.
		for (Step step : steps) {
			queue.add(step);
		}
		return queue;
	}

	private void refresh(HistoryWriter writer, List<PlannedMigration> others) throws SQLException {
		if (others.isEmpty()) {
			return;
		}
		try {
			this.connection.begin("");
			for (PlannedMigration other : others) {
				if (other.resolved() != null) {
					writer.refresh(other.resolved());
				}
			}
			this.connection.commit();
		}
		catch (CommitFailedException ex) {
			this.connection.rollback(ex);
			throw ex.error();
		}
		catch (Throwable ex) {
			this.connection.rollback(ex);
			throw ex;
		}
	}

	/**
	 * Whether the schema is empty, before anything is recorded. If there are objects, the
	 * planner is told.
	 */
	private boolean isEmpty(RunPlanner planner, History history) throws SQLException, IOException {
		Connection jdbc = this.connection.jdbc();
		Dialect dialect = this.connection.dialect();
		OwnTables own = OwnTables.of(dialect, this.historyTable);
		Occupancy occupancy = dialect.catalog().occupancy(jdbc, own);
		if (occupancy != Occupancy.NOWHERE) {
			planner.beginsAmongOthers(history, occupancy);
		}
		return occupancy != Occupancy.HERE;
	}

	/**
	 * Which migrations share a transaction here. An empty schema is one in which nobody
	 * waits for what a long transaction has locked.
	 */
	private TransactionMode mode(boolean empty, Deque<Step> steps) {
		Dialect dialect = this.connection.dialect();
		if (steps.isEmpty() || steps.peek().direction() == Direction.DOWN) {
			return TransactionMode.PER_MIGRATION;
		}
		if (this.conditions.transaction() == TransactionMode.AUTO) {
			return (empty && dialect.transactionalDdl()) ? TransactionMode.AUTO : TransactionMode.PER_MIGRATION;
		}
		if (this.conditions.transaction() == TransactionMode.PER_RUN && !dialect.transactionalDdl()) {
			throw new InvalidSettingsException(
					dialect.vendor().id() + " commits every change of the schema by itself, so migrations cannot share "
							+ "one transaction, as migrations.transaction=per-run demands.",
					"Set migrations.transaction=auto.");
		}
		return this.conditions.transaction();
	}

	private Outcome apply(MigrationUnit unit, Step step, History history, SharedTransaction shared, boolean last)
			throws SQLException, IOException {
		try {
			UnitResult result = unit.apply(step, history);
			if (!result.applied()) {
				shared.forget();
				return Outcome.STALE;
			}
			shared.applied(new AppliedStep(step, result.statements(), result.skipped(), result.duration()));
			if (last) {
				shared.end();
			}
			return Outcome.APPLIED;
		}
		catch (Throwable ex) {
			if (givesUp(shared, ex)) {
				return Outcome.SEPARATED;
			}
			throw ex;
		}
	}

	private boolean givesUp(SharedTransaction shared, Throwable failure) {
		this.reports.ended();
		this.connection.rollback(failure);
		if (shared.givesUp(failure)) {
			return true;
		}
		this.reports.failed(failure);
		return false;
	}

	/**
	 * What became of a step.
	 */
	private enum Outcome {

		/** It was applied. */
		APPLIED,

		/** The history has changed since it was read. */
		STALE,

		/** Those that shared a transaction with it are to be applied again. */
		SEPARATED

	}

}
