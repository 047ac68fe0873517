package dev.migrations.dialect;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Locale;
import java.util.Set;

/**
 * What the errors of a product mean. Decided by SQLState and error code; SQLite, which
 * has one code for every error of a statement, by its message, which is never translated.
 */
public final class ErrorCodes {

	static final int SQLITE_PRIMARY = 0xff;

	private static final int SQLITE_BUSY = 5;

	private static final int SQLITE_LOCKED = 6;

	private static final int SQLITE_READ_ONLY = 8;

	private static final int SQLITE_IO = 10;

	private static final int SQLITE_FULL = 13;

	private static final int SQLITE_CONSTRAINT = 19;

	private static final Set<Integer> MYSQL_FULL = Set.of(1021, 1114);

	private static final Set<Integer> MYSQL_DENIED = Set.of(1044, 1142, 1143);

	private static final int MYSQL_UNKNOWN_DATABASE = 1049;

	private static final int MYSQL_TABLE_EXISTS = 1050;

	private static final int MYSQL_DUPLICATE_COLUMN = 1060;

	private static final int MYSQL_DUPLICATE_INDEX = 1061;

	private static final int MYSQL_DUPLICATE_KEY = 1062;

	private static final int MYSQL_NO_SUCH_TABLE = 1146;

	private static final int MYSQL_UNKNOWN_COLUMN = 1054;

	private static final int MYSQL_SYNTAX = 1064;

	private static final int MYSQL_COLUMN_COUNT = 1136;

	private static final int MYSQL_LOCK_WAIT_TIMEOUT = 1205;

	private static final int MYSQL_DEADLOCK = 1213;

	private static final int MARIADB_RECORD_CHANGED = 1020;

	private static final int MYSQL_OPTION_PREVENTS = 1290;

	private static final int MYSQL_READ_ONLY_TRANSACTION = 1792;

	private static final int MYSQL_READ_ONLY_MODE = 1836;

	static final int MYSQL_CONNECTION_KILLED = 1927;

	private static final int H2_SYNTAX = 42000;

	private static final int H2_SYNTAX_EXPECTED = 42001;

	private static final int H2_LOCK_TIMEOUT = 50200;

	private static final int H2_DEADLOCK = 40001;

	private static final int H2_CONCURRENT_UPDATE = 90131;

	private static final int H2_NO_SUCH_SCHEMA = 90079;

	private static final int H2_DENIED = 90096;

	private static final int H2_READ_ONLY = 90097;

	private final Vendor vendor;

	private ErrorCodes(Vendor vendor) {
		this.vendor = vendor;
	}

	static ErrorCodes of(Vendor vendor) {
		return new ErrorCodes(vendor);
	}

	/**
	 * Whether a table that a query names does not exist, or its schema does not.
	 * @param error the error
	 * @return whether it is that
	 */
	public boolean isMissingTable(SQLException error) {
		return switch (this.vendor) {
			case SQLITE -> message(error).contains("no such table");
			case POSTGRESQL -> "42P01".equals(error.getSQLState()) || "3F000".equals(error.getSQLState());
			case MARIADB, MYSQL ->
				error.getErrorCode() == MYSQL_NO_SUCH_TABLE || error.getErrorCode() == MYSQL_UNKNOWN_DATABASE;
			// One of nearly that name may be there, or the one of that name since just
			// now.
			default -> "42S02".equals(error.getSQLState()) || "42S03".equals(error.getSQLState())
					|| "42S04".equals(error.getSQLState()) || error.getErrorCode() == H2_NO_SUCH_SCHEMA;
		};
	}

	/**
	 * Whether something exists already: a row with that key, or a table of that name,
	 * which two sessions may create at the same moment.
	 * @param error the error
	 * @return whether it is that
	 */
	public boolean isDuplicate(SQLException error) {
		return switch (this.vendor) {
			case SQLITE -> (error.getErrorCode() & SQLITE_PRIMARY) == SQLITE_CONSTRAINT
					|| message(error).contains("already exists");
			case POSTGRESQL -> "23505".equals(error.getSQLState()) || "42P07".equals(error.getSQLState());
			case MARIADB, MYSQL -> error.getErrorCode() == MYSQL_DUPLICATE_KEY
					|| error.getErrorCode() == MYSQL_TABLE_EXISTS || error.getErrorCode() == MYSQL_DUPLICATE_COLUMN;
			default -> "23505".equals(error.getSQLState()) || "42S01".equals(error.getSQLState());
		};
	}

	/**
	 * Whether something that a statement was to create is there already: an object such
	 * as a table, a column, or a row with that key.
	 * @param error the error
	 * @return whether it is that
	 */
	public boolean isExisting(SQLException error) {
		return switch (this.vendor) {
			case SQLITE -> message(error).contains("already exists") || message(error).contains("duplicate column name")
					|| message(error).contains("unique constraint failed");
			case POSTGRESQL ->
				Set.of("42P07", "42710", "42701", "42P06", "23505").contains(String.valueOf(error.getSQLState()));
			case MARIADB, MYSQL -> switch (error.getErrorCode()) {
				case MYSQL_TABLE_EXISTS, MYSQL_DUPLICATE_COLUMN, MYSQL_DUPLICATE_INDEX, MYSQL_DUPLICATE_KEY -> true;
				default -> false;
			};
			default -> Set.of("42S01", "42S11", "42S21", "23505").contains(String.valueOf(error.getSQLState()));
		};
	}

	/**
	 * Whether a column was given NULL that does not accept it. Asked of PostgreSQL only.
	 * @param error the error
	 * @return whether it is that
	 */
	public boolean isNull(SQLException error) {
		return "23502".equals(error.getSQLState());
	}

	/**
	 * Whether a statement was to be executed that the session has not prepared. Asked of
	 * PostgreSQL only.
	 * @param error the error
	 * @return whether it is that
	 */
	public boolean isNotPrepared(SQLException error) {
		return "26000".equals(error.getSQLState());
	}

	/**
	 * Whether somebody else holds a lock that the statement needs, so that it may be
	 * tried again.
	 * @param error the error
	 * @return whether it is that
	 */
	public boolean isBusy(SQLException error) {
		return switch (this.vendor) {
			case SQLITE -> isLockedSqlite(error);
			case POSTGRESQL -> "55P03".equals(error.getSQLState());
			case MARIADB, MYSQL -> error.getErrorCode() == MYSQL_LOCK_WAIT_TIMEOUT;
			default -> error.getErrorCode() == H2_LOCK_TIMEOUT || error.getErrorCode() == H2_CONCURRENT_UPDATE;
		};
	}

	/**
	 * Whether the statement was chosen to give way in a deadlock.
	 * @param error the error
	 * @return whether it is that
	 */
	public boolean isDeadlock(SQLException error) {
		return switch (this.vendor) {
			case POSTGRESQL -> "40P01".equals(error.getSQLState());
			case MARIADB, MYSQL -> error.getErrorCode() == MYSQL_DEADLOCK;
			case H2 -> error.getErrorCode() == H2_DEADLOCK;
			default -> false;
		};
	}

	/**
	 * Whether the transaction was rolled back because others have changed rows since it
	 * looked at them.
	 * @param error the error
	 * @return whether it is that
	 */
	public boolean isSerializationFailure(SQLException error) {
		return switch (this.vendor) {
			case POSTGRESQL -> "40001".equals(error.getSQLState());
			case MARIADB -> error.getErrorCode() == MARIADB_RECORD_CHANGED;
			default -> false;
		};
	}

	/**
	 * Whether the user of the database may not do that.
	 * @param error the error
	 * @return whether it is that
	 */
	public boolean isDenied(SQLException error) {
		return switch (this.vendor) {
			case POSTGRESQL -> "42501".equals(error.getSQLState());
			case MARIADB, MYSQL -> MYSQL_DENIED.contains(error.getErrorCode());
			case H2 -> error.getErrorCode() == H2_DENIED;
			default -> false;
		};
	}

	/**
	 * Whether the database refuses to be written to.
	 * @param error the error
	 * @return whether it is that
	 */
	public boolean isReadOnly(SQLException error) {
		return switch (this.vendor) {
			case SQLITE -> (error.getErrorCode() & SQLITE_PRIMARY) == SQLITE_READ_ONLY;
			case POSTGRESQL -> "25006".equals(error.getSQLState());
			case MARIADB, MYSQL ->
				error.getErrorCode() == MYSQL_OPTION_PREVENTS || error.getErrorCode() == MYSQL_READ_ONLY_TRANSACTION
						|| error.getErrorCode() == MYSQL_READ_ONLY_MODE;
			default -> error.getErrorCode() == H2_READ_ONLY;
		};
	}

	/**
	 * Whether there is no room left for what is to be written.
	 * @param error the error
	 * @return whether it is that
	 */
	public boolean isFull(SQLException error) {
		return switch (this.vendor) {
			case SQLITE -> (error.getErrorCode() & SQLITE_PRIMARY) == SQLITE_FULL;
			case POSTGRESQL -> "53100".equals(error.getSQLState());
			case MARIADB, MYSQL -> MYSQL_FULL.contains(error.getErrorCode());
			default -> false;
		};
	}

	/**
	 * Whether a file of the database could not be read or written. SQLite says so of a
	 * disk that is broken, of a file system that cannot lock, of files that were taken
	 * away, and of a quota that is used up.
	 * @param error the error
	 * @return whether it is that
	 */
	public boolean isDiskError(SQLException error) {
		return this.vendor == Vendor.SQLITE && (error.getErrorCode() & SQLITE_PRIMARY) == SQLITE_IO;
	}

	/**
	 * Whether the database could not even read the statement, or did not find what it
	 * names, so that it has executed nothing of it. Says nothing about statements that
	 * execute others.
	 * @param error the error
	 * @return whether it is that
	 */
	public boolean isNotUnderstood(SQLException error) {
		return switch (this.vendor) {
			case MARIADB, MYSQL -> error.getErrorCode() == MYSQL_SYNTAX || error.getErrorCode() == MYSQL_UNKNOWN_COLUMN
					|| error.getErrorCode() == MYSQL_COLUMN_COUNT || isMissingTable(error);
			case H2 -> error.getErrorCode() == H2_SYNTAX || error.getErrorCode() == H2_SYNTAX_EXPECTED;
			case POSTGRESQL -> "42601".equals(error.getSQLState());
			default -> false;
		};
	}

	/**
	 * Whether PostgreSQL has refused a right, which a script may have given up by
	 * choosing a role.
	 * @param error the error
	 * @return whether it is that
	 */
	public boolean isDeniedToRole(SQLException error) {
		return this.vendor == Vendor.POSTGRESQL && "42501".equals(error.getSQLState());
	}

	/**
	 * Whether the connection is gone, so that the outcome of what was sent last is not
	 * known. What a script raises by itself does not say so for its SQLState alone.
	 * @param error the error
	 * @return whether it is that
	 * @see #mayBeRaised(SQLException)
	 */
	public boolean isConnectionLost(SQLException error) {
		return looksLost(error) && new ConnectionLoss(this, this.vendor).isSaidBy(error);
	}

	/**
	 * Whether an error says by its number alone that the connection is gone, so that a
	 * script may have raised it. Only the session can tell.
	 * @param error the error
	 * @return whether it is that
	 */
	public boolean mayBeRaised(SQLException error) {
		return (this.vendor == Vendor.MARIADB || this.vendor == Vendor.MYSQL) && error.getErrorCode() > 0;
	}

	/**
	 * Whether an error is none of the server's, but our own of a row that is not what it
	 * was.
	 * @param error the error
	 * @return whether it is that
	 */
	public static boolean isOwn(SQLException error) {
		return error.getSQLState() == null && error.getErrorCode() == 0;
	}

	/**
	 * Whether an error is of the kind, or has the state, of one of a lost connection.
	 */
	boolean looksLost(SQLException error) {
		String state = error.getSQLState();
		boolean mysql = this.vendor == Vendor.MARIADB || this.vendor == Vendor.MYSQL;
		return error instanceof SQLNonTransientConnectionException || error instanceof SQLRecoverableException
				|| isTransient(error) || (mysql && error.getErrorCode() == MYSQL_CONNECTION_KILLED)
				|| (state != null && (state.startsWith("08") || state.startsWith("57P")));
	}

	/**
	 * Whether a pool or a driver says so. MariaDB's driver throws what it says it with
	 * also for errors of the server that it has no class for, which have a code.
	 */
	private static boolean isTransient(SQLException error) {
		return error instanceof SQLTransientConnectionException && error.getErrorCode() == 0;
	}

	/**
	 * Whether an error of SQLite says that somebody else has locked the file.
	 */
	static boolean isLockedSqlite(SQLException error) {
		int code = error.getErrorCode() & SQLITE_PRIMARY;
		return code == SQLITE_BUSY || code == SQLITE_LOCKED;
	}

	private static String message(SQLException error) {
		String message = error.getMessage();
		return (message != null) ? message.toLowerCase(Locale.ROOT) : "";
	}

}
