package dev.migrations;

import java.io.IOException;
import java.sql.SQLException;
import java.util.function.Supplier;

import dev.migrations.dialect.ErrorCodes;
import dev.migrations.dialect.FileErrors;
import dev.migrations.execution.HistoryRefusedException;
import dev.migrations.lock.LockWait;
import dev.migrations.model.DatabaseUnavailableException;
import dev.migrations.model.InvalidLocationException;
import dev.migrations.model.MigrationHistoryException;
import dev.migrations.session.WorkingConnection;

/**
 * Makes of what a driver or the file system throws, during work on a connection, an
 * exception that says what to do.
 * <p>
 * It stands apart from that work, and gives every exception as a
 * {@link RuntimeException}, because the JVM loads the classes of exceptions with the
 * class that names them: a start at which nothing fails loads none.
 */
final class WorkProblem {

	private WorkProblem() {
	}

	/**
	 * Work on a connection failed.
	 * @return that the connection was lost, if a pool has closed it for an error before
	 * this one; otherwise as {@link #of} says
	 */
	static RuntimeException on(WorkingConnection connection, SQLException error) {
		RuntimeException problem = (ErrorCodes.isOwn(error) && connection.isClosed(error))
				? new ConnectionLostException(error) : of(error, connection.dialect().errors());
		if (problem instanceof ConnectionLostException) {
			// The pool has not seen the error, and the driver may not know what it means.
			connection.abort(error);
		}
		return problem;
	}

	/**
	 * A statement of our own failed.
	 * @param errors the codes of the database
	 * @return that the connection was lost, or the database file is locked, if so, for
	 * then the work may be begun again; or that the file cannot be opened, which SQLite
	 * notices when it first reads
	 */
	static RuntimeException of(SQLException error, ErrorCodes errors) {
		if (errors.isConnectionLost(error)) {
			return new ConnectionLostException(error);
		}
		if (FileErrors.isLocked(error)) {
			return new FileLockedException(error);
		}
		if (FileErrors.isUnopened(error)) {
			return OpeningProblem.of(error);
		}
		String code = (error.getSQLState() != null) ? " (SQLState " + error.getSQLState() + ")" : "";
		String script = (error instanceof HistoryRefusedException refused) ? " in the course of " + refused.script()
				: "";
		return new MigrationHistoryException(
				"The database refused a statement of the migration tool itself" + script + code + ": " + words(error)
						+ ". What was committed before is in the history, everything else was rolled back.",
				action(error, errors) + " The next start reads the history and goes on from there.", error);
	}

	/**
	 * What the database said, without the place in a statement that nobody sees.
	 */
	private static String words(SQLException error) {
		return String.valueOf(error.getMessage()).replaceFirst("\\R *Position: \\d+$", "");
	}

	private static String action(SQLException error, ErrorCodes errors) {
		String remedy = FileErrors.remedy(error, errors);
		if (remedy != null) {
			return remedy + ".";
		}
		if (ErrorCodes.isOwn(error)) {
			return "If " + script(error)
					+ " changes the tables of the history, take that out of it. Otherwise look who "
					+ "else writes to them.";
		}
		if (errors.isReadOnly(error)) {
			return "If " + script(error) + " makes its session or its transaction read-only, take that out of it: the "
					+ "history has to be written there. Otherwise the database is read-only: connect to the primary.";
		}
		if (errors.isDeniedToRole(error) && error instanceof HistoryRefusedException refused) {
			return "If " + refused.place() + " chooses a role, let that role read and write the tables of the history, "
					+ "because the script is committed before its end.";
		}
		if (errors.isBusy(error)) {
			return "Look who keeps the tables of the history locked, and start again once they are free.";
		}
		return "Check that the database user may create, read and write the tables of the history.";
	}

	/**
	 * The script that may be why, and the line if it is known.
	 */
	private static String script(SQLException error) {
		return (error instanceof HistoryRefusedException refused) ? refused.place() : "a script";
	}

	/**
	 * No connection could be opened.
	 * @return that the database file is locked, if so
	 */
	static RuntimeException opening(SQLException error) {
		SQLException root = OpeningProblem.root(error);
		return FileErrors.isLocked(root) ? new FileLockedException(root) : OpeningProblem.of(error);
	}

	/**
	 * A file could not be read.
	 */
	static RuntimeException unreadable(IOException error) {
		return new InvalidLocationException("A migration file cannot be read: " + error.getMessage(),
				"Make it readable, and start again.", error);
	}

	/**
	 * Work has failed that is not begun again.
	 */
	static RuntimeException ofLast(RuntimeException failure) {
		if (failure instanceof FileLockedException locked) {
			return locked.unavailable();
		}
		return (failure instanceof ConnectionLostException lost) ? lost.unavailable() : failure;
	}

	/**
	 * Does work as soon as nobody's lock on the database file is in its way.
	 * @param failure what it has failed with
	 * @param work the work, which reads everything anew
	 * @param waiting how to wait
	 */
	static <T> T onceReadable(RuntimeException failure, Supplier<T> work, LockWait waiting) {
		if (failure instanceof FileLockedException) {
			return FileLockedException.await(work, waiting);
		}
		throw failure;
	}

	/**
	 * Makes sure that work is begun again, because it has lost its connection.
	 * @param failure what it has failed with
	 * @param lost how often it had lost its connection before
	 * @param most how often it may
	 */
	static void requireAnotherAttempt(RuntimeException failure, int lost, int most) {
		if (failure instanceof DatabaseUnavailableException unavailable && lost > 0) {
			throw ConnectionLostException.notOpenedAgain(unavailable);
		}
		if (!(failure instanceof ConnectionLostException) || lost == most) {
			throw ofLast(failure);
		}
	}

}
