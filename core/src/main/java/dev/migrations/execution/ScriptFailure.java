package dev.migrations.execution;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;

import dev.migrations.dialect.Dialect;
import dev.migrations.history.HistoryWriter;
import dev.migrations.model.Direction;
import dev.migrations.model.MigrationFailedException;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Statement;
import dev.migrations.session.WorkingConnection;

/**
 * Records the failure of a script if anything of it is in force, and words it. Where the
 * connection was lost it does neither: what is in force is not known.
 */
final class ScriptFailure {

	private final WorkingConnection connection;

	private final Dialect dialect;

	private final LockedRun run;

	private final InDoubt inDoubt;

	ScriptFailure(WorkingConnection connection, LockedRun run, InDoubt inDoubt) {
		this.connection = connection;
		this.dialect = connection.dialect();
		this.run = run;
		this.inDoubt = inDoubt;
	}

	/**
	 * A statement failed, and what was open is rolled back.
	 * @param first whether the script is the first that is recorded here
	 */
	MigrationFailedException of(ScriptWork work, StatementFailedException failure, boolean first) throws SQLException {
		ResolvedMigration failed = failure.migration(work.migration());
		if (failed != work.migration()) {
			return rolledBack(this.dialect, failed, failure);
		}
		if (this.run.isLost(failure.error(), this.connection)) {
			throw lost(this.dialect, failure);
		}
		Progress progress = work.progress();
		FailureReport report = new FailureReport(this.dialect.vendor(), work.migration(), work.step().direction(),
				failure, first && this.dialect.errors().isExisting(failure.error()));
		if (!progress.isRowCommitted()) {
			return report.rolledBack();
		}
		boolean doubtful = progress.isAnnounced(failure.statement());
		boolean recorded = false;
		try {
			boolean withdraw = failure.statement().number() > progress.done()
					&& hadNoEffect(progress, failure, work.migration().code() != null);
			work.session().restoreUser();
			this.connection.begin("");
			progress.record();
			if (withdraw) {
				progress.withdrawn(failure.statement());
			}
			this.run.writer().fail(work.migration().key(), work.step().direction(), failure.statement().number());
			this.connection.commit();
			doubtful = doubtful && !withdraw;
			recorded = true;
		}
		catch (SQLException | RuntimeException | Error ex) {
			failure.addSuppressed(ex);
			this.connection.rollback(failure);
		}
		return doubtful ? report.inDoubt(progress.done(), recorded) : report.partlyApplied(progress.done(),
				progress.rolledBackFrom(failure.statement().number()), recorded);
	}

	/**
	 * A statement failed of a script of which nothing is in force.
	 */
	static MigrationFailedException rolledBack(Dialect dialect, ResolvedMigration migration,
			StatementFailedException failure) throws SQLException {
		if (dialect.errors().isConnectionLost(failure.error())) {
			throw lost(dialect, failure);
		}
		return new FailureReport(dialect.vendor(), migration, Direction.UP, failure, false).rolledBack();
	}

	/**
	 * The connection was lost, which drivers may say with the statement that was sent.
	 */
	private static SQLException lost(Dialect dialect, StatementFailedException failure) {
		DatabaseError said = new DatabaseError(failure.error(),
				Secrets.in(dialect.vendor(), failure.statement().text()).and(failure.hidden()));
		SQLException lost = new SQLNonTransientConnectionException(said.getMessage(), said.getSQLState(),
				said.getErrorCode());
		lost.setStackTrace(said.getStackTrace());
		return lost;
	}

	/**
	 * A statement of our own failed.
	 * @return its error, unless that says that the lock was lost
	 */
	static SQLException own(Dialect dialect, OwnStatementFailedException failure) {
		if (dialect.errors().isNull(failure.error())) {
			throw HistoryWriter.lockLost();
		}
		return failure.error();
	}

	/**
	 * Whether a statement that the server refused had no effect. Where it may have left
	 * something half done, that is cleared away, so that the statement can be corrected.
	 */
	private boolean hadNoEffect(Progress progress, StatementFailedException failure, boolean isCode)
			throws SQLException {
		Statement statement = failure.statement();
		if (isCode) {
			return failure.isRolledBack();
		}
		return this.inDoubt.isAllOrNothing(statement)
				|| (this.dialect.errors().isNotUnderstood(failure.error()) && !StatementVerb.executesOthers(statement))
				|| (progress.isAnnounced(statement) && this.inDoubt.hadNoEffect(this.connection.jdbc(), statement,
						progress.announcedBefore(this.connection.jdbc()), statement.kind().name()));
	}

	/**
	 * A commit failed.
	 */
	MigrationFailedException refused(ScriptWork work, SQLException error) throws SQLException {
		if (this.dialect.errors().isConnectionLost(error)) {
			throw error;
		}
		return FailureReport.commitRefused(this.dialect.vendor(), work.migration(), work.step().direction(),
				work.progress().done(), error, work.script().placeholderValues());
	}

}
