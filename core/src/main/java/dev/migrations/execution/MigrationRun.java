package dev.migrations.execution;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

import dev.migrations.history.History;
import dev.migrations.history.HistoryReader;
import dev.migrations.history.RunContext;
import dev.migrations.lock.LockWait;
import dev.migrations.lock.MigrationLock;
import dev.migrations.model.MigrationHistoryException;
import dev.migrations.plan.Step;

/**
 * Applies everything that is due, or takes it back.
 * <ol>
 * <li>Acquire the lock.</li>
 * <li>Read the history again and plan: what was pending before the lock may be applied by
 * now.</li>
 * <li>Apply step by step. Where the history turns out to have changed since it was read,
 * read and plan again.</li>
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

	private final MigrationLock lock;

	private final LockWait waiting;

	private final String historyTable;

	private final RunContext context;

	private final ScriptOpener scripts;

	private final RunConditions conditions;

	private final RunReports reports;

	/**
	 * Creates a run.
	 * @param connection the connection that it works on
	 * @param lock the lock of the database
	 * @param waiting how long to wait for it
	 * @param historyTable name of the history table
	 * @param context who runs
	 * @param scripts opens the scripts
	 * @param conditions under which it executes statements
	 */
	public MigrationRun(WorkingConnection connection, MigrationLock lock, LockWait waiting, String historyTable,
			RunContext context, ScriptOpener scripts, RunConditions conditions) {
		this.connection = connection;
		this.lock = lock;
		this.waiting = waiting;
		this.historyTable = historyTable;
		this.context = context;
		this.reports = new RunReports(conditions.listener());
		this.scripts = scripts;
		this.conditions = conditions;
	}

	/**
	 * Applies what is due, or takes it back.
	 * @param planner plans from the history; throws if there are problems
	 * @throws SQLException if the database fails
	 * @throws IOException if a script cannot be read
	 */
	public void run(Function<History, List<Step>> planner) throws SQLException, IOException {
		try (MigrationLock.Held held = this.connection.acquire(this.lock, this.waiting);
				StatementWatch watch = StatementWatch.start(this.connection.dialect(), this.conditions.connections(),
						held.process(), this.conditions.listener())) {
			this.reports.watch(watch);
			LockedRun run = LockedRun.of(this.connection, held, this.historyTable, this.context);
			MigrationUnit unit = new MigrationUnit(this.connection, run, this.scripts, this.conditions.limits(),
					this.reports);
			HistoryReader reader = run.reader();
			int changesInARow = 0;
			History history = reader.read(this.connection.jdbc());
			Deque<Step> steps = new ArrayDeque<>(planner.apply(history));
			if (!steps.isEmpty()) {
				this.reports.due(steps.size());
			}
			while (!steps.isEmpty()) {
				Step step = steps.peek();
				this.reports.begin(steps.size());
				if (apply(unit, step, history)) {
					steps.remove();
					changesInARow = 0;
				}
				else if (++changesInARow > MOST_CHANGES_IN_A_ROW) {
					throw new MigrationHistoryException(
							"The history says that " + step.scriptName()
									+ " is not applied, but its row cannot be written because it exists.",
							"Look at the history table for a row that differs only in case or in trailing spaces.");
				}
				else {
					history = reader.read(this.connection.jdbc());
					steps = new ArrayDeque<>(planner.apply(history));
				}
				if (!run.writer().isPrepared(history)) {
					history = reader.read(this.connection.jdbc());
				}
			}
		}
	}

	private boolean apply(MigrationUnit unit, Step step, History history) throws SQLException, IOException {
		long begin = System.nanoTime();
		UnitResult result;
		try {
			result = unit.apply(step, history);
		}
		catch (Throwable ex) {
			this.reports.ended();
			this.reports.failed(ex);
			throw ex;
		}
		if (result.applied()) {
			this.reports.applied(new AppliedStep(step, result.statements(), result.skipped(),
					Duration.ofNanos(System.nanoTime() - begin)));
		}
		return result.applied();
	}

}
