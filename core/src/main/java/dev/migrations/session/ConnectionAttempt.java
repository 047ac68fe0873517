package dev.migrations.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

import dev.migrations.dialect.FileErrors;
import dev.migrations.lock.LockWait;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;

/**
 * Attempt to open a database file that another process may have open.
 */
final class ConnectionAttempt implements LockWait.Attempt<SQLException> {

	/**
	 * An application may have the file open for as long as it runs: that is not worth
	 * waiting for, unlike the moments at which a file is opened or closed. Whoever knows
	 * better sets a time-out.
	 */
	private static final Duration DEFAULT_WAIT = Duration.ofSeconds(30);

	private final DataSource dataSource;

	private @Nullable Connection connection;

	private ConnectionAttempt(DataSource dataSource) {
		this.dataSource = dataSource;
	}

	/**
	 * Opens a connection.
	 * @param waiting how long to wait for others, at most
	 */
	static Connection open(DataSource dataSource, LockWait waiting) throws SQLException {
		ConnectionAttempt attempt = new ConnectionAttempt(dataSource);
		waiting.withDefaultTimeout(DEFAULT_WAIT).until("the database file", attempt);
		if (attempt.connection == null) {
			// A driver gives none where the URL is not one of its own.
			throw (dataSource instanceof AbstractDriverBasedDataSource)
					? NoDriverException.of("the one of the data source") : NoConnectionException.of(dataSource);
		}
		return attempt.connection;
	}

	@Override
	public boolean succeeds() throws SQLException {
		try {
			this.connection = this.dataSource.getConnection();
			return true;
		}
		catch (SQLException | RuntimeException ex) {
			if (FileErrors.isInUse(ex)) {
				return false;
			}
			if (ex instanceof RuntimeException) {
				requireDriver(ex);
			}
			throw ex;
		}
	}

	/**
	 * A pool that opens its first connection wraps what the driver throws, and has words
	 * of its own where the driver that was set for it, or guessed, refuses the URL.
	 */
	private void requireDriver(Exception failure) throws SQLException {
		if (failure.getCause() instanceof SQLException cause) {
			throw cause;
		}
		String driver = HikariPools.refusingDriver(this.dataSource);
		if (driver != null) {
			throw NoDriverException.of(driver);
		}
	}

	@Override
	public String holder() {
		return "another process that has it open";
	}

}
