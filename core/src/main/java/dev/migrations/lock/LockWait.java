package dev.migrations.lock;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

import dev.migrations.model.MigrationLockException;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a lock: polls with growing, jittered pauses, says every few seconds who holds
 * it, and gives up at the time-out, if there is one.
 */
public final class LockWait {

	private static final long SHORTEST_PAUSE_MILLIS = 20;

	private static final long LONGEST_PAUSE_MILLIS = 1000;

	private static final Duration REPORT_INTERVAL = Duration.ofSeconds(5);

	private final @Nullable Duration timeout;

	private final Consumer<String> listener;

	private final long reportNanos;

	/** When it has begun; null if it begins anew with each thing that is waited for. */
	private final @Nullable Long begun;

	/**
	 * Creates a wait.
	 * @param timeout how long to wait; null for as long as the holder lives
	 * @param listener told every few seconds who holds the lock
	 */
	public LockWait(@Nullable Duration timeout, Consumer<String> listener) {
		this(timeout, listener, REPORT_INTERVAL);
	}

	LockWait(@Nullable Duration timeout, Consumer<String> listener, Duration reportInterval) {
		this(timeout, listener, reportInterval.toNanos(), null);
	}

	private LockWait(@Nullable Duration timeout, Consumer<String> listener, long reportNanos, @Nullable Long begun) {
		this.timeout = timeout;
		this.listener = listener;
		this.reportNanos = reportNanos;
		this.begun = begun;
	}

	/**
	 * The same wait with a time-out, unless one was set, which counts even if it is
	 * longer.
	 * @param timeout the time-out
	 * @return a wait that ends
	 */
	public LockWait withDefaultTimeout(Duration timeout) {
		return (this.timeout != null) ? this : new LockWait(timeout, this.listener, this.reportNanos, this.begun);
	}

	/**
	 * The same wait, which ends sooner if it would take longer, whatever was set.
	 * @param longest the longest time-out
	 * @return a wait that ends by then
	 */
	public LockWait atMost(Duration longest) {
		boolean ends = this.timeout != null && this.timeout.compareTo(longest) <= 0;
		return ends ? this : new LockWait(longest, this.listener, this.reportNanos, this.begun);
	}

	/**
	 * The same wait for several things that belong together, one after the other: it has
	 * begun for all of them, so that the time-out counts once.
	 */
	LockWait fromNow() {
		return new LockWait(this.timeout, this.listener, this.reportNanos, System.nanoTime());
	}

	/**
	 * Tries until it succeeds.
	 * @param what what is waited for, as messages name it
	 * @param attempt the attempt
	 * @param <E> what an attempt throws
	 * @return whether it had to wait
	 * @throws MigrationLockException if the time-out passes first, the thread is
	 * interrupted, or the process is ending
	 * @throws E if an attempt fails
	 */
	public <E extends Exception> boolean until(String what, Attempt<E> attempt) throws E {
		long begin = (this.begun != null) ? this.begun : System.nanoTime();
		long nextReport = begin + this.reportNanos;
		boolean waited = false;
		while (!attempt.succeeds()) {
			long now = System.nanoTime();
			if (this.timeout != null && Duration.ofNanos(now - begin).compareTo(this.timeout) >= 0) {
				throw timedOut(what, this.timeout, attempt.holder(), attempt.inForce());
			}
			if (now >= nextReport) {
				this.listener.accept("Waiting for " + what + " for " + Duration.ofNanos(now - begin).toSeconds()
						+ " s; held by " + attempt.holder());
				nextReport = now + this.reportNanos;
			}
			waited = true;
			sleep(what, pause(Duration.ofNanos(now - begin).toMillis()), attempt.inForce());
		}
		return waited;
	}

	/**
	 * A fraction of what was waited for already, so that nobody who waits is late by more
	 * than that, and nobody asks much more often than it is of use.
	 */
	private static long pause(long waitedMillis) {
		return Math.min(LONGEST_PAUSE_MILLIS, Math.max(SHORTEST_PAUSE_MILLIS, waitedMillis / 16));
	}

	private static MigrationLockException timedOut(String what, Duration timeout, String holder, String inForce) {
		return new MigrationLockException(
				"Could not get " + what + " within " + shown(timeout) + "; held by " + holder + ". " + inForce + ".",
				"Wait until the other instance has finished and start again, or raise migrations.lock.timeout.");
	}

	/**
	 * A time-out as messages show it: in seconds if it is whole ones.
	 * @param timeout the time-out
	 * @return the number with its unit
	 */
	public static String shown(Duration timeout) {
		return (timeout.toMillis() % 1000 == 0) ? timeout.toSeconds() + " s" : timeout.toMillis() + " ms";
	}

	private static void sleep(String what, long pause, String inForce) {
		try {
			if (!new Pause(pause / 2 + ThreadLocalRandom.current().nextLong(pause)).take()) {
				throw new MigrationLockException(
						"This process is ending, so it does not wait for " + what + " any longer. " + inForce + ".",
						"Start again.");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new MigrationLockException("Interrupted while waiting for " + what + ". " + inForce + ".",
					"Start again.", ex);
		}
	}

	/**
	 * One attempt to get hold of something.
	 *
	 * @param <E> what it throws
	 */
	public interface Attempt<E extends Exception> {

		/**
		 * What is in force while a run waits that may have applied something before.
		 */
		String ALL_COMMITTED_BEFORE = "What was committed before is in the history, and nothing else was changed";

		/**
		 * Tries, without waiting and without leaving a transaction open.
		 * @return whether it succeeded
		 * @throws E if it failed
		 */
		boolean succeeds() throws E;

		/**
		 * Who is in the way, as far as that is known.
		 * @return a short text for the log
		 * @throws E if the database cannot be asked
		 */
		default String holder() throws E {
			return "another instance";
		}

		/**
		 * What is in force while this is waited for.
		 * @return a sentence without its full stop
		 */
		default String inForce() {
			return "Nothing was changed";
		}

	}

}
