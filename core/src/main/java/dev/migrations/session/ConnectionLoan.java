package dev.migrations.session;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import dev.migrations.lock.LockWait;
import dev.migrations.model.InvalidSettingsException;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/**
 * Connection that a data source has lent, and what has to be done before it goes back:
 * its next user must get it as it was, or not at all.
 */
final class ConnectionLoan {

	private static final String TRANSACTION_AWARE = "org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy";

	private final DataSource dataSource;

	private final Connection connection;

	private boolean autoCommit = true;

	private boolean prepared;

	private SessionPreparation.@Nullable Restore restore;

	private boolean changed;

	private boolean spent;

	private ConnectionLoan(DataSource dataSource, Connection connection) {
		this.dataSource = dataSource;
		this.connection = connection;
	}

	/**
	 * What lends a connection of its own to everybody, also within a transaction of the
	 * caller, which is not ours to commit. The class is told by its name: to ask for it
	 * would load it at every start.
	 */
	private static DataSource behindTransactions(DataSource dataSource) {
		if (dataSource.getClass().getName().equals(TRANSACTION_AWARE)) {
			DataSource target = ((DelegatingDataSource) dataSource).getTargetDataSource();
			return (target != null) ? target : dataSource;
		}
		return dataSource;
	}

	/**
	 * Takes a connection. An H2 file that another process has open is tried again.
	 * @param waiting how long to wait for others
	 * @throws InvalidSettingsException if the data source chooses among others, and has
	 * none to choose now
	 */
	static ConnectionLoan take(DataSource lender, LockWait waiting) throws SQLException {
		DataSource dataSource = behindTransactions(lender);
		try {
			SqliteFile.prepare(dataSource);
			return new ConnectionLoan(dataSource, ConnectionAttempt.open(dataSource, waiting));
		}
		catch (IllegalStateException ex) {
			if (dataSource instanceof AbstractRoutingDataSource) {
				throw new InvalidSettingsException(
						"The DataSource chooses among others by what is going on, such as a tenant, and has no default: "
								+ ex.getMessage() + ".",
						"Give it a default, as setDefaultTargetDataSource does; or set migrations.data-source to the name "
								+ "of the DataSource bean to migrate; or let a bean of type MigrationTenants supply all of "
								+ "them.",
						ex);
			}
			throw ex;
		}
	}

	/**
	 * What was lent.
	 */
	Connection connection() {
		return this.connection;
	}

	/**
	 * What to work on. HikariCP closes what it has lent for some errors of statements,
	 * although the session goes on, and nothing could be recorded of them.
	 */
	Connection session() throws SQLException {
		return HikariPools.behind(this.connection);
	}

	/**
	 * Switches autocommit on, until it goes back.
	 */
	void workWithAutoCommit() throws SQLException {
		this.autoCommit = this.connection.getAutoCommit();
		if (!this.autoCommit) {
			this.connection.setAutoCommit(true);
		}
	}

	/**
	 * Whether the session was prepared for writing.
	 */
	boolean isPrepared() {
		return this.prepared;
	}

	/**
	 * The session was prepared for writing.
	 * @param how takes that back; null if there is nothing to take back
	 */
	void prepared(SessionPreparation.@Nullable Restore how) {
		this.prepared = true;
		this.restore = how;
	}

	/**
	 * The session was changed in ways that cannot all be taken back.
	 */
	void setChanged() {
		this.changed = true;
	}

	/**
	 * Whether the session was changed.
	 */
	boolean isChanged() {
		return this.changed;
	}

	/**
	 * A script may have left something in the session that the next one would find.
	 */
	void setSpent() {
		this.changed = true;
		this.spent = true;
	}

	/**
	 * Whether the next script needs another session.
	 */
	boolean isSpent() {
		return this.spent;
	}

	/**
	 * Gives it back.
	 * @param onServer whether a session that was changed has to be ended instead, because
	 * closing it does not
	 */
	void giveBack(boolean onServer) throws SQLException {
		if (this.changed && onServer) {
			end(new SQLException("The session was changed by a script"));
			return;
		}
		if (isEnded()) {
			end(new SQLException("The session was ended"));
			return;
		}
		try (Connection closed = this.connection) {
			restore(closed);
		}
	}

	/**
	 * Ends the session. A pool that is not told would lend it to the next one who asks:
	 * one that was used a moment ago is not tried again first.
	 * @param failure why; receives what goes wrong here
	 */
	void end(Throwable failure) {
		try {
			HikariPools.evict(this.dataSource, this.connection);
		}
		catch (SQLException | RuntimeException ex) {
			failure.addSuppressed(ex);
		}
		SessionEnd.abort(this.connection, failure);
		SessionEnd.close(this.connection, failure);
	}

	/**
	 * Whether the session has ended and the pool does not know.
	 */
	private boolean isEnded() throws SQLException {
		return !this.connection.isClosed() && this.connection.isWrapperFor(Connection.class)
				&& this.connection.unwrap(Connection.class).isClosed();
	}

	private void restore(Connection closed) throws SQLException {
		try {
			if (closed.isClosed()) {
				return;
			}
			if (this.restore != null) {
				this.restore.restore(closed);
			}
			if (!this.autoCommit) {
				closed.setAutoCommit(false);
			}
		}
		catch (Throwable ex) {
			end(ex);
			throw ex;
		}
	}

}
