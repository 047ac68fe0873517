package dev.migrations.lock;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.OwnTables;

/**
 * Lock of H2. Embedded, the database belongs to this JVM alone, and so does the lock.
 * Where other processes may connect, it is a row, locked by a second connection, because
 * DDL commits whatever transaction the working connection is in.
 * <ol>
 * <li>The JVM's lock, keyed by the database.</li>
 * <li>In server or mixed mode, the row, in the schema in which the working connection
 * finds the history.</li>
 * </ol>
 */
final class H2Lock implements MigrationLock {

	private final Dialect dialect;

	private final String historyTable;

	private final String instance;

	private final ConnectionSource secondConnection;

	H2Lock(Dialect dialect, String historyTable, String instance, ConnectionSource secondConnection) {
		this.dialect = dialect;
		this.historyTable = historyTable;
		this.instance = instance;
		this.secondConnection = secondConnection;
	}

	@Override
	public Held acquire(Connection connection, LockWait waiting) throws SQLException {
		String database = database(connection);
		LockWait together = waiting.fromNow();
		ProcessLock process = ProcessLock.take(database, "the migration lock of " + database, together);
		try {
			if (!isShared(connection)) {
				return process;
			}
			OwnTables tables = OwnTables.in(this.dialect, this.historyTable, connection.getSchema());
			H2LockRow row = H2LockRow.lock(this.dialect, tables, this.instance, connection,
					this.secondConnection.open(), together);
			return new Held() {

				@Override
				public String condition() {
					return row.condition();
				}

				@Override
				public void close() throws SQLException {
					try (process) {
						row.close();
					}
				}

			};
		}
		catch (SQLException | RuntimeException | Error ex) {
			process.close();
			throw ex;
		}
	}

	/**
	 * The row is. Where the lock is one of this process, a schema is created by its
	 * holder alone: H2 stands still, until one of them gives up, if two sessions change
	 * its catalog at the same moment.
	 */
	@Override
	public boolean isInSchema(Connection connection) throws SQLException {
		return isShared(connection);
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

}
