package dev.migrations.execution;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import dev.migrations.dialect.Dialect;
import dev.migrations.history.History;
import dev.migrations.history.HistoryWriter;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementKind;
import dev.migrations.plan.Step;
import dev.migrations.script.StatementCursor;
import org.jspecify.annotations.Nullable;

/**
 * Applies a migration statement by statement, where DDL commits by itself.
 * <ol>
 * <li>Read the whole script once, so that a typing error at its end leaves nothing half
 * done, and compare what an earlier run has done of it.</li>
 * <li>Record that the migration runs.</li>
 * <li>Statements that change data share a transaction with their row in the journal.</li>
 * <li>Any other statement is announced in the journal, with a fingerprint of the schema
 * before it, then sent, then recorded as done.</li>
 * <li>Statements that change only the session are sent again on resuming, and are not
 * recorded.</li>
 * <li>Complete the history and clear the journal in one transaction.</li>
 * </ol>
 * When a statement fails, the history says which one, and the next run resumes there.
 */
final class JournaledUnit implements Unit {

	private final WorkingConnection connection;

	private final HistoryWriter writer;

	private final Journal journal;

	private final ScriptOpener scripts;

	private final Dialect dialect;

	private final String historyTable;

	private boolean prepared;

	JournaledUnit(WorkingConnection connection, HistoryWriter writer, String historyTable, ScriptOpener scripts) {
		this.connection = connection;
		this.dialect = connection.dialect();
		this.writer = writer;
		this.historyTable = this.dialect.sql().folded(historyTable);
		this.journal = new Journal(this.dialect,
				this.dialect.sql().identifier(historyTable + "_step", "migrations.history-table"));
		this.scripts = scripts;
	}

	@Override
	public UnitResult apply(Step step, History history) throws SQLException, IOException {
		long begin = System.nanoTime();
		ResolvedMigration migration = step.migration();
		Connection jdbc = this.connection.jdbc();
		prepare(history);
		ResumePoint resume = ResumePoint.find(migration, this.journal.read(jdbc, migration.key()), this.scripts,
				() -> this.dialect.catalog().fingerprint(jdbc, this.historyTable));
		if (!beginRow(step)) {
			return UnitResult.STALE;
		}
		if (resume.verified() > 0) {
			this.journal.finish(jdbc, migration.key(), resume.verified(), JournalStep.State.VERIFIED);
		}
		else if (resume.undone() > 0) {
			this.journal.delete(jdbc, migration.key(), resume.undone());
		}
		int statements = send(migration, resume.done());
		this.connection.begin();
		try {
			this.journal.deleteAll(jdbc, migration.key());
			this.writer.finish(jdbc, migration, TransactionalUnit.finalState(migration),
					Duration.ofNanos(System.nanoTime() - begin));
			this.connection.commit();
		}
		catch (Throwable ex) {
			this.connection.rollback(ex);
			throw ex;
		}
		return new UnitResult(true, statements);
	}

	private void prepare(History history) throws SQLException {
		if (!this.prepared) {
			this.writer.prepare(this.connection.jdbc(), history);
			this.journal.prepare(this.connection.jdbc());
			this.prepared = true;
		}
	}

	private boolean beginRow(Step step) throws SQLException {
		try {
			return this.writer.begin(this.connection.jdbc(), step.migration(), step.previous());
		}
		catch (SQLException ex) {
			if (this.dialect.errors().isDuplicate(ex)) {
				return false;
			}
			throw ex;
		}
	}

	private int send(ResolvedMigration migration, int done) throws SQLException, IOException {
		int sent = 0;
		try (OpenScript script = this.scripts.open(migration);
				StatementSender sender = new StatementSender(this.connection.jdbc(), this.dialect)) {
			PrefixHash prefix = new PrefixHash();
			for (Statement statement = script.next(); statement != null; statement = script.next()) {
				prefix.add(statement);
				if (statement.kind() == StatementKind.SESSION) {
					sender.sendAlone(statement, script.cursor());
				}
				else if (statement.number() > done) {
					send(migration, statement, prefix, new Sending(sender, script.cursor()));
					sent++;
				}
			}
			return sent;
		}
		catch (StatementFailedException ex) {
			if (!this.dialect.errors().isConnectionLost(ex.error())) {
				recordFailure(migration, ex);
			}
			throw new FailureReport(migration, ex).partlyApplied();
		}
	}

	private void send(ResolvedMigration migration, Statement statement, PrefixHash prefix, Sending sending)
			throws SQLException, IOException, StatementFailedException {
		if (statement.kind() == StatementKind.DML) {
			sendWithStep(migration, statement, prefix, sending);
			return;
		}
		Connection jdbc = this.connection.jdbc();
		String fingerprint = this.dialect.catalog().fingerprint(jdbc, this.historyTable);
		this.journal.insert(jdbc, migration.key(), step(statement, prefix, JournalStep.State.INTENT, fingerprint),
				statement.kind().name());
		sending.send(statement);
		this.journal.finish(jdbc, migration.key(), statement.number(), JournalStep.State.DONE);
	}

	private void sendWithStep(ResolvedMigration migration, Statement statement, PrefixHash prefix, Sending sending)
			throws SQLException, IOException, StatementFailedException {
		this.connection.begin();
		try {
			sending.send(statement);
			this.journal.insert(this.connection.jdbc(), migration.key(),
					step(statement, prefix, JournalStep.State.DONE, null), statement.kind().name());
			this.connection.commit();
		}
		catch (Throwable ex) {
			this.connection.rollback(ex);
			throw ex;
		}
	}

	private static JournalStep step(Statement statement, PrefixHash prefix, JournalStep.State state,
			@Nullable String fingerprint) {
		return new JournalStep(statement.number(), prefix.lastStatement(), prefix.value(), state, fingerprint);
	}

	/**
	 * A statement that the server refused took no effect: its announcement is withdrawn.
	 */
	private void recordFailure(ResolvedMigration migration, StatementFailedException failure) {
		int number = failure.statement().number();
		try {
			this.connection.begin();
			this.journal.delete(this.connection.jdbc(), migration.key(), number);
			this.writer.fail(this.connection.jdbc(), migration.key(), number);
			this.connection.commit();
		}
		catch (SQLException | RuntimeException | Error ex) {
			failure.addSuppressed(ex);
			this.connection.rollback(failure);
		}
	}

	/**
	 * Sends statements of the script that is being read.
	 */
	private record Sending(StatementSender sender, StatementCursor cursor) {

		void send(Statement statement) throws StatementFailedException, IOException {
			this.sender.sendAlone(statement, this.cursor);
		}

	}

}
