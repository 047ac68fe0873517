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
 * <li>See whether anything is left to do.</li>
 * <li>Only then set up what it takes, and do it.</li>
 * </ol>
 * On SQLite the first two come before the file is prepared, which changes its journal
 * mode: what is wrong with a script is said with nothing changed.
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
		if (!isDue(planner)) {
			return;
		}
		try (MigrationLock.Held held = this.connection.acquire(this.lock, this.waiting)) {
			try {
				this.connection.reserve();
				if (planner.isDue()) {
					run.get().run(held, planner);
				}
				this.connection.endReservation();
			}
			catch (Throwable ex) {
				// A transaction that migrations share must end before the lock does.
				this.connection.rollback(ex);
				throw ex;
			}
		}
	}

	/**
	 * Whether anything is left to do, as far as can be told before the lock is acquired:
	 * where its place is taken by a transaction, that is begun for the question.
	 */
	private boolean isDue(RunPlanner planner) throws SQLException {
		if (!this.connection.dialect().lockEndsWithTransaction() || !planner.looksAgain()) {
			return true;
		}
		try {
			this.connection.reserve();
			boolean due = planner.isDue();
			this.connection.endReservation();
			return due;
		}
		catch (Throwable ex) {
			this.connection.rollback(ex);
			throw ex;
		}
	}

}
