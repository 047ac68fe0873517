package dev.migrations.dialect;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Set;

import org.postgresql.util.PSQLException;

/**
 * Tells an error that says that the connection is gone from one that only looks like it:
 * a script may raise any SQLState, and so does what it asks elsewhere, such as
 * {@code dblink}. Decided without asking the connection, because a pool may have closed
 * it by then for the SQLState alone.
 */
final class ConnectionLoss {

	/**
	 * Errors with which MariaDB, MySQL and proxies before them end a connection. They
	 * come as errors of a statement, as what it signals does.
	 */
	private static final Set<Integer> MYSQL_ENDS = Set.of(1040, 1042, 1043, 1047, 1053, 1080, 1152, 1153, 1154, 1155,
			1156, 1157, 1158, 1159, 1160, 1161, 1184, ErrorCodes.MYSQL_CONNECTION_KILLED, 2002, 2003, 2006, 2013, 2055);

	private final ErrorCodes errors;

	private final Vendor vendor;

	/**
	 * Creates it.
	 * @param errors tells what looks like a lost connection
	 * @param vendor whose errors they are
	 */
	ConnectionLoss(ErrorCodes errors, Vendor vendor) {
		this.errors = errors;
		this.vendor = vendor;
	}

	/**
	 * Whether an error that looks so says that the connection is gone, and is none that a
	 * statement has brought back from a server that still answers.
	 */
	boolean isSaidBy(SQLException error) {
		// PostgreSQL says goodbye in an error of its own; that it then hung up is in
		// the next.
		for (SQLException next = error; next != null; next = next.getNextException()) {
			if (this.errors.looksLost(next) && !isAnswer(next)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Whether the server has answered so, and has not said that it hangs up.
	 */
	private boolean isAnswer(SQLException error) {
		Throwable said = (error instanceof BatchUpdateException && error.getCause() != null) ? error.getCause() : error;
		return switch (this.vendor) {
			case POSTGRESQL -> said.getClass().getName().startsWith("org.postgresql.") && Postgres.isAnswer(said);
			case MARIADB, MYSQL -> error.getErrorCode() > 0 && !MYSQL_ENDS.contains(error.getErrorCode());
			// What it says by itself has a code.
			case H2 -> said.getClass().getName().startsWith("org.h2.") && error.getErrorCode() == 0;
			default -> false;
		};
	}

	/**
	 * Loaded only for an error of PostgreSQL's driver, because it is optional.
	 */
	private static final class Postgres {

		static boolean isAnswer(Throwable error) {
			return error instanceof PSQLException postgres && postgres.getServerErrorMessage() != null;
		}

	}

}
