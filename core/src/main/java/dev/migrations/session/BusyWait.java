package dev.migrations.session;

import java.sql.SQLException;

import dev.migrations.dialect.Dialect;
import dev.migrations.lock.LockWait;

/**
 * Tries again what somebody else's lock on a database file prevents.
 *
 * @param dialect knows such errors
 * @param waiting how long to wait
 */
record BusyWait(Dialect dialect, LockWait waiting) {

	/**
	 * Does something as soon as nobody is in its way.
	 * @param what what is waited for
	 * @param holder who may be in the way
	 * @param work what to do
	 * @return whether it had to wait
	 */
	boolean until(String what, String holder, WorkingConnection.Work work) throws SQLException {
		return this.waiting.until(what, new LockWait.Attempt<SQLException>() {

			@Override
			public boolean succeeds() throws SQLException {
				try {
					work.execute();
					return true;
				}
				catch (SQLException ex) {
					if (BusyWait.this.dialect.errors().isBusy(ex)) {
						return false;
					}
					throw ex;
				}
			}

			@Override
			public String holder() {
				return holder;
			}

			@Override
			public String inForce() {
				return ALL_COMMITTED_BEFORE;
			}

		});
	}

}
