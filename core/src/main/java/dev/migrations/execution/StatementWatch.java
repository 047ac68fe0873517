package dev.migrations.execution;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import dev.migrations.dialect.Dialect;
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
final class StatementWatch implements Runnable, AutoCloseable {

	private static final long LONG_NANOS = Duration.ofSeconds(2).toNanos();

	private static final long INTERVAL_MILLIS = 1000;

	private static final long LONGEST_GOODBYE_MILLIS = 2000;

	private final Dialect dialect;

	private final ConnectionSource connections;

	private final long process;

	private final RunListener listener;

	private final Thread thread = new Thread(this, "migrations-watch");

	/** What is being executed; null between trips. */
	private @Nullable Trip trip;

	/** The statement of it that was executed whenever somebody looked. */
	private Trip.@Nullable Part seen;

	private boolean seenSeveral;

	private long seenAt;

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
	 * Statements are about to be sent.
	 */
	synchronized void sends(Trip statements) {
		this.trip = statements;
		this.seen = null;
		this.seenSeveral = false;
		this.sentAt = System.nanoTime();
		this.waitingFor = null;
	}

	/**
	 * The statement that most of the trip was spent on: it was executed whenever somebody
	 * looked, and for half of the time at least. Null if that cannot be told.
	 */
	synchronized Trip.@Nullable Part seen() {
		long now = System.nanoTime();
		return this.seenSeveral || (now - this.seenAt) * 2 < now - this.sentAt ? null : this.seen;
	}

	/**
	 * What was sent has ended.
	 */
	synchronized void ended() {
		this.trip = null;
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

	@Override
	public void run() {
		while (pause()) {
			if (longTrip() != null) {
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
		for (Trip watched = longTrip(); watched != null; watched = longTrip()) {
			StatementProgress.Reading reading = this.dialect.statementProgress().read(second, this.process);
			String holders = SessionBlockers.described(this.dialect.vendor(),
					SessionBlockers.of(second, this.dialect, this.process, reading));
			Trip.Part executed = watched.executed((reading != null) ? reading.query() : null);
			boolean known = executed != null || watched.isOfOneScript();
			if (remember(watched, executed, holders) && known) {
				Trip.Part shown = (executed != null) ? executed : watched.first();
				this.listener.progressed(shown.script().name(), shown.statement().number(),
						(reading != null) ? reading.phase() : null, (reading != null) ? reading.percent() : null,
						holders);
			}
			if (!pause()) {
				return;
			}
		}
	}

	/**
	 * What has been executed for long; null if nothing has.
	 */
	private synchronized @Nullable Trip longTrip() {
		return (System.nanoTime() - this.sentAt >= LONG_NANOS) ? this.trip : null;
	}

	private synchronized boolean remember(Trip watched, Trip.@Nullable Part executed, @Nullable String holders) {
		if (watched != this.trip) {
			return false;
		}
		this.seenSeveral = this.seenSeveral || executed == null || (this.seen != null && this.seen != executed);
		if (this.seen == null) {
			this.seenAt = System.nanoTime();
		}
		this.seen = executed;
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
