package dev.migrations.session;

import java.sql.SQLException;

import dev.migrations.dialect.ErrorCodes;
import dev.migrations.lock.LockWait;

/**
 * Attempt to do what somebody else's lock on a database file may prevent.
 *
 * @param errors knows how that is said
 * @param holder who may be in the way
 * @param work what to do
 */
record BusyAttempt(ErrorCodes errors, String holder,
		WorkingConnection.Work work) implements LockWait.Attempt<SQLException> {

	@Override
	public boolean succeeds() throws SQLException {
		try {
			this.work.execute();
			return true;
		}
		catch (SQLException ex) {
			if (this.errors.isBusy(ex)) {
				return false;
			}
			throw ex;
		}
	}

	@Override
	public String inForce() {
		return ALL_COMMITTED_BEFORE;
	}

}
