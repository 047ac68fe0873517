package dev.migrations.execution;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import dev.migrations.dialect.ErrorCodes;
import dev.migrations.dialect.LockHolders;
import dev.migrations.lock.LockWait;
import dev.migrations.lock.Pause;
import dev.migrations.model.MigrationLockException;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementLimits;
import dev.migrations.session.WorkingConnection;
import org.jspecify.annotations.Nullable;

/**
 * Tries a script again whose statement did not get its lock in time, lost a deadlock, or
 * came too late for rows that others have changed.
 * <ol>
 * <li>A statement that waits for a lock keeps everybody waiting who comes after it, so it
 * gives up soon.</li>
 * <li>Who was in the way is asked at once.</li>
 * <li>Pauses grow and are jittered; meanwhile no transaction is open, and everybody else
 * goes on.</li>
 * </ol>
 * Whether nothing of what failed is in force, so that it may be tried again, its callers
 * know.
 */
final class LockRetries {

	private static final long LONGEST_FIRST_PAUSE_MILLIS = 1000;

	private static final long LONGEST_PAUSE_MILLIS = 30_000;

	private final WorkingConnection connection;

	private final RunReports reports;

	private final ResolvedMigration migration;

	private final StatementLimits limits;

	private int failed;

	private Duration pause = Duration.ZERO;

	private @Nullable StatementFailedException last;

	LockRetries(WorkingConnection connection, RunReports reports, ResolvedMigration migration,
			StatementLimits configured) {
		this.connection = connection;
		this.reports = reports;
		this.migration = migration;
		this.limits = migration.options().limits(configured);
	}

	/**
	 * The limits of the script.
	 */
	StatementLimits limits() {
		return this.limits;
	}

	/**
	 * Whether a statement failed only because of a lock, and may be tried again.
	 * @param failure the failure, which is told who was in the way; no transaction is
	 * open
	 */
	boolean allow(StatementFailedException failure) {
		String reason = reason(failure.error());
		if (reason == null) {
			return false;
		}
		this.failed++;
		this.last = failure;
		failure.setBlocked(reason, this.failed, inTheWay(failure.statement()));
		if (this.failed > this.limits.retries()) {
			return false;
		}
		this.pause = nextPause();
		this.reports.retried(this.failed, this.limits.retries() + 1, this.pause,
				this.migration.script() + ", line " + failure.statement().line() + ": statement "
						+ failure.statement().number() + " " + reason + " (attempt " + this.failed + " of "
						+ (this.limits.retries() + 1) + ")." + failure.inTheWay());
		return true;
	}

	private @Nullable String reason(SQLException error) {
		ErrorCodes errors = this.connection.dialect().errors();
		if (errors.isDeadlock(error)) {
			return "lost a deadlock";
		}
		if (errors.isSerializationFailure(error)) {
			return "found rows changed by others";
		}
		return errors.isBusy(error) ? "did not get its lock" + within() : null;
	}

	private String within() {
		return this.limits.lockTimeout().isZero() ? "" : " within " + LockWait.shown(this.limits.lockTimeout());
	}

	private Duration nextPause() {
		long first = this.limits.lockTimeout().isZero() ? LONGEST_FIRST_PAUSE_MILLIS
				: Math.max(1, Math.min(LONGEST_FIRST_PAUSE_MILLIS, this.limits.lockTimeout().toMillis()));
		long grown = Math.min(LONGEST_PAUSE_MILLIS, first << Math.min(20, this.failed - 1));
		return Duration.ofMillis(grown / 2 + ThreadLocalRandom.current().nextLong(grown));
	}

	/**
	 * The last failure, of a statement that may not be tried again after all.
	 */
	StatementFailedException refused() {
		if (this.last == null) {
			throw new IllegalStateException("Nothing has failed");
		}
		return this.last;
	}

	/**
	 * Waits until the next attempt.
	 */
	void pause() {
		try {
			if (!new Pause(this.pause.toMillis()).take()) {
				throw new MigrationLockException(
						"This process is ending, so " + this.migration.script()
								+ " is not tried again. Nothing was sent meanwhile.",
						"Start again: the next start goes on where this one was.");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new MigrationLockException(
					"Interrupted before " + this.migration.script()
							+ " could be tried again. Nothing was sent meanwhile.",
					"Start again: the next start goes on where this one was.", ex);
		}
	}

	private String inTheWay(Statement statement) {
		String watched = this.reports.waitingFor();
		this.reports.ended();
		if (watched != null) {
			return watched;
		}
		try {
			List<LockHolders.LockHolder> holders = this.connection.dialect()
				.lockHolders()
				.inTheWayOf(this.connection.jdbc(), statement.objects());
			String described = SessionBlockers.described(this.connection.dialect().vendor(), holders);
			return (described != null) ? described : "";
		}
		catch (SQLException ex) {
			// Whoever may not ask is not told.
			return "";
		}
	}

}
