package dev.migrations.execution;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.ErrorCodes;
import dev.migrations.dialect.OwnTables;
import dev.migrations.history.Audit;
import dev.migrations.history.HistoryReader;
import dev.migrations.history.HistoryWriter;
import dev.migrations.history.LockConditions;
import dev.migrations.history.OwnStatements;
import dev.migrations.history.RunContext;
import dev.migrations.lock.MigrationLock;
import dev.migrations.model.AppliedMigration;
import dev.migrations.model.AuditEntry;
import dev.migrations.model.MigrationKey;
import dev.migrations.plan.Step;
import dev.migrations.session.WorkingConnection;

/**
 * What works on our own tables while the lock is held. The tables are qualified, because
 * scripts may change where unqualified names are looked up.
 *
 * @param reader reads the history
 * @param writer writes it
 * @param journal the journal
 * @param lock the lock
 * @param audit the audit
 * @param context who runs
 * @param statements executes what is written
 */
record LockedRun(HistoryReader reader, HistoryWriter writer, Journal journal, MigrationLock.Held lock, Audit audit,
		RunContext context, OwnStatements statements) implements AutoCloseable {

	static LockedRun of(WorkingConnection connection, MigrationLock.Held lock, String historyTable, RunContext run)
			throws SQLException {
		Dialect dialect = connection.dialect();
		String schema = dialect.catalog().ownSchema(connection.jdbc(), OwnTables.of(dialect, historyTable));
		OwnTables tables = OwnTables.in(dialect, historyTable, schema);
		OwnStatements statements = new OwnStatements(connection.jdbc(), dialect);
		return new LockedRun(new HistoryReader(dialect, tables),
				new HistoryWriter(dialect, tables, run, new Conditions(lock), statements),
				new Journal(dialect, tables, lock.condition(), run.id(), statements), lock, new Audit(dialect, tables),
				run, statements);
	}

	/**
	 * Creates the table of the audit before the transaction that adds rows to it, where
	 * creating it would commit.
	 */
	void prepareAudit(WorkingConnection connection) throws SQLException {
		if (!connection.dialect().transactionalDdl()) {
			this.audit.prepare(connection.jdbc());
		}
	}

	/**
	 * Adds a row to the audit, in the open transaction.
	 */
	void audit(WorkingConnection connection, AuditEntry.Action action, MigrationKey key, String detail)
			throws SQLException {
		if (connection.dialect().transactionalDdl()) {
			this.audit.prepare(connection.jdbc());
		}
		this.audit.add(connection.jdbc(), this.context, action, key, detail);
	}

	/**
	 * A step with its row as it is now, after an attempt to apply it.
	 */
	Step asRecorded(Step step, WorkingConnection connection) throws SQLException {
		AppliedMigration row = null;
		for (AppliedMigration candidate : this.reader.read(connection.jdbc()).migrations()) {
			row = candidate.key().equals(step.migration().key()) ? candidate : row;
		}
		return new Step(step.migration(), row, step.state(), step.reason(), step.direction());
	}

	/**
	 * Whether the session that has the lock is gone, so that the outcome of what was sent
	 * last is not known. It is asked where a script may have raised the error by itself,
	 * and must still have the lock: a proxy may go on with another session.
	 * @param error the error of what was sent
	 */
	boolean isLost(SQLException error, WorkingConnection connection) {
		ErrorCodes errors = connection.dialect().errors();
		return errors.isConnectionLost(error) && !(errors.mayBeRaised(error) && holdsLock(error, connection));
	}

	/**
	 * Makes sure behind an error that the session still has the lock, which the statement
	 * that failed may have missed.
	 * @param error the error of what was sent
	 * @throws dev.migrations.model.MigrationLockException if it does not
	 */
	void requireLock(SQLException error, WorkingConnection connection) {
		if (!holdsLock(error, connection)) {
			throw HistoryWriter.lockLost();
		}
	}

	private boolean holdsLock(SQLException error, WorkingConnection connection) {
		try (Statement statement = connection.jdbc().createStatement();
				ResultSet row = statement.executeQuery("SELECT " + this.lock.condition())) {
			return row.next() && row.getBoolean(1);
		}
		catch (SQLException ex) {
			error.addSuppressed(ex);
			return false;
		}
	}

	@Override
	public void close() {
		this.statements.close();
	}

	/**
	 * Asks the lock.
	 *
	 * @param lock the lock
	 */
	private record Conditions(MigrationLock.Held lock) implements LockConditions {

		@Override
		public String held() {
			return this.lock.condition();
		}

		@Override
		public String name(String script) {
			return this.lock.name(script);
		}

		@Override
		public String naming(String name) {
			return this.lock.naming(name);
		}

	}

}
