package dev.migrations.execution;

import java.io.IOException;
import java.sql.SQLException;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.MigrationHistoryException;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementKind;
import dev.migrations.session.SessionState;
import dev.migrations.session.WorkingConnection;

/**
 * Session in which a script resumes. What the part that is in force has set is sent
 * again, before the first statement that is left; what that cannot bring back is lost.
 * What the database refuses now it had accepted before: it is not the statement that is
 * wrong.
 */
final class ResumedSession {

	private static final String SAVEPOINT = "migrations_replay";

	private final WorkingConnection connection;

	private final Dialect dialect;

	private final SessionState session;

	private final Progress progress;

	private final LostState lost;

	private final SessionReplay replay;

	private boolean due = true;

	ResumedSession(WorkingConnection connection, SessionState session, Progress progress, String script) {
		this.connection = connection;
		this.dialect = connection.dialect();
		this.session = session;
		this.progress = progress;
		this.lost = new LostState(script, this.dialect.vendor());
		this.replay = new SessionReplay(this.dialect.vendor(), this.lost);
	}

	/**
	 * A statement is in force since an earlier run.
	 */
	void passed(Statement statement, OpenScript script, TableLocks tableLocks) throws SQLException {
		if (tableLocks.isChangedBy(statement)) {
			this.session.changes();
			tableLocks.sentBefore(statement);
			return;
		}
		if (statement.kind() == StatementKind.DDL) {
			if (this.session.isChangedBy(statement)) {
				this.lost.tables().add(statement);
			}
			else {
				this.lost.tables().changed(statement);
			}
		}
		this.replay.passed(statement, script.resolved(statement));
	}

	/**
	 * Whether anything has to be sent for which no transaction may be open.
	 */
	boolean needsNoTransaction() {
		return this.due && this.replay.isOutsideOfTransactions();
	}

	/**
	 * Makes sure that a statement needs nothing that is lost.
	 * @param statement the statement, as it is sent
	 */
	void requireNothingLostFor(Statement statement) {
		this.lost.requireNoneFor(statement, this.session, this.progress);
	}

	/**
	 * Whether a variable has a value that another session could not give it again.
	 */
	boolean holdsValues() {
		return this.replay.holdsValues();
	}

	/**
	 * Sends again what is due, once. What is prepared is missed only where it is needed.
	 */
	void resume(WithoutRollback withoutRollback, StatementSender sender, OpenScript script)
			throws SQLException, IOException, StatementFailedException {
		if (!this.due) {
			return;
		}
		this.due = false;
		for (SessionReplay.Entry entry : this.replay.entries()) {
			this.session.changesAgain(entry.statement());
			if (!entry.isPrepared()) {
				send(entry.statement(), sender, script);
			}
			else if (!isAccepted(entry.statement(), sender, script)) {
				this.replay.refused(entry);
			}
			withoutRollback.sent(entry.statement());
		}
	}

	private void send(Statement statement, StatementSender sender, OpenScript script)
			throws IOException, StatementFailedException {
		try {
			sender.sendAlone(statement, script);
		}
		catch (StatementFailedException ex) {
			if (this.dialect.errors().isConnectionLost(ex.error())) {
				throw ex;
			}
			throw refused(statement, ex, script);
		}
	}

	private boolean isAccepted(Statement statement, StatementSender sender, OpenScript script)
			throws SQLException, IOException, StatementFailedException {
		boolean spoils = this.dialect.vendor() == Vendor.POSTGRESQL && this.connection.isInTransaction();
		if (spoils) {
			this.connection.execute("SAVEPOINT " + SAVEPOINT);
		}
		try {
			sender.sendAlone(statement, script);
			return true;
		}
		catch (StatementFailedException ex) {
			if (this.dialect.errors().isConnectionLost(ex.error())) {
				throw ex;
			}
			if (spoils) {
				this.connection.execute("ROLLBACK TO SAVEPOINT " + SAVEPOINT);
			}
			return false;
		}
	}

	private MigrationHistoryException refused(Statement statement, StatementFailedException failure,
			OpenScript script) {
		Secrets secrets = Secrets.in(this.dialect.vendor(), statement.text()).and(failure.hidden());
		String separator = System.lineSeparator();
		return new MigrationHistoryException(
				script.name() + ", line " + statement.line() + ": statement " + statement.number()
						+ " was sent again, because what it had set ended with the session of the run that did not "
						+ "finish, and the database refuses it now." + separator + separator
						+ ShownStatement.of(this.dialect.vendor(), statement.text()) + separator + separator
						+ "The database says" + new DatabaseError(failure.error(), secrets).said() + separator
						+ this.progress.inForce() + ", and nothing was sent of what is left.",
				"Bring back what the statement needs, and start again. Or correct the statement, and accept it with "
						+ "'migrations repair --accept-steps': the next start sends it as it is then.");
	}

}
