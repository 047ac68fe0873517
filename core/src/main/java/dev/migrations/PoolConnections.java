package dev.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.sql.DataSource;

import dev.migrations.lock.ConnectionSource;
import dev.migrations.model.MigrationLockException;
import dev.migrations.session.HikariPools;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;
import org.springframework.jdbc.datasource.SmartDataSource;
import org.springframework.jdbc.support.JdbcUtils;

/**
 * Connections beside the working one.
 * <ol>
 * <li>Where the pool tells what it opens connections with, one is opened past it, so that
 * a pool of one connection is enough.</li>
 * <li>Otherwise the data source is asked, but not for ever: a pool that has lent all it
 * has would wait for the working connection.</li>
 * </ol>
 *
 * @param dataSource where they come from
 * @param longestWait how long a pool is waited for
 */
record PoolConnections(DataSource dataSource, Duration longestWait) implements ConnectionSource {

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

	PoolConnections(DataSource dataSource) {
		this(dataSource, LONGEST_WAIT);
	}

	@Override
	public Connection open() throws SQLException {
		Connection unpooled = HikariPools.openUnpooled(this.dataSource);
		return (unpooled != null) ? unpooled : openInTime();
	}

	private Connection openInTime() throws SQLException {
		Opening opening = new Opening(this.dataSource);
		Thread thread = new Thread(opening, "migrations-second-connection");
		thread.setDaemon(true);
		thread.start();
		try {
			return opening.get(this.longestWait.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof SQLException error) {
				throw error;
			}
			throw new IllegalStateException(ex.getCause());
		}
		catch (TimeoutException ex) {
			opening.abandon();
			throw new MigrationLockException(
					"The migration lock of this database is held by a second connection, and the data source lends "
							+ "none within " + this.longestWait.toSeconds() + " s. Nothing was changed.",
					"Let the pool have at least two connections, or set migrations.url, user and password, so that "
							+ "migrations open their own.");
		}
		catch (InterruptedException ex) {
			opening.abandon();
			Thread.currentThread().interrupt();
			throw new MigrationLockException("Interrupted while opening a second connection. Nothing was changed.",
					"Start again.", ex);
		}
	}

	@Override
	public @Nullable Connection openWithoutWaiting() {
		try {
			return hasRoom() ? this.dataSource.getConnection() : null;
		}
		catch (SQLException ex) {
			// The server, or the pool after all, has none to spare.
			return null;
		}
	}

	private boolean hasRoom() throws SQLException {
		// One that hands out the same connection again has no second session.
		return (this.dataSource instanceof AbstractDriverBasedDataSource
				&& !(this.dataSource instanceof SmartDataSource)) || HikariPools.hasRoom(this.dataSource);
	}

	/**
	 * Connection that is being opened. One that nobody waits for any longer is closed,
	 * whether it comes afterwards or just then.
	 */
	private static final class Opening extends FutureTask<Connection> {

		Opening(DataSource dataSource) {
			super(dataSource::getConnection);
		}

		@Override
		protected void set(Connection connection) {
			super.set(connection);
			if (isCancelled()) {
				JdbcUtils.closeConnection(connection);
			}
		}

		void abandon() {
			if (!cancel(false)) {
				try {
					JdbcUtils.closeConnection(get());
				}
				catch (ExecutionException | InterruptedException ex) {
					// There is none.
				}
			}
		}

	}

}
