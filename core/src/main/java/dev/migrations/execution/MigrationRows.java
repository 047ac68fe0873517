package dev.migrations.execution;

import java.sql.SQLException;
import java.time.Duration;

import dev.migrations.dialect.Dialect;
import dev.migrations.history.HistoryWriter;
import dev.migrations.model.AppliedMigration;
import dev.migrations.model.AuditEntry;
import dev.migrations.model.Direction;
import dev.migrations.model.HistoryState;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.plan.Step;
import dev.migrations.session.WorkingConnection;

/**
 * The rows of the history: each is begun before the first statement of its script, and
 * completed behind the last one. Where the server executes nothing behind the first
 * statement that fails, both are sent in one trip with the script.
 */
final class MigrationRows {

	private final WorkingConnection connection;

	private final Dialect dialect;

	private final LockedRun run;

	private final HistoryWriter writer;

	private final RepeatedStatements repeated;

	private final NextOrder order;

	MigrationRows(WorkingConnection connection, LockedRun run, RepeatedStatements repeated, NextOrder order) {
		this.connection = connection;
		this.dialect = connection.dialect();
		this.run = run;
		this.writer = run.writer();
		this.repeated = repeated;
		this.order = order;
	}

	/**
	 * Inserts the row, or updates it as it was read.
	 * @param joins whether the open transaction has begun another migration before
	 * @return false if the history has changed since it was read
	 */
	boolean begin(ScriptWork work, boolean joins) throws SQLException {
		Step step = work.step();
		try {
			if (this.dialect.transactionalDdl()) {
				this.writer.prepare(work.history());
			}
			AppliedMigration previous = step.previous();
			long number = this.order.after(work.history());
			if (this.dialect.pipelines() && previous == null && work.migration().code() == null) {
				this.repeated.send(this.writer.pipelined().begin(work.migration(), number, joins), work.sender());
				return true;
			}
			if (step.direction() == Direction.DOWN && previous != null) {
				return this.writer.beginUndo(previous);
			}
			return this.writer.begin(step.migration(), number, previous);
		}
		catch (SQLException ex) {
			if (this.dialect.errors().isDuplicate(ex)) {
				return false;
			}
			throw ex;
		}
	}

	/**
	 * Sends what is left of the script, completes the row, and forgets the journal.
	 * @param duration how long it took
	 */
	void complete(ScriptWork work, Duration duration)
			throws SQLException, StatementFailedException, OwnStatementFailedException {
		ResolvedMigration migration = work.migration();
		HistoryState state = HistoryState.completed(migration.type());
		if (work.sender().hasOwn()) {
			// All of the script is in one trip, which still lacks its end.
			this.repeated.send(this.writer.pipelined().finish(migration, state), work.sender());
			work.sender().flush();
			return;
		}
		work.sender().flush();
		if (!this.connection.isInTransaction()) {
			this.connection.begin("");
		}
		work.progress().finished();
		if (work.step().direction() == Direction.DOWN) {
			this.writer.finishUndo(migration.key(), duration);
			this.run.audit(this.connection, AuditEntry.Action.UNDO, migration.key(), undone(work));
		}
		else {
			this.writer.finish(migration, state, duration);
		}
	}

	private static String undone(ScriptWork work) {
		AppliedMigration row = work.step().previous();
		String applied = (row != null && row.appliedAt() != null)
				? ", applied on " + row.appliedAt() + " by " + row.appliedBy() : "";
		return "Undid " + work.step().migration().script() + applied + ", with " + work.migration().script() + ".";
	}

}
