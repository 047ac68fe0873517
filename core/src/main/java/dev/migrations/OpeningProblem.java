package dev.migrations;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

import dev.migrations.dialect.FileErrors;
import dev.migrations.model.DatabaseUnavailableException;
import dev.migrations.session.NoConnectionException;
import dev.migrations.session.NoDriverException;

/**
 * Words why no connection could be opened. The product is not known then, so this looks
 * at the codes of all of them.
 *
 * @param what what was found
 * @param action what the reader can do
 */
record OpeningProblem(String what, String action) {

	private static final Set<Integer> MYSQL_NO_ACCESS = Set.of(1044, 1045, 1698);

	private static final int MYSQL_NO_DATABASE = 1049;

	private static final Set<Integer> H2_NO_DATABASE = Set.of(90013, 90146, 90149);

	private static final int H2_NO_URL = 90046;

	private static final int H2_NO_SCHEMA = 90079;

	private static final Set<Integer> H2_FILES = Set.of(90028, 90031);

	private static final String HIDDEN = "…";

	/** A URL, to the end of the line, because it may hold spaces and quotes. */
	private static final String URL = "(?<=jdbc:|No suitable driver found for ).+";

	/**
	 * User and password before a host. MySQL puts a user before a host, too, but in
	 * quotes, and no password.
	 */
	private static final String CREDENTIALS = "[^\\s'\"]+(?=@)";

	private static final String POSTGRES_UNEXPECTED = "99999";

	private static final int MYSQL_TOO_MANY = 1040;

	private static final int SQLITE_READ_ONLY = 8;

	private static final String SQLITE_READ_ONLY_FLAG = "Cannot change read-only flag";

	private static final int SQLITE_CANNOT_OPEN = 14;

	private static final int SQLITE_NOT_A_DATABASE = 26;

	static DatabaseUnavailableException of(SQLException error) {
		SQLException root = root(error);
		String words = String.valueOf(root.getMessage()).replaceAll(URL, HIDDEN).replaceAll(CREDENTIALS, HIDDEN);
		OpeningProblem problem = find(root, words, words.contains(HIDDEN + "@"));
		boolean shown = words.equals(root.getMessage()) && !mayHoldAddress(error);
		return new DatabaseUnavailableException(problem.what() + ": " + words, problem.action(), shown ? error : null);
	}

	/**
	 * Drivers put addresses into their messages, and a user and password may stand before
	 * the host.
	 */
	private static boolean mayHoldAddress(Throwable error) {
		for (Throwable cause = error; cause != null; cause = cause.getCause()) {
			String message = String.valueOf(cause.getMessage());
			if (message.contains("jdbc:") || message.contains("@")) {
				return true;
			}
		}
		return false;
	}

	/**
	 * A pool that has no connection to lend tells why only in the cause.
	 */
	static SQLException root(SQLException error) {
		SQLException root = error;
		while (root.getCause() instanceof SQLException cause && cause != root) {
			root = cause;
		}
		return root;
	}

	/**
	 * Finds it.
	 * @param words the words of the driver
	 * @param takesUserForHost whether the driver took a user before the host for a part
	 * of that, or of the port
	 */
	private static OpeningProblem find(SQLException error, String words, boolean takesUserForHost) {
		String state = String.valueOf(error.getSQLState());
		int code = error.getErrorCode();
		if (FileErrors.isOfSqlite(error)) {
			return sqlite(code & 0xff);
		}
		if (state.startsWith("28") || state.equals("42501") || MYSQL_NO_ACCESS.contains(code)) {
			return new OpeningProblem("The database refused the login",
					"Check user and password, and that this user may use this database from here.");
		}
		if (state.equals("3D000") || code == MYSQL_NO_DATABASE || H2_NO_DATABASE.contains(code)) {
			return new OpeningProblem("The server has no such database", "Create it, or correct its name in the URL.");
		}
		if (state.equals("53300") || code == MYSQL_TOO_MANY) {
			return new OpeningProblem("The database accepts no further connection",
					"Raise its limit or let pools have fewer connections, and start again.");
		}
		if (state.equals("57P03")) {
			return new OpeningProblem("The database is starting or stopping", "Start again once it has started.");
		}
		if (error instanceof NoDriverException || isSaidByDriverManager(error)) {
			return new OpeningProblem("No driver accepts the URL of the database",
					"Correct what the URL has behind 'jdbc:', such as 'postgresql:' or 'mariadb:', and have the driver of "
							+ "that database on the class path.");
		}
		if (error instanceof NoConnectionException) {
			return new OpeningProblem("The data source gives no connection",
					"Let its getConnection() return one. In a test in which it is a mock, set migrations.enabled=false.");
		}
		if (takesUserForHost || code == H2_NO_URL || (state.equals(POSTGRES_UNEXPECTED) && mayHoldAddress(error))) {
			return new OpeningProblem("The driver cannot read the URL of the database",
					"Correct it as the driver's documentation has it. User and password are better kept out of it, in "
							+ "properties of their own.");
		}
		if (code == H2_NO_SCHEMA) {
			return new OpeningProblem("The connection is to begin in a schema that does not exist",
					"Create the schema, or correct it in the URL or in the pool (spring.datasource.hikari.schema). Where "
							+ "migrations.create-schema is to create it, set migrations.url, which needs no pool.");
		}
		if (H2_FILES.contains(code)) {
			return new OpeningProblem("The files of the database cannot be read or written",
					"Check the directory in the URL, the room in it, and that the user of this process may write there.");
		}
		if (words.startsWith(SQLITE_READ_ONLY_FLAG)) {
			return new OpeningProblem("The pool asks for read-only connections, which SQLite's driver cannot make so",
					"Remove the setting of the pool, such as spring.datasource.hikari.read-only. A file that is only "
							+ "to be read is opened with jdbc:sqlite:<path>?open_mode=1.");
		}
		if (isSaidByPool(error)) {
			return new OpeningProblem("The pool had no connection to lend",
					"Let it have more connections, such as spring.datasource.hikari.maximum-pool-size, or fewer users at "
							+ "once, such as migrations.tenants.parallelism. If it could not open any, check that the "
							+ "database runs, and that host, port and network are right.");
		}
		return new OpeningProblem("The database cannot be reached",
				"Check that it runs, and that host, port and network are right.");
	}

	/**
	 * The JDK has no type for it, and gives it the state of an unreachable database.
	 */
	private static boolean isSaidByDriverManager(SQLException error) {
		return error.getClass() == SQLException.class
				&& String.valueOf(error.getMessage()).startsWith("No suitable driver");
	}

	/**
	 * A pool that fails to open connections passes on the state that the driver gave, or
	 * has its error as the cause.
	 */
	private static boolean isSaidByPool(SQLException error) {
		return error.getClass() == SQLTransientConnectionException.class && error.getSQLState() == null;
	}

	private static OpeningProblem sqlite(int code) {
		return switch (code) {
			case SQLITE_CANNOT_OPEN -> new OpeningProblem("The database file cannot be opened",
					"Check that its directory exists and that the user of this process may read and write it. In WAL mode "
							+ "that is needed even to read, unless the file is opened as it is with "
							+ "jdbc:sqlite:file:<path>?immutable=1.");
			case SQLITE_READ_ONLY -> new OpeningProblem(
					"The database file or its directory is read-only, and a database in WAL mode cannot be read then",
					"Let the user of this process write both, or, if nobody writes that file, open it as it is with "
							+ "jdbc:sqlite:file:<path>?immutable=1.");
			case SQLITE_NOT_A_DATABASE -> new OpeningProblem("The file is no SQLite database, or it is encrypted",
					"Correct the path in the URL, or restore the file.");
			default -> new OpeningProblem("The database file cannot be read",
					"Check the file, its file system, and what else uses it.");
		};
	}

}
