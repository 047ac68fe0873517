package dev.migrations.session;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;

import dev.migrations.dialect.ErrorCodes;
import dev.migrations.lock.LockWait;
import dev.migrations.model.InvalidSettingsException;
import dev.migrations.model.MigrationLockException;
import dev.migrations.model.SqliteJournalMode;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The journal mode of an SQLite file. It is a property of the file, so it is set once, by
 * whoever comes first, and after something was committed: what is found wrong before that
 * leaves the file as it was, and whoever holds its write lock need not let go of it.
 * <ol>
 * <li>After each commit it is tried at once, until it is set.</li>
 * <li>Before the connection is given back it is tried for some seconds.</li>
 * </ol>
 * Nothing depends on it: where it cannot be set, because others have the file open or its
 * file system does not allow it, the migrations go on without.
 */
final class SqliteJournal implements TransactionListener, SessionPreparation.Restore {

	private static final Log logger = LogFactory.getLog(SqliteJournal.class);

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

	private static final String MEMORY = "memory";

	private final Connection connection;

	private final ErrorCodes errors;

	private final String wanted;

	private final LockWait waiting;

	private boolean settled;

	/** What it is as long as it is not what is wanted; empty before the first commit. */
	private String now = "";

	private SqliteJournal(Connection connection, ErrorCodes errors, SqliteJournalMode mode, LockWait waiting) {
		this.connection = connection;
		this.errors = errors;
		this.waiting = waiting;
		this.wanted = mode.name().toLowerCase(Locale.ROOT);
		this.settled = mode == SqliteJournalMode.UNCHANGED;
	}

	/**
	 * Lets one follow the commits of a connection.
	 * @param connection a connection to the file
	 * @param mode the mode that is wanted
	 * @param waiting how to wait for others
	 * @return brings it to its end
	 * @throws InvalidSettingsException if the URL sets one that rolls nothing back
	 */
	static SessionPreparation.Restore follow(WorkingConnection connection, SqliteJournalMode mode, LockWait waiting)
			throws SQLException {
		SqliteJournal journal = new SqliteJournal(connection.jdbc(), connection.dialect().errors(), mode, waiting);
		if (journal.urlSays("journal_mode=off")) {
			throw new InvalidSettingsException(
					"The URL sets journal_mode=off, with which SQLite rolls nothing back: what a script did before it "
							+ "failed would stay. Nothing was changed.",
					"Take journal_mode out of the URL: migrations.sqlite.journal-mode says which journal the file has.");
		}
		connection.listen(journal);
		return journal;
	}

	@Override
	public void committed() {
		if (this.settled) {
			return;
		}
		try {
			if (this.now.isEmpty()) {
				this.now = ask("PRAGMA journal_mode");
			}
			this.settled = this.now.equals(this.wanted) || this.now.equals(MEMORY) || urlSays("journal_mode=")
					|| isSet();
		}
		catch (SQLException ex) {
			failed(ex);
		}
	}

	/**
	 * Nothing more will be committed. Others that use the file are waited for, since
	 * switching does not wait by itself.
	 */
	@Override
	public void restore(Connection session) {
		if (this.settled || this.now.isEmpty()) {
			return;
		}
		this.settled = true;
		try {
			this.waiting.atMost(LONGEST_WAIT)
				.until("the database file, to set its journal mode", new LockWait.Attempt<SQLException>() {

					@Override
					public boolean succeeds() throws SQLException {
						return isSet();
					}

				});
		}
		catch (MigrationLockException ex) {
			logger.info("The journal mode of the database file stays '" + this.now + "', because others have it open.");
		}
		catch (SQLException ex) {
			failed(ex);
		}
	}

	private void failed(SQLException ex) {
		this.settled = true;
		logger
			.info("The journal mode of the database file stays as it is, because it cannot be set: " + ex.getMessage());
	}

	private boolean isSet() throws SQLException {
		try {
			ask("PRAGMA journal_mode = " + this.wanted);
			return true;
		}
		catch (SQLException ex) {
			if (this.errors.isBusy(ex)) {
				return false;
			}
			if (this.errors.isReadOnly(ex)) {
				return true;
			}
			throw ex;
		}
	}

	private boolean urlSays(String setting) throws SQLException {
		String url = this.connection.getMetaData().getURL();
		return url != null && url.toLowerCase(Locale.ROOT).contains(setting);
	}

	private String ask(String pragma) throws SQLException {
		try (Statement statement = this.connection.createStatement(); ResultSet row = statement.executeQuery(pragma)) {
			return row.next() ? row.getString(1).toLowerCase(Locale.ROOT) : MEMORY;
		}
	}

}
