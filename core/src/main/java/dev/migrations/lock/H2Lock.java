package dev.migrations.lock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.OwnTables;
import dev.migrations.model.MigrationLockException;
import org.jspecify.annotations.Nullable;

/**
 * Lock of H2. Embedded, the database belongs to this JVM alone, and so does the lock.
 * Where other processes may connect, it is a row, locked by a second connection, because
 * DDL commits whatever transaction the working connection is in.
 * <ol>
 * <li>The JVM's lock, keyed by the database.</li>
 * <li>In server or mixed mode, on the second connection: create the table and its one row
 * unless they are there, then {@code SELECT … FOR UPDATE} in a transaction that stays
 * open until the lock is released.</li>
 * <li>A second row, which is not locked, says who holds it.</li>
 * </ol>
 */
final class H2Lock implements MigrationLock {

	private final Dialect dialect;

	private final OwnTables tables;

	private final String lockTable;

	private final String instance;

	private final ConnectionSource secondConnection;

	H2Lock(Dialect dialect, OwnTables tables, String instance, ConnectionSource secondConnection) {
		this.dialect = dialect;
		this.tables = tables;
		this.lockTable = tables.lock();
		this.instance = instance;
		this.secondConnection = secondConnection;
	}

	@Override
	public Held acquire(Connection connection, LockWait waiting) throws SQLException {
		String database = database(connection);
		ProcessLock process = ProcessLock.take(database, "the migration lock of " + database, waiting);
		try {
			Connection rowHolder = isShared(connection) ? lockRow(connection, waiting) : null;
			return () -> release(process, rowHolder);
		}
		catch (SQLException | RuntimeException | Error ex) {
			process.close();
			throw ex;
		}
	}

	private void release(ProcessLock process, @Nullable Connection rowHolder) throws SQLException {
		try {
			if (rowHolder != null) {
				try (rowHolder; Statement statement = rowHolder.createStatement()) {
					statement.executeUpdate("DELETE FROM " + this.lockTable + " WHERE id = 2");
					rowHolder.commit();
				}
			}
		}
		finally {
			process.close();
		}
	}

	private static String database(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("SELECT COALESCE(DATABASE_PATH(), 'mem:' || DATABASE())")) {
			row.next();
			return row.getString(1);
		}
	}

	private static boolean isShared(Connection connection) throws SQLException {
		String url = connection.getMetaData().getURL().toLowerCase(Locale.ROOT);
		return url.startsWith("jdbc:h2:tcp:") || url.startsWith("jdbc:h2:ssl:") || url.contains(";auto_server=true");
	}

	private Connection lockRow(Connection working, LockWait waiting) throws SQLException {
		Connection connection = this.secondConnection.open();
		if (session(connection) == session(working)) {
			throw new MigrationLockException(
					"The lock of an H2 server is held by a second connection, but the data source has one only. "
							+ "Nothing was changed.",
					"Let the data source open two connections, or set migrations.url.");
		}
		try {
			connection.setAutoCommit(true);
			try (Statement statement = connection.createStatement()) {
				statement.executeUpdate("CREATE TABLE IF NOT EXISTS " + this.lockTable
						+ " (id INTEGER PRIMARY KEY, holder VARCHAR(200), since TIMESTAMP WITH TIME ZONE)");
				insertRow(statement);
			}
			connection.setAutoCommit(false);
			waiting.until("the migration lock", new RowAttempt(connection, working));
			tellHolder(working);
			return connection;
		}
		catch (SQLException | RuntimeException | Error ex) {
			connection.close();
			throw ex;
		}
	}

	private static int session(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("SELECT SESSION_ID()")) {
			row.next();
			return row.getInt(1);
		}
	}

	/**
	 * Writes who holds the lock into a second row, which nobody locks.
	 */
	private void tellHolder(Connection working) throws SQLException {
		try (PreparedStatement statement = working.prepareStatement("MERGE INTO " + this.lockTable
				+ " (id, holder, since) KEY (id) VALUES (2, ?, " + this.dialect.sql().now() + ")")) {
			statement.setString(1, this.instance);
			statement.executeUpdate();
		}
	}

	/**
	 * Inserts the one row. It must not touch a row that is there: its holder has locked
	 * it.
	 */
	private void insertRow(Statement statement) throws SQLException {
		try {
			statement.executeUpdate("INSERT INTO " + this.lockTable + " (id) SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM "
					+ this.lockTable + " WHERE id = 1)");
		}
		catch (SQLException ex) {
			if (!this.dialect.errors().isDuplicate(ex)) {
				throw ex;
			}
		}
	}

	/**
	 * Attempt to lock the row.
	 */
	private final class RowAttempt implements LockWait.Attempt<SQLException> {

		private final Connection connection;

		private final Connection working;

		RowAttempt(Connection connection, Connection working) {
			this.connection = connection;
			this.working = working;
		}

		@Override
		public boolean succeeds() throws SQLException {
			try (Statement statement = this.connection.createStatement()) {
				statement.executeQuery("SELECT id FROM " + H2Lock.this.lockTable + " WHERE id = 1 FOR UPDATE").close();
				return true;
			}
			catch (SQLException ex) {
				this.connection.rollback();
				if (H2Lock.this.dialect.errors().isBusy(ex)) {
					return false;
				}
				throw ex;
			}
		}

		@Override
		public String holder() {
			String sql = "SELECT holder, since FROM " + H2Lock.this.lockTable + " WHERE id = 2";
			try (Statement statement = this.working.createStatement(); ResultSet row = statement.executeQuery(sql)) {
				return row.next() ? "'" + row.getString(1) + "' since " + row.getString(2)
						+ RunningScript.in(this.working, H2Lock.this.tables) : "another process";
			}
			catch (SQLException ex) {
				return "another process";
			}
		}

	}

}
