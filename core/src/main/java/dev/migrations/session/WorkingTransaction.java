package dev.migrations.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.migrations.dialect.Dialect;
import dev.migrations.lock.LockWait;
import dev.migrations.lock.MigrationLock;
import org.jspecify.annotations.Nullable;

/**
 * The transaction of a working connection, if one is open.
 * <ol>
 * <li>Where one keeps all others from writing, it may be begun ahead, before anybody asks
 * for it.</li>
 * <li>Where the lock lasts for one transaction only, each takes it first.</li>
 * <li>Where it cannot be rolled back the session is ended, which rolls back as well.</li>
 * </ol>
 */
final class WorkingTransaction {

	private final Connection connection;

	private final Dialect dialect;

	private final LockWait waiting;

	private final List<TransactionListener> listeners = new ArrayList<>(3);

	/** Null until something is written: most starts need none. */
	private @Nullable TransactionControl control;

	private boolean open;

	/** Whether one was begun that nobody has asked for yet. */
	private boolean ahead;

	/** The lock that every transaction has to take; null where the session has it. */
	private MigrationLock.@Nullable Held lock;

	WorkingTransaction(Connection connection, Dialect dialect, LockWait waiting) {
		this.connection = connection;
		this.dialect = dialect;
		this.waiting = waiting;
	}

	private TransactionControl control() {
		TransactionControl result = this.control;
		if (result == null) {
			result = TransactionControl.of(this.connection, this.dialect, this.waiting);
			this.control = result;
		}
		return result;
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
	 * Adds who is told how it ends.
	 */
	void listen(TransactionListener listener) {
		this.listeners.add(listener);
	}

	/**
	 * Begins it ahead, where that keeps others from writing. They are waited for.
	 * @return whether it had to wait
	 */
	boolean reserve() throws SQLException {
		if (this.open || this.ahead || !control().isExclusive()) {
			return false;
		}
		// It may have begun even if this throws.
		this.ahead = true;
		try {
			return control().beginAhead();
		}
		catch (Throwable ex) {
			rollback(ex);
			throw ex;
		}
	}

	/**
	 * Ends it, if it was begun ahead and not used.
	 */
	void endReservation() throws SQLException {
		if (this.ahead) {
			control().rollback();
			this.ahead = false;
		}
	}

	/**
	 * Begins it, unless it was begun ahead. Others are waited for.
	 * @param modes what a script asks of it, such as an isolation level; may be empty
	 */
	void begin(String modes) throws SQLException {
		boolean begun = this.ahead;
		// It may have begun even if this throws.
		this.open = true;
		this.ahead = false;
		if (begun) {
			return;
		}
		try {
			if (this.lock == null) {
				control().begin(modes);
			}
			else {
				beginWith(this.lock, modes);
			}
		}
		catch (Throwable ex) {
			rollback(ex);
			throw ex;
		}
	}

	private void beginWith(MigrationLock.Held each, String modes) throws SQLException {
		this.waiting.until("the migration lock", new LockWait.Attempt<SQLException>() {

			@Override
			public boolean succeeds() throws SQLException {
				control().begin(modes);
				if (each.lockTransaction(WorkingTransaction.this.connection)) {
					return true;
				}
				// Whoever waits has no transaction open.
				control().rollback();
				return false;
			}

			@Override
			public String inForce() {
				return ALL_COMMITTED_BEFORE;
			}

		});
	}

	/**
	 * Commits it.
	 */
	void commit() throws CommitFailedException {
		try {
			control().commit();
			this.open = false;
		}
		catch (SQLException ex) {
			throw new CommitFailedException(ex);
		}
		for (TransactionListener listener : this.listeners) {
			listener.committed();
		}
	}

	/**
	 * Rolls it back, if it is open.
	 * @param failure why; receives what goes wrong here
	 */
	void rollback(Throwable failure) {
		if (!this.open && !this.ahead) {
			return;
		}
		this.open = false;
		this.ahead = false;
		for (TransactionListener listener : this.listeners) {
			listener.rolledBack();
		}
		try {
			control().rollback();
		}
		catch (SQLException | RuntimeException | Error ex) {
			failure.addSuppressed(ex);
			abort(failure);
		}
	}

	/**
	 * Does something outside of it, as soon as nobody's lock on the database file is in
	 * its way.
	 */
	void whenFree(WorkingConnection.Work work) throws SQLException {
		control().whenFree(work);
	}

	/**
	 * Ends the session, and the transaction with it.
	 * @param failure why; receives what goes wrong here
	 */
	void abort(Throwable failure) {
		this.open = false;
		this.ahead = false;
		SessionEnd.abort(this.connection, failure);
	}

}
