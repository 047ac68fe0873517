package dev.migrations.execution;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.regex.Pattern;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.InvalidMigrationException;
import org.jspecify.annotations.Nullable;

/**
 * The transaction that is lent to code. Finds out whether an error has ended it.
 * <ol>
 * <li>PostgreSQL refuses by itself what comes behind an error, unless there is a
 * savepoint.</li>
 * <li>On SQLite another one can be begun only if it was ended.</li>
 * <li>On MariaDB and MySQL it depends on settings, versions and routines which errors end
 * it. So the server is asked before a statement whether one is open, as long as that is
 * not known, and after an error again.</li>
 * <li>H2 ends it at a deadlock, and never else.</li>
 * </ol>
 */
final class LentTransaction {

	/** What MySQL says of a setting for the next transaction while one is open. */
	private static final int IN_PROGRESS = 1568;

	/**
	 * Statements behind which none is open because of an error, and not because they
	 * commit by themselves.
	 */
	private static final Set<String> CALLS = Set.of("CALL", "LOAD");

	private static final Pattern TABLE = Pattern.compile("(?i)\\b(?:FROM|TABLE)\\b");

	private final Connection connection;

	private final Dialect dialect;

	/** Whether the server has to be asked. */
	private final boolean asks;

	/** Whether the server said that one is open, since when nothing may have ended it. */
	private boolean open;

	/** Whether statements may have begun one, or ended it, since then. */
	private boolean changed;

	/** What has ended it. */
	private @Nullable SQLException end;

	/** The statement with which that came. */
	private String ended = "";

	LentTransaction(Connection connection, Dialect dialect) {
		this.connection = connection;
		this.dialect = dialect;
		this.asks = dialect.vendor() == Vendor.MARIADB || dialect.vendor() == Vendor.MYSQL;
	}

	/**
	 * Makes sure that no error has ended it.
	 * @param borrower who is told
	 */
	void require(String borrower) {
		SQLException error = this.end;
		if (error != null) {
			throw new InvalidMigrationException(
					borrower + " goes on after an error with which the transaction of its migration has ended, as at a "
							+ "deadlock, or on SQLite with OR ROLLBACK and RAISE(ROLLBACK, …)." + System.lineSeparator()
							+ "The database said"
							+ new DatabaseError(error, Secrets.in(this.dialect.vendor(), this.ended)).said(),
					"Let the error through. On SQLite, OR ABORT and RAISE(ABORT, …) undo their statement alone.",
					error);
		}
	}

	/**
	 * A statement is about to be executed. A query of no table cannot fail so, and may
	 * ask what the one before it has done, which our question would make the server
	 * forget.
	 */
	void executes(String sql) {
		if (this.asks && this.changed && !(isQuery(sql) && !TABLE.matcher(sql).find())) {
			ask();
		}
	}

	/**
	 * A statement was executed.
	 */
	void executed(String sql) {
		if (this.asks && !isQuery(sql)) {
			boolean staysOpen = this.open && LentConnection.CHANGES_OF_DATA.contains(LentConnection.word(sql))
					&& !LentConnection.isSeveral(sql);
			this.changed |= !staysOpen;
		}
	}

	/**
	 * A statement has failed.
	 */
	void failed(String sql, SQLException error) {
		boolean ended = switch (this.dialect.vendor()) {
			case SQLITE -> canBegin();
			case POSTGRESQL -> false;
			case MARIADB, MYSQL -> this.dialect.errors().isDeadlock(error) || isLost(sql, error);
			default -> this.dialect.errors().isDeadlock(error);
		};
		if (ended && this.end == null) {
			this.end = error;
			this.ended = sql;
		}
	}

	private boolean isLost(String sql, SQLException error) {
		// The server's errors have a code, those of its driver have none.
		if (error.getErrorCode() == 0) {
			return false;
		}
		// What came since the server said so may have committed it.
		boolean before = this.open && !this.changed;
		ask();
		String word = LentConnection.word(sql);
		return before && !this.open && !LentConnection.isSeveral(sql)
				&& (isQuery(sql) || LentConnection.CHANGES_OF_DATA.contains(word) || CALLS.contains(word));
	}

	private static boolean isQuery(String sql) {
		return sql.isEmpty() || LentConnection.QUERIES.contains(LentConnection.word(sql));
	}

	private boolean canBegin() {
		boolean begun = false;
		try (Statement statement = this.connection.createStatement()) {
			statement.execute("BEGIN");
			begun = true;
			statement.execute("ROLLBACK");
		}
		catch (SQLException ex) {
			// One is open.
		}
		return begun;
	}

	private void ask() {
		this.changed = false;
		try (Statement statement = this.connection.createStatement()) {
			if (this.dialect.vendor() == Vendor.MARIADB) {
				try (ResultSet row = statement.executeQuery("SELECT @@in_transaction")) {
					this.open = row.next() && row.getBoolean(1);
				}
				return;
			}
			// It has no such variable, but refuses this while one is open.
			statement.execute("SET TRANSACTION READ WRITE");
			this.open = false;
		}
		catch (SQLException ex) {
			// Whoever does not answer has not said that one is open.
			this.open = ex.getErrorCode() == IN_PROGRESS;
		}
	}

}
