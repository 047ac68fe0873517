package dev.migrations.execution;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import dev.migrations.dialect.Dialect;
import dev.migrations.history.History;
import dev.migrations.lock.MigrationLock;
import dev.migrations.model.Direction;
import dev.migrations.model.MigrationFailedException;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementLimits;
import dev.migrations.plan.Step;
import dev.migrations.script.StatementDigest;
import dev.migrations.session.SessionState;
import dev.migrations.session.WorkingConnection;
import org.jspecify.annotations.Nullable;

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

	private final LockedRun run;

	private final Journal journal;

	private final MigrationLock.Held lock;

	private final InDoubt inDoubt;

	private final ScriptOpener scripts;

	private final StatementLimits limits;

	private final RunReports reports;

	private final SharedTransaction shared;

	private final ScriptTransaction transaction;

	private final EarlierSteps earlier;

	private final NextOrder order = new NextOrder();

	private final PrefixHash prefixes = new PrefixHash();

	private final StatementDigest digest = new StatementDigest();

	private final JoinedRows joinedRows;

	/** Null where none may be sent. */
	private final @Nullable MigrationBlock blocks;

	private final WithoutRollback withoutRollback;

	MigrationUnit(WorkingConnection connection, LockedRun run, RepeatedStatements repeated, ScriptOpener scripts,
			RunConditions conditions, RunReports reports, SharedTransaction shared) {
		this.shared = shared;
		this.connection = connection;
		this.dialect = connection.dialect();
		this.run = run;
		this.journal = run.journal();
		this.lock = run.lock();
		this.inDoubt = InDoubt.of(this.dialect, this.journal.tables().prefix());
		this.scripts = scripts;
		this.limits = conditions.limits();
		this.reports = reports;
		this.earlier = new EarlierSteps(connection, run);
		this.withoutRollback = new WithoutRollback(this.connection);
		this.joinedRows = new JoinedRows(this.connection);
		this.transaction = new ScriptTransaction(connection, run, repeated, this.order, this.inDoubt, reports, shared);
		this.blocks = (conditions.blocks() && this.dialect.hasBlocks()) ? new MigrationBlock(this.connection, run,
				scripts, this.inDoubt, this.limits, this.withoutRollback, this.order, reports) : null;
	}

	/**
	 * Applies a migration, or takes it back.
	 * @param step the migration
	 * @param history the history as it was read
	 * @return what became of it
	 * @throws MigrationFailedException if a statement fails
	 * @throws SQLException if the history cannot be written, or the connection is lost
	 * @throws IOException if the script cannot be read
	 */
	UnitResult apply(Step step, History history) throws SQLException, IOException {
		long begin = System.nanoTime();
		MigrationBlock.Composed block = (this.blocks != null) ? this.blocks.compose(step, history) : null;
		if (this.blocks == null || block == null) {
			return applyByStatement(step, history);
		}
		this.earlier.prepareTables(step, history);
		Step rest = this.blocks.send(block);
		if (rest != null) {
			boolean ours = rest.previous() == null || ResumePoint.isUnfinished(rest);
			UnitResult result = ours ? applyByStatement(rest, history) : UnitResult.STALE;
			if (!result.applied()) {
				return result;
			}
		}
		// A block has no guards: nothing of it is skipped.
		return new UnitResult(true, block.statements().size(), List.of(), Duration.ofNanos(System.nanoTime() - begin));
	}

	/**
	 * The history was read again, because what was applied last was rolled back, or is
	 * somebody else's.
	 */
	void beginsAnew() {
		this.order.forget();
	}

	private UnitResult applyByStatement(Step step, History history) throws SQLException, IOException {
		this.shared.begins();
		LockRetries retries = new LockRetries(this.connection, this.reports, step.script(), this.limits);
		UnitResult result;
		try {
			Step next = step;
			result = apply(next, history, retries);
			while (result == UnitResult.AGAIN || result == UnitResult.ONE_BY_ONE) {
				if (result == UnitResult.AGAIN) {
					retries.pause();
					next = rolledBack(next);
				}
				result = ResumePoint.isUnfinished(next) || this.dialect.transactionalDdl()
						? apply(next, history, retries) : UnitResult.STALE;
			}
		}
		catch (SQLException ex) {
			throw new HistoryRefusal(this.dialect, this.journal.tables(), this.scripts).named(ex, step.script());
		}
		if (result.applied() && step.direction() == Direction.UP) {
			this.order.used();
		}
		return result;
	}

	/**
	 * A step of which an attempt was rolled back, where DDL commits by itself all but its
	 * row.
	 */
	private Step rolledBack(Step step) throws SQLException {
		return this.dialect.transactionalDdl() ? step : this.run.asRecorded(step, this.connection);
	}

	private UnitResult apply(Step step, History history, LockRetries retries) throws SQLException, IOException {
		ResolvedMigration migration = step.script();
		Journal journal = this.journal.towards(step.direction());
		boolean unfinished = ResumePoint.isUnfinished(step);
		if (unfinished) {
			this.shared.leave(step);
		}
		try (MigrationLock.AcrossCommits whole = acrossCommits(migration, unfinished)) {
			SessionState session = new SessionState(this.connection);
			ResumePoint resume = prepare(step, history, journal, session);
			if (resume.commitsWithin()) {
				this.shared.leave(step);
			}
			try (MigrationLock.AcrossCommits rest = acrossCommits(migration, !unfinished && resume.commitsWithin())) {
				return apply(step, history, resume.with(migration), journal, resume, session, retries);
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

	private UnitResult apply(Step step, History history, ResolvedMigration migration, Journal journal,
			ResumePoint resume, SessionState session, LockRetries retries) throws SQLException, IOException {
		boolean recorded = resume.isRecorded() || !this.dialect.transactionalDdl();
		Progress progress = new Progress(journal, migration.key(), resume, recorded,
				recorded ? this.prefixes.another() : new PrefixHash());
		Segments segments = new Segments(this.connection, progress, this.inDoubt, this.withoutRollback,
				new TableLocks(this.dialect, journal.tables(), retries), session, migration, retries, this.reports);
		boolean together = !recorded && !this.shared.isDemanded() && this.joinedRows.areSent(migration);
		try (OpenScript script = this.scripts.execute(migration, together);
				StatementSender alone = new StatementSender(this.connection.jdbc(), this.dialect, this.reports);
				SqlitePragmas pragmas = new SqlitePragmas(this.connection, script)) {
			if (resume.defersChecks()) {
				this.shared.separate(step);
			}
			boolean shares = canShare(step, resume, script) && !pragmas.hasHead();
			if (!shares) {
				this.shared.leave(step);
			}
			StatementSender gathering = shares ? this.shared.senderFor(step, history, session, resume) : null;
			pragmas.applyHead(resume.done());
			if (!this.connection.sharesSessions()) {
				session.limit(migration.options(), retries.limits());
			}
			ScriptWork work = new ScriptWork(step, migration, history, gathering != null, script, pragmas, progress,
					segments, (gathering != null) ? gathering : alone, session, retries);
			UnitResult result = this.transaction.send(work, resume, journal);
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
				&& !step.script().options().hasLimits() && this.transaction.firstModes(script).isEmpty();
	}

	/**
	 * Reads the whole script and finds out where to begin.
	 */
	private ResumePoint prepare(Step step, History history, Journal journal, SessionState session)
			throws SQLException, IOException {
		Connection jdbc = this.connection.jdbc();
		this.earlier.prepareTables(step, history);
		return ResumePoint.find(step, this.earlier.steps(step, journal), this.scripts, session, this.digest,
				new ResumePoint.Doubt() {

					@Override
					public InDoubt.Outcome resolve(@Nullable Statement statement, JournalStep intent,
							List<Statement> surroundings) throws SQLException {
						return new Surroundings(MigrationUnit.this.connection).ask(surroundings,
								() -> MigrationUnit.this.inDoubt.resolve(jdbc, statement, intent.fingerprint(),
										intent.kind()));
					}

				});
	}

}
