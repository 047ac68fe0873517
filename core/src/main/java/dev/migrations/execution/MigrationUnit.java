package dev.migrations.execution;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import dev.migrations.dialect.Dialect;
import dev.migrations.history.History;
import dev.migrations.history.HistoryReader;
import dev.migrations.history.HistoryWriter;
import dev.migrations.model.AppliedMigration;
import dev.migrations.lock.MigrationLock;
import dev.migrations.model.AuditEntry;
import dev.migrations.model.Direction;
import dev.migrations.model.HistoryState;
import dev.migrations.model.InvalidMigrationException;
import dev.migrations.model.MigrationFailedException;
import dev.migrations.model.MigrationType;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementLimits;
import dev.migrations.plan.Step;
import dev.migrations.script.FramedStatement;
import dev.migrations.session.CommitFailedException;
import dev.migrations.session.SessionState;
import dev.migrations.session.WorkingConnection;

/**
 * Applies one migration, or takes it back, together with its row in the history.
 * <ol>
 * <li>Read the whole script once: what is wrong with it is found before anything is sent,
 * and the part that an earlier run has done is compared with the journal.</li>
 * <li>Begin a transaction. Where the lock lasts for one transaction only, read the
 * history again inside it.</li>
 * <li>Insert the row, so that a second runner is stopped by its key before it sends
 * anything; where there is one, as before an undo, update it as it was read.</li>
 * <li>Send the script, segment by segment; a script whose statements can all share a
 * transaction is one segment.</li>
 * <li>Complete the row, forget the journal, and commit.</li>
 * </ol>
 * Whatever is thrown on the way rolls back what is open. If something was committed
 * before it, the row says which statement failed, and the next run resumes there.
 */
final class MigrationUnit {

	private final WorkingConnection connection;

	private final Dialect dialect;

	private final HistoryReader reader;

	private final HistoryWriter writer;

	private final Journal journal;

	private final MigrationLock.Held lock;

	private final InDoubt inDoubt;

	private final ScriptOpener scripts;

	private final FreshnessCheck freshness;

	private final StatementLimits limits;

	private final RunReports reports;

	private final LockedRun run;

	private final SharedTransaction shared;

	private final GatheredMigrations gathered;

	private boolean tablesPrepared;

	/** Whether earlier runs have left steps behind, where all statements have them. */
	private boolean foundSteps;

	private final NextOrder order = new NextOrder();

	private final MigrationBlock blocks;

	private final WithoutRollback withoutRollback;

	MigrationUnit(WorkingConnection connection, LockedRun run, ScriptOpener scripts, StatementLimits limits,
			RunReports reports, SharedTransaction shared) {
		this.shared = shared;
		this.gathered = new GatheredMigrations(connection, run, scripts, reports, shared);
		this.connection = connection;
		this.dialect = connection.dialect();
		this.reader = run.reader();
		this.writer = run.writer();
		this.journal = run.journal();
		this.lock = run.lock();
		this.inDoubt = InDoubt.of(this.dialect, this.journal.ownPrefix());
		this.scripts = scripts;
		this.freshness = FreshnessCheck.of(this.connection);
		this.limits = limits;
		this.reports = reports;
		this.run = run;
		this.withoutRollback = new WithoutRollback(this.connection);
		this.blocks = new MigrationBlock(this.connection, run, scripts, this.inDoubt, limits, this.withoutRollback,
				this.order, reports);
	}

	/**
	 * Applies a migration, or takes it back.
	 * @param step the migration
	 * @param history the history as it was read
	 * @param last whether none follows
	 * @return what became of it
	 * @throws MigrationFailedException if a statement fails
	 * @throws SQLException if the history cannot be written, or the connection is lost
	 * @throws IOException if the script cannot be read
	 */
	UnitResult apply(Step step, History history, boolean last) throws SQLException, IOException {
		long begin = System.nanoTime();
		MigrationBlock.Composed block = this.blocks.compose(step, history);
		if (block == null) {
			return applyByStatement(step, history, last);
		}
		prepareTables(step, history);
		Step rest = this.blocks.send(block);
		if (rest == null) {
			return new UnitResult(true, block.statements().size(), List.of(),
					Duration.ofNanos(System.nanoTime() - begin));
		}
		return (rest.previous() == null || ResumePoint.isUnfinished(rest)) ? applyByStatement(rest, history, last)
				: UnitResult.STALE;
	}

	private UnitResult applyByStatement(Step step, History history, boolean last) throws SQLException, IOException {
		if (!this.connection.isInTransaction()) {
			this.gathered.forget();
		}
		LockRetries retries = new LockRetries(this.connection, this.reports, step.script(), this.limits);
		UnitResult result = apply(step, history, last, retries);
		while (result == UnitResult.AGAIN) {
			retries.pause();
			result = apply(step, history, last, retries);
		}
		if (result.applied() && step.direction() == Direction.UP) {
			this.order.used();
		}
		return result;
	}

	private UnitResult apply(Step step, History history, boolean last, LockRetries retries)
			throws SQLException, IOException {
		ResolvedMigration migration = step.script();
		Journal journal = this.journal.towards(step.direction());
		boolean unfinished = ResumePoint.isUnfinished(step);
		if (unfinished) {
			leaveShared(step);
		}
		try (MigrationLock.AcrossCommits whole = acrossCommits(migration, unfinished)) {
			ResumePoint resume = prepare(step, history, journal);
			if (resume.commitsWithin()) {
				leaveShared(step);
			}
			try (MigrationLock.AcrossCommits rest = acrossCommits(migration, !unfinished && resume.commitsWithin())) {
				return apply(step, history, last, resume.with(migration), journal, resume, retries);
			}
		}
	}

	/**
	 * Keeps others out where an unfinished script may be somebody else's, or where it may
	 * become ours.
	 */
	private MigrationLock.AcrossCommits acrossCommits(ResolvedMigration migration, boolean needed) throws SQLException {
		return needed ? this.lock.acrossCommits(migration.script()) : MigrationLock.AcrossCommits.NOT_NEEDED;
	}

	private UnitResult apply(Step step, History history, boolean last, ResolvedMigration migration, Journal journal,
			ResumePoint resume, LockRetries retries) throws SQLException, IOException {
		boolean recorded = resume.isRecorded() || !this.dialect.transactionalDdl();
		Progress progress = new Progress(journal, migration.key(), resume, recorded);
		SessionState session = new SessionState(this.connection);
		Segments segments = new Segments(this.connection, progress, this.inDoubt, this.withoutRollback, session,
				migration, retries, this.reports);
		try (OpenScript script = this.scripts.execute(migration);
				StatementSender alone = new StatementSender(this.connection.jdbc(), this.dialect, this.reports);
				SqlitePragmas pragmas = new SqlitePragmas(this.connection, script)) {
			boolean shares = canShare(step, resume, script) && !pragmas.hasHead();
			if (!shares) {
				leaveShared(step);
			}
			boolean gathers = shares && this.gathered.accepts(step, history, session, last);
			if (!gathers || !this.gathered.hasRoomFor(resume, migration)) {
				sendGathered(step);
			}
			pragmas.applyHead();
			if (!this.connection.sharesSessions()) {
				session.limit(migration.options(), retries.limits());
			}
			StatementSender sender = gathers ? this.gathered.sender() : alone;
			UnitResult result = apply(new Work(step, migration, history, last, gathers, script, pragmas, progress,
					segments, sender, session, retries), resume, journal);
			session.restore();
			return result;
		}
		catch (Throwable ex) {
			session.restoreAfter(ex);
			throw ex;
		}
	}

	private boolean canShare(Step step, ResumePoint resume, OpenScript script) throws IOException {
		return !ResumePoint.isUnfinished(step) && step.migration().options().transactional() && !resume.commitsWithin()
				&& !step.script().options().hasLimits() && firstModes(script).isEmpty();
	}

	/**
	 * A migration that cannot share a transaction begins with none open.
	 */
	private void leaveShared(Step step) throws SQLException {
		if (this.shared.isDemanded()) {
			throw new InvalidMigrationException(step.scriptName()
					+ " cannot share one transaction with other migrations, as "
					+ "migrations.transaction=per-run demands: it has transactions, statements that commit, or limits of its own.",
					"Set migrations.transaction=per-migration, or apply what is before it first, with migrations.target.");
		}
		sendGathered(step);
		try {
			this.shared.end();
		}
		catch (CommitFailedException ex) {
			this.connection.rollback(ex);
			throw ex.error();
		}
	}

	/**
	 * What follows is not sent in one trip with those before it.
	 * @param step what follows
	 */
	private void sendGathered(Step step) throws SQLException {
		try {
			this.gathered.send();
		}
		catch (StatementFailedException ex) {
			this.connection.rollback(ex);
			throw rolledBack(ex.migration(step.migration()), ex);
		}
		catch (OwnStatementFailedException ex) {
			this.connection.rollback(ex);
			throw ex.error();
		}
		catch (Throwable ex) {
			this.connection.rollback(ex);
			throw ex;
		}
	}

	private UnitResult apply(Work work, ResumePoint resume, Journal journal) throws SQLException, IOException {
		long begin = System.nanoTime();
		boolean joined = this.connection.isInTransaction();
		try {
			if (!joined) {
				this.connection.begin(firstModes(work.script()));
			}
			if ((!joined && !isFresh(work.history())) || !beginRow(work, joined)) {
				this.connection.rollback(new SQLException("The history has changed"));
				return UnitResult.STALE;
			}
			if (this.connection.sharesSessions()) {
				work.session().limit(work.migration().options(), work.retries().limits());
			}
			resume.settle(this.connection.jdbc(), journal, work.migration().key());
			if (!this.dialect.transactionalDdl()) {
				// So that the row outlives the failure of the first statement.
				this.connection.commit();
				work.progress().committed();
			}
			this.reports.started(work.step(), resume);
			work.segments().send(work.script(), work.pragmas(), work.sender());
			if (work.pragmas().isUsed()) {
				work.sender().flush();
				work.pragmas().checkForeignKeys();
			}
			if (this.connection.sharesSessions() && work.session().isChanged()) {
				// After the commit the session is somebody else's.
				work.sender().flush();
				work.session().restore();
			}
			complete(work, Duration.ofNanos(System.nanoTime() - begin));
			this.reports.ended();
			Duration measured = this.gathered.duration(work.migration());
			return new UnitResult(true, work.segments().sent(), work.segments().skipped(),
					(measured != null) ? measured : Duration.ofNanos(System.nanoTime() - begin));
		}
		catch (StatementFailedException ex) {
			this.connection.rollback(ex);
			// Otherwise something is in force, and the statement alone was tried again,
			// or other migrations were rolled back too.
			if (!joined && !work.progress().isRowCommitted() && work.retries().allow(ex)) {
				return UnitResult.AGAIN;
			}
			throw failure(work, ex);
		}
		catch (OwnStatementFailedException ex) {
			this.connection.rollback(ex);
			if (this.dialect.errors().isDuplicate(ex.error())) {
				return UnitResult.STALE;
			}
			if (this.dialect.errors().isNull(ex.error())) {
				throw HistoryWriter.lockLost();
			}
			throw ex.error();
		}
		catch (CommitFailedException ex) {
			this.connection.rollback(ex);
			throw refused(work, ex.error());
		}
		catch (Throwable ex) {
			this.connection.rollback(ex);
			throw ex;
		}
	}

	/**
	 * What the script asks of the transaction that the row of the history begins.
	 */
	private String firstModes(OpenScript script) throws IOException {
		FramedStatement first = this.dialect.transactionalDdl() ? script.first() : null;
		return (first != null && first.frame() != null) ? first.frame().modes() : "";
	}

	/**
	 * Reads the whole script and finds out where to begin.
	 */
	private ResumePoint prepare(Step step, History history, Journal journal) throws SQLException, IOException {
		Connection jdbc = this.connection.jdbc();
		prepareTables(step, history);
		boolean journaled = this.dialect.transactionalDdl() ? ResumePoint.isUnfinished(step) && journal.exists(jdbc)
				: this.foundSteps || step.previous() != null;
		List<JournalStep> steps = journaled ? journal.read(jdbc, step.migration().key()) : List.of();
		return ResumePoint.find(step, steps, this.scripts,
				(statement, intent) -> this.inDoubt.resolve(jdbc, statement, intent.fingerprint(), intent.kind()));
	}

	/**
	 * Creates our own tables where creating them within a transaction would commit it.
	 */
	private void prepareTables(Step step, History history) throws SQLException {
		if (this.dialect.transactionalDdl()) {
			return;
		}
		if (!this.tablesPrepared) {
			this.writer.prepare(this.connection.jdbc(), history);
			this.journal.prepare(this.connection.jdbc());
			this.foundSteps = this.journal.hasSteps(this.connection.jdbc());
			this.tablesPrepared = true;
		}
		if (step.direction() == Direction.DOWN) {
			this.run.prepareAudit(this.connection);
		}
	}

	private boolean isFresh(History history) throws SQLException {
		Connection jdbc = this.connection.jdbc();
		return this.freshness.isFresh(jdbc, () -> this.connection.readSafely(this.reader::read), history);
	}

	private boolean beginRow(Work work, boolean joins) throws SQLException {
		Step step = work.step();
		try {
			if (this.dialect.transactionalDdl()) {
				this.writer.prepare(this.connection.jdbc(), work.history());
			}
			AppliedMigration previous = step.previous();
			long order = this.order.after(work.history());
			if (this.dialect.pipelines() && previous == null && work.migration().code() == null) {
				work.sender().sendOwn(this.writer.begin(work.migration(), order, joins));
				return true;
			}
			if (step.direction() == Direction.DOWN && previous != null) {
				return this.writer.beginUndo(this.connection.jdbc(), previous);
			}
			return this.writer.begin(this.connection.jdbc(), step.migration(), order, previous);
		}
		catch (SQLException ex) {
			if (this.dialect.errors().isDuplicate(ex)) {
				return false;
			}
			throw ex;
		}
	}

	private void complete(Work work, Duration duration)
			throws SQLException, StatementFailedException, OwnStatementFailedException {
		ResolvedMigration migration = work.migration();
		if (work.gathers()) {
			this.gathered.add(migration);
			commit(work);
			return;
		}
		HistoryState state = (migration.type() == MigrationType.BASELINE) ? HistoryState.BASELINE
				: HistoryState.APPLIED;
		if (work.sender().hasOwn()) {
			// All of the script is in one trip, which still lacks its end.
			work.sender().sendOwn(this.writer.sql().finish(migration, state, null));
			work.sender().flush();
			commit(work);
			return;
		}
		work.sender().flush();
		if (!this.connection.isInTransaction()) {
			this.connection.begin("");
		}
		Connection jdbc = this.connection.jdbc();
		work.progress().finished(jdbc);
		if (work.step().direction() == Direction.DOWN) {
			this.writer.finishUndo(jdbc, migration.key(), duration);
			this.run.audit(this.connection, AuditEntry.Action.UNDO, migration.key(), undone(work));
		}
		else {
			this.writer.finish(jdbc, migration, state, duration);
		}
		commit(work);
	}

	/**
	 * Commits, unless the next migration may share the transaction.
	 */
	private void commit(Work work) throws SQLException, StatementFailedException, OwnStatementFailedException {
		boolean ends = !this.shared.isUsed() || work.session().isChanged() || work.pragmas().isUsed()
				|| work.progress().isRowCommitted();
		boolean commits = !this.shared.staysOpen(work.segments().sent()) || ends;
		if (commits || work.last()) {
			this.gathered.send();
		}
		if (commits) {
			this.connection.commit();
		}
	}

	private static String undone(Work work) {
		AppliedMigration row = work.step().previous();
		String applied = (row != null && row.appliedAt() != null)
				? ", applied on " + row.appliedAt() + " by " + row.appliedBy() : "";
		return "Undid " + work.step().migration().script() + applied + ", with " + work.migration().script() + ".";
	}

	/**
	 * Records the failure if anything of the script is in force, and words it.
	 */
	private MigrationFailedException failure(Work work, StatementFailedException failure) throws SQLException {
		if (this.dialect.errors().isConnectionLost(failure.error())) {
			throw failure.error();
		}
		ResolvedMigration failed = failure.migration(work.migration());
		if (failed != work.migration()) {
			return rolledBack(failed, failure);
		}
		Progress progress = work.progress();
		FailureReport report = new FailureReport(this.dialect.vendor(), work.migration(), work.step().direction(),
				failure);
		if (!progress.isRowCommitted()) {
			return report.rolledBack();
		}
		boolean inDoubt = false;
		try {
			boolean withdraw = failure.statement().number() > progress.done()
					&& hadNoEffect(progress, failure, work.migration().code() != null);
			inDoubt = progress.isAnnounced(failure.statement()) && !withdraw;
			this.connection.begin("");
			if (withdraw) {
				progress.withdrawn(this.connection.jdbc(), failure.statement());
			}
			this.writer.fail(this.connection.jdbc(), work.migration().key(), work.step().direction(),
					failure.statement().number());
			this.connection.commit();
		}
		catch (SQLException | RuntimeException | Error ex) {
			failure.addSuppressed(ex);
			this.connection.rollback(failure);
		}
		return inDoubt ? report.inDoubt(progress.done()) : report.partlyApplied(progress.done());
	}

	private MigrationFailedException rolledBack(ResolvedMigration migration, StatementFailedException failure)
			throws SQLException {
		if (this.dialect.errors().isConnectionLost(failure.error())) {
			throw failure.error();
		}
		return new FailureReport(this.dialect.vendor(), migration, Direction.UP, failure).rolledBack();
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
				|| (progress.isAnnounced(statement) && this.inDoubt.resolve(this.connection.jdbc(), statement,
						progress.announcedBefore(this.connection.jdbc()),
						statement.kind().name()) == InDoubt.Outcome.NOT_DONE);
	}

	/**
	 * Words the failure of a commit, unless its outcome is not known.
	 */
	private MigrationFailedException refused(Work work, SQLException error) throws SQLException {
		if (this.dialect.errors().isConnectionLost(error)) {
			throw error;
		}
		return FailureReport.commitRefused(this.dialect.vendor(), work.migration(), work.step().direction(),
				work.progress().done(), error, work.script().placeholderValues());
	}

	/**
	 * What one call of {@link #apply(Step, History)} works with.
	 */
	private record Work(Step step, ResolvedMigration migration, History history, boolean last, boolean gathers,
			OpenScript script, SqlitePragmas pragmas, Progress progress, Segments segments, StatementSender sender,
			SessionState session, LockRetries retries) {
	}

}
