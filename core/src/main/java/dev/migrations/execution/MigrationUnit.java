package dev.migrations.execution;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import dev.migrations.dialect.Dialect;
import dev.migrations.history.History;
import dev.migrations.history.HistoryReader;
import dev.migrations.history.HistoryWriter;
import dev.migrations.model.AppliedMigration;
import dev.migrations.model.HistoryState;
import dev.migrations.model.MigrationFailedException;
import dev.migrations.model.MigrationType;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.plan.Step;

/**
 * Applies one migration together with its row in the history.
 * <ol>
 * <li>Where DDL commits by itself, or an earlier run has left the migration unfinished,
 * read the whole script first: what cannot be split is found before anything is sent, and
 * the part done is compared with the journal.</li>
 * <li>Begin a transaction. Where the lock lasts for one transaction only, read the history
 * again inside it.</li>
 * <li>Insert the row, so that a second runner is stopped by its key before it sends
 * anything.</li>
 * <li>Send the script, segment by segment; a script whose statements can all share a
 * transaction is one segment.</li>
 * <li>Complete the row, forget the journal, and commit.</li>
 * </ol>
 * Whatever is thrown on the way rolls back what is open. If something was committed before
 * it, the row says which statement failed, and the next run resumes there.
 */
final class MigrationUnit {

	private final WorkingConnection connection;

	private final Dialect dialect;

	private final HistoryReader reader;

	private final HistoryWriter writer;

	private final Journal journal;

	private final InDoubt inDoubt;

	private final ScriptOpener scripts;

	private final FreshnessCheck freshness;

	MigrationUnit(WorkingConnection connection, HistoryReader reader, HistoryWriter writer, String historyTable,
			ScriptOpener scripts) {
		this.connection = connection;
		this.dialect = connection.dialect();
		this.reader = reader;
		this.writer = writer;
		this.journal = new Journal(this.dialect,
				this.dialect.sql().identifier(historyTable + "_step", "migrations.history-table"));
		this.inDoubt = InDoubt.of(this.dialect, this.dialect.sql().folded(historyTable));
		this.scripts = scripts;
		this.freshness = FreshnessCheck.of(this.dialect);
	}

	/**
	 * Applies a migration.
	 * @param step the migration
	 * @param history the history as it was read
	 * @return what became of it
	 * @throws MigrationFailedException if a statement fails
	 * @throws SQLException if the history cannot be written, or the connection is lost
	 * @throws IOException if the script cannot be read
	 */
	UnitResult apply(Step step, History history) throws SQLException, IOException {
		long begin = System.nanoTime();
		ResolvedMigration migration = step.migration();
		ResumePoint resume = prepare(step, history);
		try (OpenScript script = this.scripts.open(migration);
				SqlitePragmas pragmas = new SqlitePragmas(this.connection, script)) {
			pragmas.applyHead();
			this.connection.begin();
			Segments segments = new Segments(this.connection, this.journal, this.inDoubt, migration, resume);
			try {
				if (!isFresh(history) || !beginRow(step, history)) {
					this.connection.rollback(new SQLException("The history has changed"));
					return UnitResult.STALE;
				}
				resume.settle(this.connection.jdbc(), this.journal, migration.key());
				if (!this.dialect.transactionalDdl()) {
					segments.keepRow();
				}
				segments.send(script, pragmas);
				pragmas.checkForeignKeys();
				complete(migration, segments, Duration.ofNanos(System.nanoTime() - begin));
				return new UnitResult(true, segments.sent());
			}
			catch (StatementFailedException ex) {
				this.connection.rollback(ex);
				throw failure(migration, segments, ex);
			}
			catch (Throwable ex) {
				this.connection.rollback(ex);
				throw ex;
			}
		}
	}

	/**
	 * Finds out where to begin. A script that is rolled back as a whole needs no journal.
	 */
	private ResumePoint prepare(Step step, History history) throws SQLException, IOException {
		AppliedMigration previous = step.previous();
		boolean unfinished = previous != null
				&& (previous.state() == HistoryState.RUNNING || previous.state() == HistoryState.FAILED);
		Connection jdbc = this.connection.jdbc();
		if (!this.dialect.transactionalDdl()) {
			this.writer.prepare(jdbc, history);
			this.journal.prepare(jdbc);
		}
		if (!unfinished && this.dialect.transactionalDdl()) {
			return ResumePoint.BEGINNING;
		}
		return ResumePoint.find(step.migration(), this.journal.read(jdbc, step.migration().key()), this.scripts,
				(statement, before) -> this.inDoubt.resolve(jdbc, statement, before));
	}

	private boolean isFresh(History history) throws SQLException {
		Connection jdbc = this.connection.jdbc();
		return this.freshness.isFresh(jdbc, () -> this.reader.read(jdbc), history);
	}

	private boolean beginRow(Step step, History history) throws SQLException {
		try {
			if (this.dialect.transactionalDdl()) {
				this.writer.prepare(this.connection.jdbc(), history);
			}
			return this.writer.begin(this.connection.jdbc(), step.migration(), step.previous());
		}
		catch (SQLException ex) {
			if (this.dialect.errors().isDuplicate(ex)) {
				return false;
			}
			throw ex;
		}
	}

	private void complete(ResolvedMigration migration, Segments segments, Duration duration) throws SQLException {
		this.connection.beginUnlessOpen();
		if (segments.isJournaled()) {
			this.journal.deleteAll(this.connection.jdbc(), migration.key());
		}
		HistoryState state = (migration.type() == MigrationType.BASELINE) ? HistoryState.BASELINE
				: HistoryState.APPLIED;
		this.writer.finish(this.connection.jdbc(), migration, state, duration);
		this.connection.commit();
	}

	/**
	 * Records the failure if anything of the script is in force, and words it.
	 */
	private MigrationFailedException failure(ResolvedMigration migration, Segments segments,
			StatementFailedException failure) throws SQLException {
		if (this.dialect.errors().isConnectionLost(failure.error())) {
			throw failure.error();
		}
		FailureReport report = new FailureReport(migration, failure);
		if (!segments.isRowCommitted()) {
			return report.rolledBack();
		}
		try {
			this.connection.begin();
			segments.withdraw(failure.statement());
			this.writer.fail(this.connection.jdbc(), migration.key(), failure.statement().number());
			this.connection.commit();
		}
		catch (SQLException | RuntimeException | Error ex) {
			failure.addSuppressed(ex);
			this.connection.rollback(failure);
		}
		return report.partlyApplied(segments.done());
	}

}
