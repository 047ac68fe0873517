package dev.migrations;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import dev.migrations.lock.LockWait;
import dev.migrations.model.DatabaseUnavailableException;

/**
 * Another connection has locked the file of an SQLite database, so that it cannot even be
 * read: without a WAL one that writes more than fits into its cache does so until it
 * commits.
 */
final class FileLockedException extends RuntimeException {

	private final SQLException error;

	FileLockedException(SQLException error) {
		super(error);
		this.error = error;
	}

	/**
	 * Does work once the file is not locked any more.
	 * @param work the work, which reads everything anew
	 * @param waiting how to wait
	 */
	static <T> T await(Supplier<T> work, LockWait waiting) {
		List<T> done = new ArrayList<>(1);
		waiting.until("the database file", new LockWait.Attempt<RuntimeException>() {

			@Override
			public boolean succeeds() {
				try {
					done.add(work.get());
					return true;
				}
				catch (FileLockedException ex) {
					return false;
				}
			}

			@Override
			public String holder() {
				return "another connection that keeps it locked";
			}

			@Override
			public String inForce() {
				return ALL_COMMITTED_BEFORE;
			}

		});
		return done.get(0);
	}

	DatabaseUnavailableException unavailable() {
		return new DatabaseUnavailableException(
				"The database file is locked by another connection, such as that of an instance that migrates: "
						+ this.error.getMessage() + ". " + LockWait.Attempt.ALL_COMMITTED_BEFORE + ".",
				"Start again once it has finished.", this.error);
	}

}
