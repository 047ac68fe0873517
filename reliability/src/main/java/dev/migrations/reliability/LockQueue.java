package dev.migrations.reliability;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.migrations.reliability.database.TargetDatabase;
import dev.migrations.reliability.tool.Tool;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * What a migration that waits for a lock does to everybody else.
 * <ol>
 * <li>A reader has read a table and keeps its transaction open.</li>
 * <li>A migration wants to add a column to that table.</li>
 * <li>Four sessions ask the table for one row, again and again, until the migration has
 * ended. The longest that one of them had to wait is what users would have noticed.</li>
 * <li>The reader leaves after a while, and the migration must succeed.</li>
 * </ol>
 */
final class LockQueue {

	private static final int SESSIONS = 4;

	private static final long BETWEEN_QUERIES_MILLIS = 20;

	private final TargetDatabase database;

	private final Tool tool;

	private final Duration reading;

	private final PrintStream out;

	private volatile boolean ended;

	LockQueue(TargetDatabase database, Tool tool, Duration reading, PrintStream out) {
		this.database = database;
		this.tool = tool;
		this.reading = reading;
		this.out = out;
	}

	/**
	 * Measures once.
	 * @return what was measured
	 */
	Measured run() throws Exception {
		Path directory = Files.createTempDirectory("lock-queue");
		write(directory, "V1__orders.sql", "CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER);",
				"INSERT INTO orders VALUES (1, 100);");
		DriverManagerDataSource dataSource = new DriverManagerDataSource(this.database.url());
		this.tool.migrate(dataSource, directory);
		write(directory, "V2__currency.sql", "ALTER TABLE orders ADD COLUMN currency VARCHAR(3);");
		ExecutorService threads = Executors.newFixedThreadPool(SESSIONS + 1);
		try (Connection reader = this.database.connect()) {
			reader.setAutoCommit(false);
			query(reader);
			List<Future<Long>> sessions = new ArrayList<>();
			for (int i = 0; i < SESSIONS; i++) {
				sessions.add(threads.submit(this::longestWaitMillis));
			}
			long begin = System.nanoTime();
			Future<Long> migration = threads.submit(migration(dataSource, directory, begin));
			TimeUnit.MILLISECONDS.sleep(this.reading.toMillis());
			boolean waited = !migration.isDone();
			reader.rollback();
			long seconds = outcome(migration);
			this.ended = true;
			long longest = 0;
			for (Future<Long> session : sessions) {
				longest = Math.max(longest, session.get());
			}
			Measured measured = new Measured(longest, seconds, waited && seconds >= 0);
			this.out
				.println(this.tool.name() + " on " + this.database.version() + ": while a reader kept its transaction "
						+ this.reading.toSeconds() + " s open, other queries waited up to " + longest
						+ " ms; the migration " + ((seconds < 0) ? "failed" : "was applied after " + seconds + " s"));
			return measured;
		}
		finally {
			this.ended = true;
			threads.shutdownNow();
		}
	}

	private Callable<Long> migration(DriverManagerDataSource dataSource, Path directory, long begin) {
		return () -> {
			this.tool.migrate(dataSource, directory);
			return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
		};
	}

	private long outcome(Future<Long> migration) throws InterruptedException {
		try {
			return migration.get();
		}
		catch (ExecutionException ex) {
			this.out.println(ex.getCause());
			return -1;
		}
	}

	private long longestWaitMillis() throws SQLException, InterruptedException {
		long longest = 0;
		try (Connection connection = this.database.connect()) {
			connection.setAutoCommit(true);
			while (!this.ended) {
				long begin = System.nanoTime();
				query(connection);
				longest = Math.max(longest, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
				TimeUnit.MILLISECONDS.sleep(BETWEEN_QUERIES_MILLIS);
			}
		}
		return longest;
	}

	private static void query(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("SELECT total FROM orders WHERE id = 1")) {
			row.next();
		}
	}

	private static void write(Path directory, String file, String... lines) throws IOException {
		Files.writeString(directory.resolve(file), String.join("\n", lines) + "\n");
	}

	/**
	 * What was measured.
	 *
	 * @param longestWaitMillis the longest that a query had to wait
	 * @param seconds how long the migration took; below zero if it failed
	 * @param isFulfilled whether the migration waited for the reader and was applied
	 */
	record Measured(long longestWaitMillis, long seconds, boolean isFulfilled) {
	}

}
