package dev.migrations.reliability.fault;

import java.io.IOException;
import java.io.Reader;
import java.sql.Connection;
import java.sql.SQLException;

import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/**
 * COPY as a numbered round trip.
 */
final class WatchedCopy extends CopyManager {

	private final WatchedConnection watched;

	WatchedCopy(WatchedConnection watched, Connection physical) throws SQLException {
		super(physical.unwrap(BaseConnection.class));
		this.watched = watched;
	}

	@Override
	public long copyIn(String sql, Reader from) throws SQLException, IOException {
		try {
			return this.watched.trip(sql, () -> super.copyIn(sql, from));
		}
		catch (SQLException | IOException | RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

}
