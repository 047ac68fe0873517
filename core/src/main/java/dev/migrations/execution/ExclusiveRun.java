package dev.migrations.execution;

import java.io.IOException;
import java.sql.SQLException;
import java.util.function.Supplier;

import dev.migrations.lock.LockWait;
import dev.migrations.lock.MigrationLock;
import dev.migrations.session.WorkingConnection;

/**
 * Lets one run at a time work on a database.
 * <ol>
 * <li>Acquire the lock. On SQLite, whose lock lasts for one transaction, begin the first
 * one.</li>
 * <li>Whoever had to wait for it lets go of it, so that others need not wait for his look
 * as well, and sees whether anything is left to do. If so, he acquires it again.</li>
 * <li>See whether anything is left to do.</li>
 * <li>Only then set up what it takes, and do it.</li>
 * </ol>
 */
public final class ExclusiveRun {

	private final WorkingConnection connection;

	private final MigrationLock lock;

	private final LockWait waiting;

	/**
	 * Creates one.
	 * @param connection the connection that the run works on
	 * @param lock the lock of the database
	 * @param waiting how long to wait for it
	 */
	public ExclusiveRun(WorkingConnection connection, MigrationLock lock, LockWait waiting) {
		this.connection = connection;
		this.lock = lock;
		this.waiting = waiting;
	}

	/**
	 * Runs, unless nothing is left to do.
	 * @param planner plans the run
	 * @param run sets it up
	 * @throws SQLException if the database fails
	 * @throws IOException if a script cannot be read
	 */
	public void run(RunPlanner planner, Supplier<MigrationRun> run) throws SQLException, IOException {
		if (!run(planner, run, planner.looksAgain()) && !planner.isOver()) {
			run(planner, run, false);
		}
	}

	/**
	 * Runs under the lock.
	 * @param letsGo whether it lets go of the lock if it had to wait for it
	 * @return false if it did
	 */
	private boolean run(RunPlanner planner, Supplier<MigrationRun> run, boolean letsGo)
			throws SQLException, IOException {
		try (MigrationLock.Held held = this.connection.acquire(this.lock, this.waiting)) {
			try {
				boolean waited = this.connection.reserve() || held.waited();
				boolean goesOn = !(waited && letsGo);
				if (goesOn && planner.isDue()) {
					run.get().run(held, planner);
				}
				this.connection.endReservation();
				return goesOn;
			}
			catch (Throwable ex) {
				// A transaction that migrations share must end before the lock does.
				this.connection.rollback(ex);
				throw ex;
			}
		}
	}

}
