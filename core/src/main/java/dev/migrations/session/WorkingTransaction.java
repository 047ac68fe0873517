package dev.migrations.session;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.Vendor;
import dev.migrations.lock.LockWait;
import dev.migrations.lock.MigrationLock;
import org.jspecify.annotations.Nullable;

/**
 * The transaction of a working connection, if one is open.
 * <ol>
 * <li>On SQLite it is one that writes from the beginning, sent as text.</li>
 * <li>Where the lock lasts for one transaction only, each takes it first.</li>
 * <li>Where it cannot be rolled back the session is ended, which rolls back as well.</li>
 * </ol>
 */
final class WorkingTransaction {

	private final Connection connection;

	private final Dialect dialect;

	private final LockWait waiting;

	private final BusyWait busy;

	private boolean open;

	/** Whether one of SQLite was begun that nobody has asked for yet. */
	private boolean reserved;

	private WorkingConnection.@Nullable AfterCommit afterCommit;

	private WorkingConnection.@Nullable OnRollback onRollback;

	/** Null on other databases, and where nothing is to be written. */
	private @Nullable SqliteJournal journal;

	/** The lock that every transaction has to take; null where the session has it. */
	private MigrationLock.@Nullable Held lock;

	WorkingTransaction(Connection connection, Dialect dialect, LockWait waiting) {
		this.connection = connection;
		this.dialect = dialect;
		this.waiting = waiting;
		this.busy = new BusyWait(dialect, waiting);
	}

	/**
	 * Whether it is open.
	 */
	boolean isOpen() {
		return this.open;
	}

	/**
	 * The lock that each transaction takes; null where the session has it.
	 */
	MigrationLock.@Nullable Held lock() {
		return this.lock;
	}

	/**
	 * Sets the lock that each transaction takes from here on.
	 */
	void lockWith(MigrationLock.@Nullable Held each) {
		this.lock = each;
	}

	/**
	 * Sets the journal mode that the file of an SQLite database gets with the first
	 * commit.
	 */
	void journal(SqliteJournal wanted) {
		this.journal = wanted;
	}

	/**
	 * Sets what is called after each commit.
	 */
	void afterCommit(WorkingConnection.AfterCommit callback) {
		this.afterCommit = callback;
	}

	/**
	 * Sets what is called with each rollback.
	 */
	void onRollback(WorkingConnection.OnRollback callback) {
		this.onRollback = callback;
	}

	/**
	 * Begins it ahead on SQLite. Other writers are waited for.
	 * @return whether it had to wait
	 */
	boolean reserve() throws SQLException {
		if (this.dialect.vendor() != Vendor.SQLITE || this.open || this.reserved) {
			return false;
		}
		// It may have begun even if this throws.
		this.reserved = true;
		try {
			return reserveSqlite();
		}
		catch (Throwable ex) {
			rollback(ex);
			throw ex;
		}
	}

	/**
	 * Looks itself for the moment at which nobody writes: SQLite would look ten times a
	 * second, and for as long as the driver lets it.
	 */
	private boolean reserveSqlite() throws SQLException {
		int patience;
		try (Statement statement = this.connection.createStatement();
				ResultSet row = statement.executeQuery("PRAGMA busy_timeout")) {
			patience = row.next() ? row.getInt(1) : 0;
		}
		try {
			setPatience(0);
			return beginSqlite();
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
			abort(ex);
			throw ex;
		}
	}

	private void setPatience(int millis) throws SQLException {
		new Sending(this.connection, "PRAGMA busy_timeout = " + millis).execute();
	}

	/**
	 * Ends it, if it was begun ahead and not used.
	 */
	void endReservation() throws SQLException {
		if (this.reserved) {
			rollbackSqlite();
			this.reserved = false;
		}
	}

	private boolean beginSqlite() throws SQLException {
		return this.busy.until("the database file's write lock", "a connection that writes to the file",
				Sending.of(this.connection, "BEGIN IMMEDIATE"));
	}

	/**
	 * Begins it. Other writers are waited for.
	 * @param modes what a script asks of it, such as an isolation level; may be empty
	 */
	void begin(String modes) throws SQLException {
		// It may have begun even if this throws.
		this.open = true;
		try {
			switch (this.dialect.vendor()) {
				case SQLITE -> {
					if (!this.reserved) {
						beginSqlite();
					}
					this.reserved = false;
				}
				case POSTGRESQL -> {
					if (this.lock == null) {
						beginPostgres(modes);
					}
					else {
						MigrationLock.Held each = this.lock;
						this.waiting.until("the migration lock", new LockWait.Attempt<SQLException>() {

							@Override
							public boolean succeeds() throws SQLException {
								return beginPostgres(modes, each);
							}

							@Override
							public String inForce() {
								return ALL_COMMITTED_BEFORE;
							}

						});
					}
				}
				case MARIADB, MYSQL -> {
					if (modes.toUpperCase(Locale.ROOT).contains("ISOLATION")) {
						new Sending(this.connection, "SET TRANSACTION " + modes).execute();
					}
					this.connection.setAutoCommit(false);
				}
				default -> this.connection.setAutoCommit(false);
			}
		}
		catch (Throwable ex) {
			rollback(ex);
			throw ex;
		}
	}

	private void beginPostgres(String modes) throws SQLException {
		this.connection.setAutoCommit(false);
		if (!modes.isEmpty()) {
			new Sending(this.connection, "SET TRANSACTION " + modes).execute();
		}
	}

	private boolean beginPostgres(String modes, MigrationLock.Held each) throws SQLException {
		beginPostgres(modes);
		if (each.lockTransaction(this.connection)) {
			return true;
		}
		// Whoever waits has no transaction open.
		this.connection.rollback();
		this.connection.setAutoCommit(true);
		return false;
	}

	/**
	 * Commits it.
	 */
	void commit() throws CommitFailedException {
		try {
			if (this.dialect.vendor() == Vendor.SQLITE) {
				// Readers may keep a commit waiting; the transaction stays open
				// meanwhile.
				this.busy.until("readers of the database file", "a connection that reads the file",
						Sending.of(this.connection, "COMMIT"));
			}
			else {
				this.connection.commit();
				this.connection.setAutoCommit(true);
			}
			this.open = false;
		}
		catch (SQLException ex) {
			throw new CommitFailedException(ex);
		}
		if (this.journal != null) {
			this.journal.committed();
		}
		if (this.afterCommit != null) {
			this.afterCommit.committed();
		}
	}

	/**
	 * Rolls it back, if it is open.
	 * @param failure why; receives what goes wrong here
	 */
	void rollback(Throwable failure) {
		if (!this.open && !this.reserved) {
			return;
		}
		this.open = false;
		this.reserved = false;
		if (this.onRollback != null) {
			this.onRollback.rolledBack();
		}
		try {
			if (this.dialect.vendor() == Vendor.SQLITE) {
				rollbackSqlite();
			}
			else {
				this.connection.rollback();
				this.connection.setAutoCommit(true);
			}
		}
		catch (SQLException | RuntimeException | Error ex) {
			failure.addSuppressed(ex);
			abort(failure);
		}
	}

	/**
	 * Some errors end a transaction of SQLite by themselves, so that there may be nothing
	 * left to roll back.
	 */
	private void rollbackSqlite() throws SQLException {
		try {
			new Sending(this.connection, "ROLLBACK").execute();
		}
		catch (SQLException ex) {
			String message = ex.getMessage();
			if (message == null || !message.contains("no transaction is active")) {
				throw ex;
			}
		}
	}

	/**
	 * No more transactions are begun.
	 */
	void close() throws SQLException {
		if (this.journal != null && !this.connection.isClosed()) {
			this.journal.end(this.waiting);
		}
	}

	/**
	 * Ends the session, and the transaction with it.
	 * @param failure why; receives what goes wrong here
	 */
	void abort(Throwable failure) {
		this.open = false;
		this.reserved = false;
		SessionEnd.abort(this.connection, failure);
	}

	/**
	 * A text that is sent.
	 */
	private record Sending(Connection connection, String sql) implements WorkingConnection.Work {

		/**
		 * One as work, so that the JVM need not make sure, where it is passed on, that it
		 * may stand for that.
		 */
		static WorkingConnection.Work of(Connection connection, String sql) {
			return new Sending(connection, sql);
		}

		@Override
		public void execute() throws SQLException {
			try (Statement statement = this.connection.createStatement()) {
				statement.execute(this.sql);
			}
		}

	}

}
