package dev.migrations.session;

import java.sql.Connection;
import java.sql.SQLException;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.Vendor;
import dev.migrations.lock.LockWait;

/**
 * How a database begins and ends a transaction. Remembers nothing: whether one is open is
 * known to the {@link WorkingTransaction}.
 */
interface TransactionControl {

	/**
	 * That of a database.
	 * @param connection the session
	 * @param dialect the database
	 * @param waiting how to wait for others
	 */
	static TransactionControl of(Connection connection, Dialect dialect, LockWait waiting) {
		return (dialect.vendor() == Vendor.SQLITE) ? new SqliteTransactions(connection, dialect.errors(), waiting)
				: new JdbcTransactions(connection, dialect.vendor());
	}

	/**
	 * Begins one.
	 * @param modes what a script asks of it, such as an isolation level; may be empty
	 */
	void begin(String modes) throws SQLException;

	/**
	 * Commits it. It stays open if that fails.
	 */
	void commit() throws SQLException;

	/**
	 * Rolls it back.
	 */
	void rollback() throws SQLException;

	/**
	 * Whether one keeps all others from writing from its beginning on, so that it is of
	 * use to begin one ahead.
	 */
	default boolean isExclusive() {
		return false;
	}

	/**
	 * Begins an exclusive one ahead.
	 * @return whether somebody else had to be waited for
	 */
	default boolean beginAhead() throws SQLException {
		throw new IllegalStateException("Nobody is kept out by a transaction");
	}

	/**
	 * Does something outside of a transaction, as soon as nobody's lock on the database
	 * file is in its way.
	 */
	default void whenFree(WorkingConnection.Work work) throws SQLException {
		work.execute();
	}

}
