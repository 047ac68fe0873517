package dev.migrations.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;

import javax.sql.DataSource;

import dev.migrations.dialect.Dialect;
import dev.migrations.lock.LockWait;
import dev.migrations.lock.MigrationLock;
import dev.migrations.model.MigrationException;
import dev.migrations.model.MigrationLockException;
import org.jspecify.annotations.Nullable;

/**
 * The one connection that a run works on. It is in autocommit except between
 * {@link #begin(String)} and {@link #commit()} or {@link #rollback()}, whatever the pool
 * it comes from does, and is given back as it was taken. Where its state is in doubt it
 * is aborted, never given back.
 */
public final class WorkingConnection implements AutoCloseable {

	private final ConnectionLoan loan;

	private final Connection connection;

	private final Dialect dialect;

	private final LockWait waiting;

	private final SessionPreparation preparation;

	private final WorkingTransaction transaction;

	private WorkingConnection(ConnectionLoan loan, LockWait waiting, SessionPreparation preparation)
			throws SQLException {
		this.loan = loan;
		this.preparation = preparation;
		this.connection = loan.session();
		this.waiting = waiting;
		this.dialect = Dialect.detect(this.connection);
		this.transaction = new WorkingTransaction(this.connection, this.dialect, waiting);
		loan.workWithAutoCommit();
	}

	/**
	 * Takes a connection. An H2 file that another process has open is tried again.
	 * @param dataSource where from
	 * @param waiting how long to wait for locks
	 * @param preparation what it needs before anything is written
	 * @return the connection
	 * @throws SQLException if there is none
	 */
	public static WorkingConnection open(DataSource dataSource, LockWait waiting, SessionPreparation preparation)
			throws SQLException {
		ConnectionLoan loan = ConnectionLoan.take(dataSource, waiting);
		try {
			return new WorkingConnection(loan, waiting, preparation);
		}
		catch (MigrationException ex) {
			// Not supported. It is as it was taken; a pool would log what an abort
			// breaks.
			SessionEnd.close(loan.connection(), ex);
			throw ex;
		}
		catch (SQLException | RuntimeException | Error ex) {
			loan.end(ex);
			throw ex;
		}
	}

	/**
	 * The JDBC connection.
	 * @return the connection
	 */
	public Connection jdbc() {
		return this.connection;
	}

	/**
	 * The database behind it.
	 * @return the dialect
	 */
	public Dialect dialect() {
		return this.dialect;
	}

	/**
	 * Acquires the lock of the database for this session. Where acquiring or releasing it
	 * fails the session is ended, because it may hold the lock: in a pool it would keep
	 * everybody else out.
	 * @param lock the lock
	 * @param lockWait how long to wait for it
	 * @return the lock, to be released by closing it
	 * @throws MigrationLockException if it could not be acquired in time
	 * @throws SQLException if the database fails
	 */
	public MigrationLock.Held acquire(MigrationLock lock, LockWait lockWait) throws SQLException {
		return GuardedLock.acquire(this, lock, lockWait);
	}

	/**
	 * Prepares the session for writing, unless it is.
	 */
	void prepare() throws SQLException {
		if (!isPrepared()) {
			this.loan.prepared(this.preparation.prepare(this, this.waiting));
		}
	}

	/**
	 * Whether the session was prepared for writing.
	 */
	boolean isPrepared() {
		return this.loan.isPrepared();
	}

	/**
	 * Whether the session is to work in a schema that was set.
	 */
	boolean hasOwnSchema() {
		return this.preparation.schema() != null;
	}

	/**
	 * Sets the lock that each transaction takes from here on; null where the session has
	 * it, or nobody.
	 */
	void lockTransactions(MigrationLock.@Nullable Held lock) {
		this.transaction.lockWith(lock);
	}

	/**
	 * Begins the next transaction ahead on SQLite, whose lock lasts for one, so that
	 * nobody else does meanwhile what is planned for it. Nothing may be written before it
	 * is begun in earnest.
	 * @return whether somebody else had to be waited for
	 * @throws SQLException if that fails
	 */
	public boolean reserve() throws SQLException {
		return this.transaction.reserve();
	}

	/**
	 * Lets go of a transaction that was begun ahead and not used.
	 * @throws SQLException if that fails
	 */
	public void endReservation() throws SQLException {
		this.transaction.endReservation();
	}

	/**
	 * Begins a transaction. On SQLite it is one that writes from the beginning, and other
	 * writers are waited for.
	 * @param modes what a script asks of it, such as an isolation level; may be empty
	 * @throws SQLException if that fails
	 */
	public void begin(String modes) throws SQLException {
		this.transaction.begin(modes);
	}

	/**
	 * Whether the lock lasts for one transaction only, so that the history has to be read
	 * again inside each.
	 */
	public boolean lockEndsWithTransaction() {
		return sharesSessions() || this.dialect.lockEndsWithTransaction();
	}

	/**
	 * Whether other transactions may have other sessions, so that nothing may be left
	 * behind in one.
	 */
	public boolean sharesSessions() {
		return this.transaction.lock() != null;
	}

	/**
	 * Refuses a script that commits before its end, where others could come in between.
	 * @param script the script
	 */
	public void requireOneTransaction(String script) throws SQLException {
		MigrationLock.Held lock = this.transaction.lock();
		if (lock != null) {
			lock.acrossCommits(script).close();
		}
	}

	/**
	 * Reads in the open transaction what may not be there, without spoiling it.
	 */
	public <T> T readSafely(Read<T> read) throws SQLException {
		if (!sharesSessions()) {
			return read.from(this.connection);
		}
		Savepoint before = this.connection.setSavepoint();
		try {
			return read.from(this.connection);
		}
		finally {
			this.connection.rollback(before);
		}
	}

	/**
	 * Whether a transaction is open.
	 * @return whether it is
	 */
	public boolean isInTransaction() {
		return this.transaction.isOpen();
	}

	/**
	 * Commits.
	 * @throws CommitFailedException if that fails; where the connection was lost, the
	 * outcome is not known
	 */
	public void commit() throws CommitFailedException {
		this.transaction.commit();
	}

	/**
	 * Adds who is told how each transaction ends, as long as this connection is in use.
	 * @param listener who
	 */
	public void listen(TransactionListener listener) {
		this.transaction.listen(listener);
	}

	/**
	 * Rolls back, if a transaction is open. Where that fails the connection is aborted,
	 * which rolls back as well.
	 * @param failure why; receives what goes wrong here
	 */
	public void rollback(Throwable failure) {
		this.transaction.rollback(failure);
	}

	/**
	 * Whether nothing can be sent any more. A pool may close its connection for the
	 * SQLState of an error alone, which a script may have raised by itself.
	 * @param failure the error; receives what goes wrong here
	 */
	public boolean isClosed(Throwable failure) {
		try {
			return this.connection.isClosed();
		}
		catch (SQLException ex) {
			failure.addSuppressed(ex);
			return true;
		}
	}

	/**
	 * Ends the session, so that nobody can go on with it.
	 * @param failure why; receives what goes wrong here
	 */
	public void abort(Throwable failure) {
		this.transaction.abort(failure);
	}

	/**
	 * Executes one statement of our own.
	 * @param sql the statement
	 * @throws SQLException if it fails
	 */
	public void execute(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute(sql);
		}
	}

	/**
	 * Does something outside of a transaction. Where somebody else has the database file
	 * locked, it is tried again.
	 * @param work what to do
	 * @throws SQLException if it fails
	 */
	public void whenFree(Work work) throws SQLException {
		this.transaction.whenFree(work);
	}

	/**
	 * The session was changed in ways that cannot all be taken back.
	 */
	public void setChanged() {
		this.loan.setChanged();
	}

	/**
	 * A script may have left something in the session that the next one would find, such
	 * as a lock, and that only ends with it.
	 */
	public void setSpent() {
		this.loan.setSpent();
	}

	/**
	 * Whether the next script needs another session.
	 */
	public boolean isSpent() {
		return this.loan.isSpent();
	}

	/**
	 * Whether a script has changed the session.
	 */
	public boolean isChanged() {
		return this.loan.isChanged();
	}

	/**
	 * Gives the connection back as it was taken; on a server, a session that a script has
	 * changed is ended instead.
	 * @throws SQLException if that fails
	 */
	@Override
	public void close() throws SQLException {
		// Whoever gets the connection next must not commit what nobody has ended.
		rollback(new SQLException("Given back with a transaction open"));
		this.loan.giveBack(this.dialect.isServer());
	}

	/**
	 * Something to do on the connection.
	 */
	@FunctionalInterface
	public interface Work {

		void execute() throws SQLException;

	}

	/**
	 * Reads something.
	 *
	 * @param <T> what it gives
	 */
	@FunctionalInterface
	public interface Read<T> {

		T from(Connection connection) throws SQLException;

	}

}
