package dev.migrations.execution;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.ErrorCodes;
import dev.migrations.dialect.Vendor;
import dev.migrations.plan.Step;
import dev.migrations.script.FramedStatement;
import dev.migrations.session.CommitFailedException;
import dev.migrations.session.WorkingConnection;

/**
 * Transaction in which a script is sent together with its row in the history: the row is
 * begun before the first statement and completed behind the last. A script that commits
 * before its end leaves it, and completes the row in another one.
 * <p>
 * Whatever is thrown on the way rolls back what is open, and is told as what it is: a
 * failure of the script, of a statement of our own, or of the commit.
 */
final class ScriptTransaction {

	private final WorkingConnection connection;

	private final Dialect dialect;

	private final FreshnessCheck freshness;

	private final RunReports reports;

	private final SharedTransaction shared;

	private final RepeatedStatements repeated;

	private final NextOrder order;

	private final MigrationRows rows;

	private final ScriptFailure failure;

	ScriptTransaction(WorkingConnection connection, LockedRun run, RepeatedStatements repeated, NextOrder order,
			InDoubt inDoubt, RunReports reports, SharedTransaction shared) {
		this.connection = connection;
		this.dialect = connection.dialect();
		this.freshness = new FreshnessCheck(connection, run.reader());
		this.reports = reports;
		this.shared = shared;
		this.repeated = repeated;
		this.order = order;
		this.rows = new MigrationRows(connection, run, repeated, order);
		this.failure = new ScriptFailure(connection, run, inDoubt);
	}

	/**
	 * Sends a script.
	 * @param work the script
	 * @param resume where it begins
	 * @param journal the journal of its direction
	 * @return what became of it
	 */
	UnitResult send(ScriptWork work, ResumePoint resume, Journal journal) throws SQLException, IOException {
		long begin = System.nanoTime();
		boolean joined = this.connection.isInTransaction();
		try {
			if (!joined && !beginsAlone(work.step(), resume)) {
				this.connection.begin(firstModes(work.script()));
			}
			if ((!joined && !this.freshness.isCurrent(work.history())) || !this.rows.begin(work, joined)) {
				this.connection.rollback(new SQLException("The history has changed"));
				return UnitResult.STALE;
			}
			if (this.connection.sharesSessions()) {
				work.session().limit(work.migration().options(), work.retries().limits());
			}
			resume.settle(journal, work.migration().key());
			if (!this.dialect.transactionalDdl()) {
				// So that the row outlives the failure of the first statement.
				if (this.connection.isInTransaction()) {
					this.connection.commit();
				}
				work.progress().committed();
			}
			this.reports.started(work.step(), resume);
			work.segments().send(work.script(), work.pragmas(), work.sender());
			if (work.pragmas().isUsed()) {
				work.sender().flush();
				work.pragmas().checkForeignKeys(work.progress());
			}
			if (work.session().isChanged()) {
				restoreWithin(work);
			}
			if (work.gathers()) {
				this.shared.gathered(work.migration());
			}
			else {
				this.rows.complete(work, Duration.ofNanos(System.nanoTime() - begin));
			}
			commit(work);
			this.reports.ended();
			Duration measured = this.shared.duration(work.migration());
			return new UnitResult(true, work.segments().sent(), work.segments().skipped(),
					(measured != null) ? measured : Duration.ofNanos(System.nanoTime() - begin));
		}
		catch (StatementFailedException ex) {
			this.connection.rollback(ex);
			if (!joined && ex.statement().count() > 1 && !this.connection.isClosed(ex)) {
				return UnitResult.ONE_BY_ONE;
			}
			// Otherwise the statement alone was tried again, or other migrations were
			// rolled back too.
			if (!joined && mayBeSentAgain(work, ex) && work.retries().allow(ex)) {
				return UnitResult.AGAIN;
			}
			throw this.failure.of(work, ex, this.order.after(work.history()) == 1);
		}
		catch (OwnStatementFailedException ex) {
			this.connection.rollback(ex);
			if (this.dialect.errors().isNotPrepared(ex.error())) {
				this.repeated.giveUp();
				return UnitResult.STALE;
			}
			if (this.dialect.errors().isDuplicate(ex.error())) {
				return UnitResult.STALE;
			}
			throw ScriptFailure.own(this.dialect, ex);
		}
		catch (CommitFailedException ex) {
			this.connection.rollback(ex);
			throw this.failure.refused(work, ex.error());
		}
		catch (Throwable ex) {
			this.connection.rollback(ex);
			throw ex;
		}
	}

	/**
	 * Restores the session where that cannot wait for the commit: behind it the session
	 * is somebody else's, or it comes only behind other migrations. What sets nothing
	 * after all must not end the transaction that others share. The role is restored
	 * before the history is written, which that of the script may not be allowed.
	 */
	private void restoreWithin(ScriptWork work)
			throws SQLException, StatementFailedException, OwnStatementFailedException {
		if (work.session().choosesUser()) {
			work.sender().flush();
			work.session().restoreUser();
		}
		boolean last = this.shared.isDemanded() && this.dialect.vendor() == Vendor.POSTGRESQL;
		if (this.connection.sharesSessions() || last) {
			work.sender().flush();
			work.session().restore();
		}
		else if (this.shared.isUsed()) {
			work.sender().flush();
			work.session().look();
		}
	}

	/**
	 * Whether a script may be sent again from where it is in force. Where its row is, it
	 * was a transaction of its statements that the database has rolled back, and the
	 * session is as it was.
	 */
	private boolean mayBeSentAgain(ScriptWork work, StatementFailedException failure) throws SQLException {
		Progress progress = work.progress();
		if (!progress.isRowCommitted()) {
			return true;
		}
		ErrorCodes errors = this.dialect.errors();
		boolean rolledBack = (errors.isDeadlock(failure.error()) || errors.isSerializationFailure(failure.error()))
				&& !progress.isAnnounced(failure.statement()) && failure.blocked() == null
				&& (progress.done() == 0 || !this.dialect.transactionalDdl());
		if (rolledBack) {
			work.session().look();
		}
		return rolledBack && !work.session().isChanged();
	}

	/**
	 * Whether the row of the history is all that is written before the first statement,
	 * and committed by itself.
	 */
	private boolean beginsAlone(Step step, ResumePoint resume) {
		return !this.dialect.transactionalDdl() && step.previous() == null && resume.doubtful() == 0;
	}

	/**
	 * What the script asks of the transaction that the row of the history begins.
	 */
	String firstModes(OpenScript script) throws IOException {
		FramedStatement first = this.dialect.transactionalDdl() ? script.first() : null;
		return (first != null && first.frame() != null) ? first.frame().modes() : "";
	}

	/**
	 * Commits, unless the next migration may share the transaction.
	 */
	private void commit(ScriptWork work) throws SQLException, StatementFailedException, OwnStatementFailedException {
		boolean ends = !this.shared.isUsed() || work.session().isChanged() || work.pragmas().isUsed()
				|| work.progress().isRowCommitted();
		if (!this.shared.staysOpen(work.segments().sent()) || ends) {
			this.shared.send();
			this.connection.commit();
		}
	}

}
