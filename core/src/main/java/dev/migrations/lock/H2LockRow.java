package dev.migrations.lock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.OwnTables;
import dev.migrations.model.MigrationLockException;

/**
 * Row of an H2 database that a second connection keeps locked.
 * <ol>
 * <li>Create the table and its one row, unless they are there. The table's name is
 * qualified: the second connection may look for names elsewhere.</li>
 * <li>{@code SELECT … FOR UPDATE} in a transaction that stays open until the lock is
 * released.</li>
 * <li>Whoever held it may have been killed, and the server may still execute what he has
 * sent. Where that changes the catalog, it is waited for.</li>
 * <li>A second row, which is not locked, says who holds it. The second connection may be
 * lost while the working one lives, which so can tell that somebody else has the
 * lock.</li>
 * <li>The connection goes back with autocommit as it came.</li>
 * </ol>
 */
final class H2LockRow implements AutoCloseable {

	private static final String CATALOG = "the catalog, for the migration lock";

	private static final String ANY_SESSION = "a session that changes the schema";

	/** The session that has locked the table in which H2 keeps its catalog. */
	private static final String CHANGING_CATALOG = """
			SELECT s.SESSION_ID, s.USER_NAME, COALESCE(s.CLIENT_ADDR, 'the process of the server')
			FROM INFORMATION_SCHEMA.LOCKS l JOIN INFORMATION_SCHEMA.SESSIONS s ON s.SESSION_ID = l.SESSION_ID
			WHERE l.TABLE_NAME = 'SYS' AND l.LOCK_TYPE = 'WRITE' AND l.SESSION_ID <> SESSION_ID()""";

	private final Dialect dialect;

	private final OwnTables tables;

	private final Connection connection;

	private final boolean autoCommit;

	private String condition = "";

	private H2LockRow(Dialect dialect, OwnTables tables, Connection connection) throws SQLException {
		this.dialect = dialect;
		this.tables = tables;
		this.connection = connection;
		this.autoCommit = connection.getAutoCommit();
	}

	/**
	 * Locks the row.
	 * @param working the session that will execute the statements
	 * @param second a connection of its own, which is closed with the lock, or if it
	 * cannot be had
	 */
	static H2LockRow lock(Dialect dialect, OwnTables tables, String instance, Connection working, Connection second,
			LockWait waiting) throws SQLException {
		H2LockRow row;
		try {
			requireTwoSessions(working, second);
			row = new H2LockRow(dialect, tables, second);
		}
		catch (SQLException | RuntimeException | Error ex) {
			second.close();
			throw ex;
		}
		try {
			second.setAutoCommit(true);
			waiting.until(CATALOG, row.new Creation(second));
			second.setAutoCommit(false);
			waiting.until("the migration lock", row.new Attempt(working));
			waiting.until(CATALOG, row.new Creation(working));
			row.tellHolder(working, instance);
			return row;
		}
		catch (SQLException | RuntimeException | Error ex) {
			row.giveBack(ex);
			throw ex;
		}
	}

	private static void requireTwoSessions(Connection working, Connection second) throws SQLException {
		if (session(working) == session(second)) {
			throw new MigrationLockException(
					"The lock of an H2 server is held by a second connection, but the data source has one only. "
							+ "Nothing was changed.",
					"Let the data source open two connections, or set migrations.url.");
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
	 * Writes who holds the lock into a second row, which nobody locks, and since when.
	 * Whoever takes the lock over writes another moment.
	 */
	private void tellHolder(Connection working, String instance) throws SQLException {
		try (PreparedStatement statement = working.prepareStatement("MERGE INTO " + this.tables.lock()
				+ " (id, holder, since) KEY (id) VALUES (2, ?, " + this.dialect.sql().now() + ")")) {
			statement.setString(1, instance);
			statement.executeUpdate();
		}
		try (Statement statement = working.createStatement();
				ResultSet row = statement.executeQuery("SELECT since FROM " + this.tables.lock() + " WHERE id = 2")) {
			row.next();
			this.condition = "EXISTS (SELECT 1 FROM " + this.tables.lock() + " WHERE id = 2 AND holder = '"
					+ instance.replace("'", "''") + "' AND since = TIMESTAMP WITH TIME ZONE '" + row.getString(1)
					+ "')";
		}
	}

	/**
	 * Condition in SQL that holds as long as nobody else has taken the lock over.
	 */
	String condition() {
		return this.condition;
	}

	private void giveBack(Throwable failure) {
		try (Connection closed = this.connection) {
			closed.rollback();
			closed.setAutoCommit(this.autoCommit);
		}
		catch (SQLException ex) {
			failure.addSuppressed(ex);
		}
	}

	/**
	 * Releases the lock.
	 */
	@Override
	public void close() throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			// A driver that has connected again may no longer have the lock.
			statement.executeUpdate("DELETE FROM " + this.tables.lock() + " WHERE id = 2 AND " + this.condition);
			this.connection.commit();
		}
		catch (SQLException | RuntimeException | Error ex) {
			giveBack(ex);
			throw ex;
		}
		try (Connection closed = this.connection) {
			closed.setAutoCommit(this.autoCommit);
		}
	}

	/**
	 * Attempt to create the table and its one row. A row that is there must not be
	 * touched: its holder has locked it. It fails as long as any session changes the
	 * catalog, also if nothing is to be created.
	 */
	private final class Creation implements LockWait.Attempt<SQLException> {

		private final Connection session;

		Creation(Connection session) {
			this.session = session;
		}

		@Override
		public boolean succeeds() throws SQLException {
			String lock = H2LockRow.this.tables.lock();
			try (Statement statement = this.session.createStatement()) {
				statement.executeUpdate("CREATE TABLE IF NOT EXISTS " + lock
						+ " (id INTEGER PRIMARY KEY, holder VARCHAR(200), since TIMESTAMP WITH TIME ZONE)");
				statement.executeUpdate("INSERT INTO " + lock + " (id) SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM " + lock
						+ " WHERE id = 1)");
				return true;
			}
			catch (SQLException ex) {
				if (H2LockRow.this.dialect.errors().isBusy(ex)) {
					return false;
				}
				if (H2LockRow.this.dialect.errors().isDuplicate(ex)) {
					return true;
				}
				throw ex;
			}
		}

		/**
		 * Only an administrator is shown the sessions of others.
		 */
		@Override
		public String holder() {
			try (Statement statement = this.session.createStatement();
					ResultSet row = statement.executeQuery(CHANGING_CATALOG)) {
				return row.next() ? "session " + row.getInt(1) + " of user '" + row.getString(2) + "' from "
						+ row.getString(3) + ", which changes the schema" : ANY_SESSION;
			}
			catch (SQLException ex) {
				return ANY_SESSION;
			}
		}

	}

	/**
	 * Attempt to lock the row.
	 */
	private final class Attempt implements LockWait.Attempt<SQLException> {

		private final Connection working;

		Attempt(Connection working) {
			this.working = working;
		}

		@Override
		public boolean succeeds() throws SQLException {
			try (Statement statement = H2LockRow.this.connection.createStatement()) {
				statement.executeQuery("SELECT id FROM " + H2LockRow.this.tables.lock() + " WHERE id = 1 FOR UPDATE")
					.close();
				return true;
			}
			catch (SQLException ex) {
				H2LockRow.this.connection.rollback();
				if (H2LockRow.this.dialect.errors().isBusy(ex)) {
					return false;
				}
				throw ex;
			}
		}

		@Override
		public String holder() {
			String sql = "SELECT holder, since FROM " + H2LockRow.this.tables.lock() + " WHERE id = 2";
			try (Statement statement = this.working.createStatement(); ResultSet row = statement.executeQuery(sql)) {
				return row.next() ? "'" + row.getString(1) + "' since " + row.getString(2)
						+ RunningScript.in(this.working, H2LockRow.this.tables) : "another process";
			}
			catch (SQLException ex) {
				return "another process";
			}
		}

	}

}
