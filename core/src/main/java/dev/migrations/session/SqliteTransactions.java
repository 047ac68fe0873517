package dev.migrations.session;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import dev.migrations.dialect.ErrorCodes;
import dev.migrations.lock.LockWait;

/**
 * Transactions of SQLite, which write from the beginning and are sent as text, with
 * autocommit on: what the driver begins by itself reads first, and fails where it wants
 * to write and somebody else has written meanwhile.
 */
final class SqliteTransactions implements TransactionControl {

	private final Connection connection;

	private final ErrorCodes errors;

	private final LockWait waiting;

	SqliteTransactions(Connection connection, ErrorCodes errors, LockWait waiting) {
		this.connection = connection;
		this.errors = errors;
		this.waiting = waiting;
	}

	@Override
	public void begin(String modes) throws SQLException {
		begin();
	}

	private boolean begin() throws SQLException {
		return until("the database file's write lock",
				new BusyAttempt(this.errors, "a connection that writes to the file", text("BEGIN IMMEDIATE")));
	}

	/**
	 * Readers may keep a commit waiting; the transaction stays open meanwhile.
	 */
	@Override
	public void commit() throws SQLException {
		until("readers of the database file",
				new BusyAttempt(this.errors, "a connection that reads the file", text("COMMIT")));
	}

	/**
	 * Some errors end a transaction by themselves, so that there may be nothing left to
	 * roll back.
	 */
	@Override
	public void rollback() throws SQLException {
		try {
			text("ROLLBACK").execute();
		}
		catch (SQLException ex) {
			String message = ex.getMessage();
			if (message == null || !message.contains("no transaction is active")) {
				throw ex;
			}
		}
	}

	@Override
	public boolean isExclusive() {
		return true;
	}

	/**
	 * Looks itself for the moment at which nobody writes: SQLite would look ten times a
	 * second, and for as long as the driver lets it.
	 */
	@Override
	public boolean beginAhead() throws SQLException {
		int patience;
		try (Statement statement = this.connection.createStatement();
				ResultSet row = statement.executeQuery("PRAGMA busy_timeout")) {
			patience = row.next() ? row.getInt(1) : 0;
		}
		try {
			setPatience(0);
			return begin();
		}
		finally {
			restorePatience(patience);
		}
	}

	private void restorePatience(int millis) throws SQLException {
		try {
			setPatience(millis);
		}
		catch (Throwable ex) {
			// Nobody may get a session that does not wait.
			SessionEnd.abort(this.connection, ex);
			throw ex;
		}
	}

	private void setPatience(int millis) throws SQLException {
		text("PRAGMA busy_timeout = " + millis).execute();
	}

	@Override
	public void whenFree(WorkingConnection.Work work) throws SQLException {
		until("the database file", new BusyAttempt(this.errors, "another connection to the file", work));
	}

	private boolean until(String what, LockWait.Attempt<SQLException> attempt) throws SQLException {
		return this.waiting.until(what, attempt);
	}

	private WorkingConnection.Work text(String sql) {
		return new Text(this.connection, sql);
	}

	/**
	 * A text that is sent. Not a lambda: most that apply would set up the machinery of
	 * lambdas for this one.
	 */
	private record Text(Connection connection, String sql) implements WorkingConnection.Work {

		@Override
		public void execute() throws SQLException {
			try (Statement statement = this.connection.createStatement()) {
				statement.execute(this.sql);
			}
		}

	}

}
