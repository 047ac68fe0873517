package dev.migrations.lock;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.migrations.dialect.Dialect;
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
 * </ol>
 */
final class H2Lock implements MigrationLock {

	/**
	 * The one static: databases inside this JVM are static as well. Each is mapped to who
	 * holds it.
	 */
	private static final Map<String, String> HOLDERS = new ConcurrentHashMap<>();

	private final Dialect dialect;

	private final String lockTable;

	private final String instance;

	private final ConnectionSource secondConnection;

	H2Lock(Dialect dialect, String lockTable, String instance, ConnectionSource secondConnection) {
		this.dialect = dialect;
		this.lockTable = lockTable;
		this.instance = instance;
		this.secondConnection = secondConnection;
	}

	@Override
	public Held acquire(Connection connection, LockWait waiting) throws SQLException {
		String database = database(connection);
		waiting.until("the migration lock of " + database, new LockWait.Attempt<RuntimeException>() {

			@Override
			public boolean succeeds() {
				return HOLDERS.putIfAbsent(database, threadName()) == null;
			}

			@Override
			public String holder() {
				return HOLDERS.getOrDefault(database, "nobody any more");
			}

		});
		try {
			Connection rowHolder = isShared(connection) ? lockRow(waiting) : null;
			return () -> release(database, rowHolder);
		}
		catch (SQLException | RuntimeException | Error ex) {
			HOLDERS.remove(database);
			throw ex;
		}
	}

	private static void release(String database, @Nullable Connection rowHolder) throws SQLException {
		try {
			if (rowHolder != null) {
				try (rowHolder) {
					rowHolder.rollback();
				}
			}
		}
		finally {
			HOLDERS.remove(database);
		}
	}

	private static String threadName() {
		return "thread '" + Thread.currentThread().getName() + "' of this process";
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

	private Connection lockRow(LockWait waiting) throws SQLException {
		Connection connection = this.secondConnection.open();
		try {
			connection.setAutoCommit(true);
			try (Statement statement = connection.createStatement()) {
				statement.executeUpdate("CREATE TABLE IF NOT EXISTS " + this.lockTable
						+ " (id INTEGER PRIMARY KEY, holder VARCHAR(200), since TIMESTAMP WITH TIME ZONE)");
				insertRow(statement);
			}
			connection.setAutoCommit(false);
			waiting.until("the migration lock", new RowAttempt(connection));
			return connection;
		}
		catch (SQLException | RuntimeException | Error ex) {
			connection.close();
			throw ex;
		}
	}

	/**
	 * Inserts the one row. It must not touch a row that is there: its holder has locked
	 * it.
	 */
	private void insertRow(Statement statement) throws SQLException {
		try {
			statement.executeUpdate("INSERT INTO " + this.lockTable + " (id) SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM "
					+ this.lockTable + ")");
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

		RowAttempt(Connection connection) {
			this.connection = connection;
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
			return "another process (this is " + H2Lock.this.instance + ")";
		}

	}

}
