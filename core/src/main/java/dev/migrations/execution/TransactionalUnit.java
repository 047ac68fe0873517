package dev.migrations.execution;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import dev.migrations.history.History;
import dev.migrations.history.HistoryReader;
import dev.migrations.history.HistoryWriter;
import dev.migrations.model.HistoryState;
import dev.migrations.model.MigrationType;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Statement;
import dev.migrations.plan.Step;

/**
 * Applies a migration and its row in the history as one transaction.
 * <ol>
 * <li>Begin. Where the lock lasts for one transaction only, the history is read again
 * inside it.</li>
 * <li>Insert the row, so that a second runner is stopped by its key before it sends
 * anything.</li>
 * <li>Send the statements.</li>
 * <li>Complete the row, and commit.</li>
 * </ol>
 * Whatever is thrown on the way rolls everything back.
 */
final class TransactionalUnit implements Unit {

	private final WorkingConnection connection;

	private final HistoryReader reader;

	private final HistoryWriter writer;

	private final ScriptOpener scripts;

	private final FreshnessCheck freshness;

	TransactionalUnit(WorkingConnection connection, HistoryReader reader, HistoryWriter writer, ScriptOpener scripts) {
		this.connection = connection;
		this.reader = reader;
		this.writer = writer;
		this.scripts = scripts;
		this.freshness = FreshnessCheck.of(connection.dialect());
	}

	@Override
	public UnitResult apply(Step step, History history) throws SQLException, IOException {
		long begin = System.nanoTime();
		ResolvedMigration migration = step.migration();
		this.connection.begin();
		try {
			Connection jdbc = this.connection.jdbc();
			if (!this.freshness.isFresh(jdbc, () -> this.reader.read(jdbc), history) || !beginRow(step, history)) {
				this.connection.rollback(new SQLException("The history has changed"));
				return UnitResult.STALE;
			}
			int statements = send(migration);
			this.writer.finish(jdbc, migration, finalState(migration), Duration.ofNanos(System.nanoTime() - begin));
			this.connection.commit();
			return new UnitResult(true, statements);
		}
		catch (StatementFailedException ex) {
			this.connection.rollback(ex);
			throw new FailureReport(migration, ex).rolledBack();
		}
		catch (Throwable ex) {
			this.connection.rollback(ex);
			throw ex;
		}
	}

	static HistoryState finalState(ResolvedMigration migration) {
		return (migration.type() == MigrationType.BASELINE) ? HistoryState.BASELINE : HistoryState.APPLIED;
	}

	private boolean beginRow(Step step, History history) throws SQLException {
		try {
			this.writer.prepare(this.connection.jdbc(), history);
			return this.writer.begin(this.connection.jdbc(), step.migration(), step.previous());
		}
		catch (SQLException ex) {
			if (this.connection.dialect().errors().isDuplicate(ex)) {
				return false;
			}
			throw ex;
		}
	}

	private int send(ResolvedMigration migration) throws SQLException, IOException, StatementFailedException {
		int count = 0;
		try (OpenScript script = this.scripts.open(migration);
				StatementSender sender = new StatementSender(this.connection.jdbc(), this.connection.dialect())) {
			for (Statement statement = script.next(); statement != null; statement = script.next()) {
				sender.send(statement, script.cursor());
				count++;
			}
			sender.flush();
		}
		return count;
	}

}
