package dev.migrations.session;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;

import dev.migrations.dialect.Dialect;
import dev.migrations.lock.LockWait;
import dev.migrations.model.MigrationLockException;
import dev.migrations.model.SqliteJournalMode;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The journal mode of an SQLite file. It is a property of the file, so it is set once, by
 * whoever comes first. Nothing depends on it: where it cannot be set, because others have
 * the file open or its file system does not allow it, the migrations go on without.
 *
 * @param mode the mode
 */
record SqliteJournal(SqliteJournalMode mode) {

	private static final Log logger = LogFactory.getLog(SqliteJournal.class);

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

	private static final String MEMORY = "memory";

	/**
	 * Sets the mode, unless it is set, the database has no file, or the URL asks for
	 * another one.
	 */
	void ensure(WorkingConnection working, LockWait waiting) throws SQLException {
		Connection connection = working.jdbc();
		Dialect dialect = working.dialect();
		if (this.mode == SqliteJournalMode.UNCHANGED || isSetByUrl(connection)) {
			return;
		}
		String wanted = this.mode.name().toLowerCase(Locale.ROOT);
		String now = ask(connection, "PRAGMA journal_mode");
		if (now.equals(wanted) || now.equals(MEMORY)) {
			return;
		}
		try {
			// Switching does not wait for others by itself.
			waiting.orAtMost(LONGEST_WAIT)
				.until("the database file, to set its journal mode", new LockWait.Attempt<SQLException>() {

					@Override
					public boolean succeeds() throws SQLException {
						return isSet(connection, dialect, wanted);
					}

				});
		}
		catch (MigrationLockException ex) {
			if (Thread.currentThread().isInterrupted()) {
				throw ex;
			}
			logger.info("The journal mode of the database file stays '" + now + "', because others have it open.");
		}
	}

	private static boolean isSet(Connection connection, Dialect dialect, String wanted) throws SQLException {
		try {
			ask(connection, "PRAGMA journal_mode = " + wanted);
			return true;
		}
		catch (SQLException ex) {
			if (dialect.errors().isBusy(ex)) {
				return false;
			}
			if (dialect.errors().isReadOnly(ex)) {
				return true;
			}
			throw ex;
		}
	}

	private static boolean isSetByUrl(Connection connection) throws SQLException {
		String url = connection.getMetaData().getURL();
		return url != null && url.toLowerCase(Locale.ROOT).contains("journal_mode=");
	}

	private static String ask(Connection connection, String pragma) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(pragma)) {
			return row.next() ? row.getString(1).toLowerCase(Locale.ROOT) : MEMORY;
		}
	}

}
