package dev.migrations;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

import dev.migrations.lock.LockWait;
import dev.migrations.lock.Pause;
import dev.migrations.model.DatabaseUnavailableException;
import dev.migrations.model.InvalidSettingsException;
import dev.migrations.model.MigrationLockException;
import dev.migrations.model.PendingMigrationsException;
import dev.migrations.model.Target;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Polls until nothing is due, and says every few seconds what is.
 */
final class CurrentWait {

	private static final Log logger = LogFactory.getLog(Migrator.class);

	private static final long PAUSE_MILLIS = 500;

	private static final long REPORT_NANOS = Duration.ofSeconds(5).toNanos();

	private final Duration timeout;

	private final long begin;

	private final Supplier<List<String>> due;

	private final Supplier<@Nullable RunningMigration> running;

	/**
	 * Creates a wait.
	 * @param timeout how long to wait
	 * @param begin since when, by {@link System#nanoTime()}
	 * @param due what is due
	 * @param running what whoever migrates is doing
	 */
	CurrentWait(Duration timeout, long begin, Supplier<List<String>> due,
			Supplier<@Nullable RunningMigration> running) {
		this.timeout = timeout;
		this.begin = begin;
		this.due = due;
		this.running = running;
	}

	/**
	 * Makes sure that a target can be reached. A count is of what is due, so that it
	 * never is.
	 * @param target the target
	 */
	static void requireReachable(Target target) {
		if (target.steps() > 0) {
			throw new InvalidSettingsException(
					"migrations.target is " + target + ", with which a database is never current: when as many "
							+ "migrations have been applied, the next ones are due.",
					"Set it to a version, or to head, wherever the database is only looked at, as in the modes "
							+ "'validate' and 'wait'. A count is for those that migrate.");
		}
	}

	/**
	 * Makes sure that nothing is due.
	 * @param due what is due
	 */
	static void requireNone(List<String> due) {
		if (!due.isEmpty()) {
			throw new PendingMigrationsException(
					"The database lacks " + due.size() + ((due.size() == 1) ? " migration: " : " migrations: ")
							+ String.join(", ", due) + ".",
					"Apply them, with an instance in the mode 'migrate' or the command 'migrations migrate', and start "
							+ "again.",
					due);
		}
	}

	void await() {
		long nextReport = this.begin;
		while (true) {
			List<String> due = List.of();
			DatabaseUnavailableException unavailable = null;
			try {
				due = this.due.get();
				if (due.isEmpty()) {
					logger.info("Nothing is due: the database is current");
					return;
				}
			}
			catch (DatabaseUnavailableException ex) {
				unavailable = ex;
			}
			long now = System.nanoTime();
			if (Duration.ofNanos(now - this.begin).compareTo(this.timeout) >= 0) {
				throw (unavailable != null) ? unavailable : timedOut(due);
			}
			if (now >= nextReport) {
				nextReport = now + REPORT_NANOS;
				logger.info("Waiting for somebody else to migrate, for "
						+ Duration.ofNanos(now - this.begin).toSeconds() + " s: " + reason(due, unavailable));
			}
			pause();
		}
	}

	private String reason(List<String> due, @Nullable DatabaseUnavailableException unavailable) {
		return (unavailable != null) ? unavailable.getDescription()
				: due.size() + " due, first " + due.get(0) + whatIsRunning();
	}

	private String whatIsRunning() {
		try {
			RunningMigration current = this.running.get();
			return (current != null) ? ". " + current.toSentence() : "";
		}
		catch (DatabaseUnavailableException ex) {
			return "";
		}
	}

	private PendingMigrationsException timedOut(List<String> due) {
		return new PendingMigrationsException(
				"After " + LockWait.shown(this.timeout) + " the database still lacks " + due.size()
						+ ((due.size() == 1) ? " migration: " : " migrations: ") + String.join(", ", due) + ".",
				"Look at whoever is to apply them, such as the migration job, or raise migrations.wait-timeout.", due);
	}

	private static void pause() {
		try {
			if (!new Pause(PAUSE_MILLIS / 2 + ThreadLocalRandom.current().nextLong(PAUSE_MILLIS)).take()) {
				throw new MigrationLockException(
						"This process is ending, so it does not wait for somebody else to migrate any longer.",
						"Start again.");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new MigrationLockException("Interrupted while waiting for somebody else to migrate.", "Start again.",
					ex);
		}
	}

}
