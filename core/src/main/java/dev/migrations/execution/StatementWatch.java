package dev.migrations.execution;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.LockHolders;
import dev.migrations.dialect.StatementProgress;
import dev.migrations.lock.ConnectionSource;
import org.jspecify.annotations.Nullable;

/**
 * Watches statements that take long, over a second connection.
 * <ol>
 * <li>A statement that ends within seconds is never looked at.</li>
 * <li>For a longer one a connection is taken where one is to spare; where there is none,
 * that is asked again later, and nothing else happens.</li>
 * <li>Every second the server is asked how far the statement is, and who keeps it
 * waiting. What cannot be asked is not asked again.</li>
 * <li>The connection is given back as soon as the statement has ended.</li>
 * </ol>
 */
final class StatementWatch implements AutoCloseable {

	private static final long LONG_NANOS = Duration.ofSeconds(2).toNanos();

	private static final long INTERVAL_MILLIS = 1000;

	private static final long LONGEST_GOODBYE_MILLIS = 2000;

	private final Dialect dialect;

	private final ConnectionSource connections;

	private final long process;

	private final RunListener listener;

	private final Thread thread = new Thread(this::watch, "migrations-watch");

	/** The statement that is being executed; 0 between statements. */
	private int statement;

	private long sentAt;

	private boolean closed;

	private @Nullable String waitingFor;

	private StatementWatch(Dialect dialect, ConnectionSource connections, long process, RunListener listener) {
		this.dialect = dialect;
		this.connections = connections;
		this.process = process;
		this.listener = listener;
	}

	/**
	 * Begins to watch a session.
	 * @param dialect the database
	 * @param connections opens the second connection
	 * @param process the server's number of the session; 0 if it is not known
	 * @param listener told how far statements are
	 * @return the watch; null where there is nothing that could be asked
	 */
	static @Nullable StatementWatch start(Dialect dialect, ConnectionSource connections, long process,
			RunListener listener) {
		if (process == 0 || !dialect.statementProgress().isKnown()) {
			return null;
		}
		StatementWatch watch = new StatementWatch(dialect, connections, process, listener);
		watch.thread.setDaemon(true);
		watch.thread.start();
		return watch;
	}

	/**
	 * A statement is about to be sent.
	 */
	synchronized void sends(int number) {
		this.statement = number;
		this.sentAt = System.nanoTime();
		this.waitingFor = null;
	}

	/**
	 * What was sent has ended.
	 */
	synchronized void ended() {
		this.statement = 0;
	}

	/**
	 * Who kept the last statement waiting when that was last asked; null if nobody did.
	 */
	synchronized @Nullable String waitingFor() {
		return this.waitingFor;
	}

	@Override
	public void close() {
		synchronized (this) {
			this.closed = true;
			notifyAll();
		}
		try {
			// A server that does not answer the second connection must not keep the run.
			this.thread.join(LONGEST_GOODBYE_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void watch() {
		while (pause()) {
			if (longStatement() != 0) {
				try (Connection second = this.connections.openWithoutWaiting()) {
					if (second != null) {
						watch(second);
					}
				}
				catch (SQLException | RuntimeException ex) {
					// Whatever goes wrong here must not concern the migration.
					return;
				}
			}
		}
	}

	private void watch(Connection second) throws SQLException {
		second.setAutoCommit(true);
		for (int number = longStatement(); number != 0; number = longStatement()) {
			StatementProgress.Reading reading = this.dialect.statementProgress().read(second, this.process);
			String holders = holders(second, reading);
			if (remember(number, holders)) {
				this.listener.progressed(number, (reading != null) ? reading.phase() : null,
						(reading != null) ? reading.percent() : null, holders);
			}
			if (!pause()) {
				return;
			}
		}
	}

	private @Nullable String holders(Connection second, StatementProgress.@Nullable Reading reading)
			throws SQLException {
		LockHolders holders = this.dialect.lockHolders();
		List<LockHolders.LockHolder> found = holders.blocking(second, this.process);
		if (found.isEmpty() && reading != null && reading.phase().startsWith("Waiting for table metadata lock")) {
			found = holders.inTheWayOf(second, List.of());
		}
		return found.isEmpty() ? null
				: found.stream()
					.map((holder) -> LockRetries.described(this.dialect.vendor(), holder))
					.collect(Collectors.joining(System.lineSeparator()));
	}

	/**
	 * The statement that has been executed for long; 0 if there is none.
	 */
	private synchronized int longStatement() {
		return (System.nanoTime() - this.sentAt >= LONG_NANOS) ? this.statement : 0;
	}

	private synchronized boolean remember(int number, @Nullable String holders) {
		if (number != this.statement) {
			return false;
		}
		this.waitingFor = holders;
		return true;
	}

	/**
	 * Waits for the next look; false if there is none.
	 */
	private synchronized boolean pause() {
		try {
			if (!this.closed) {
				wait(INTERVAL_MILLIS);
			}
			return !this.closed;
		}
		catch (InterruptedException ex) {
			return false;
		}
	}

}
