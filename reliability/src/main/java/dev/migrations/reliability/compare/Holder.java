package dev.migrations.reliability.compare;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.migrations.MigrationEvent;
import dev.migrations.MigrationListener;
import dev.migrations.reliability.database.Rows;
import dev.migrations.reliability.database.Snapshot;
import dev.migrations.reliability.database.TargetDatabase;

/**
 * A session of the application that has used every table, in a transaction which is still
 * open: until the run says that it is in the way, but no longer than a moment.
 */
final class Holder implements MigrationListener, AutoCloseable {

	private final TargetDatabase database;

	private final long longestMillis;

	private final CountDownLatch holding = new CountDownLatch(1);

	private final CountDownLatch inTheWay = new CountDownLatch(1);

	private final Thread thread;

	/**
	 * Begins to hold.
	 * @param longestMillis for how long at most
	 */
	Holder(TargetDatabase database, long longestMillis) {
		this.database = database;
		this.longestMillis = longestMillis;
		this.thread = new Thread(this::hold, "application");
		this.thread.start();
		await(this.holding, Long.MAX_VALUE);
	}

	private void hold() {
		try (Connection connection = this.database.connect()) {
			List<String> tables = tables(connection);
			connection.setAutoCommit(false);
			for (String table : tables) {
				Rows.execute(connection, "DELETE FROM " + table + " WHERE 1 = 0");
			}
			this.holding.countDown();
			await(this.inTheWay, this.longestMillis);
			connection.rollback();
		}
		catch (SQLException ex) {
			// What it could not use it does not hold.
		}
		finally {
			this.holding.countDown();
		}
	}

	private static List<String> tables(Connection connection) throws SQLException {
		List<String> tables = new ArrayList<>();
		String quote = connection.getMetaData().getIdentifierQuoteString();
		try (ResultSet rows = connection.getMetaData()
			.getTables(connection.getCatalog(), connection.getSchema(), "%", new String[] { "TABLE", "BASE TABLE" })) {
			while (rows.next()) {
				String table = rows.getString("TABLE_NAME");
				if (!Snapshot.isOwn(table)) {
					tables.add(quote + table + quote);
				}
			}
		}
		return tables;
	}

	private static void await(CountDownLatch latch, long millis) {
		try {
			latch.await(millis, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void migrationRetried(MigrationEvent.MigrationRetried event) {
		this.inTheWay.countDown();
	}

	@Override
	public void waiting(MigrationEvent.Waiting event) {
		this.inTheWay.countDown();
	}

	@Override
	public void close() {
		this.inTheWay.countDown();
		try {
			this.thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
