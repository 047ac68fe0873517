package dev.migrations.settings;

import java.time.Duration;

import dev.migrations.model.InvalidSettingsException;
import dev.migrations.model.StatementLimits;
import dev.migrations.model.TransactionMode;
import org.jspecify.annotations.Nullable;

/**
 * How statements are executed.
 *
 * @param lockTimeout how long to wait for the lock; null for as long as its holder lives
 * @param ddlLockTimeout how long a statement waits for a lock of the database; zero for
 * as long as it takes
 * @param ddlRetries how often a script whose statement did not get its lock is tried
 * again
 * @param statementTimeout how long a statement may take; zero for as long as it takes
 * @param transaction which migrations share a transaction
 */
public record ExecutionSettings(@Nullable Duration lockTimeout, Duration ddlLockTimeout, int ddlRetries,
		Duration statementTimeout, TransactionMode transaction) {

	static final ExecutionSettings DEFAULTS = new ExecutionSettings(null, Duration.ofSeconds(5), 10, Duration.ZERO,
			TransactionMode.AUTO);

	/**
	 * Checks the values.
	 * @param lockTimeout how long to wait for the lock
	 * @param ddlLockTimeout how long a statement waits for a lock of the database
	 * @param ddlRetries how often a script is tried again
	 * @param statementTimeout how long a statement may take
	 * @param transaction which migrations share a transaction
	 */
	public ExecutionSettings {
		requireLimit(ddlLockTimeout, "migrations.ddl.lock-timeout");
		requireLimit(statementTimeout, "migrations.statement-timeout");
		if (ddlRetries < 0) {
			throw new InvalidSettingsException("migrations.ddl.retries is " + ddlRetries + ", which is below zero.",
					"Set it to 0 to try nothing again, or to how often a script is tried again.");
		}
	}

	private static void requireLimit(Duration duration, String property) {
		if (duration.isNegative() || duration.toSeconds() > Integer.MAX_VALUE / 1000) {
			throw new InvalidSettingsException(property + " is " + duration + ", which is not a time to wait.",
					"Set it to a duration such as 5s, at most 24d, or to 0 for no limit.");
		}
	}

	/**
	 * The limits of statements.
	 * @return the limits
	 */
	public StatementLimits limits() {
		return new StatementLimits(this.ddlLockTimeout, this.ddlRetries, this.statementTimeout);
	}

	ExecutionSettings with(Overrides overrides) {
		return new ExecutionSettings((overrides.lockTimeout() != null) ? overrides.lockTimeout() : this.lockTimeout,
				MigratorSettings.either(overrides.ddlLockTimeout(), this.ddlLockTimeout),
				MigratorSettings.either(overrides.ddlRetries(), this.ddlRetries),
				MigratorSettings.either(overrides.statementTimeout(), this.statementTimeout),
				MigratorSettings.either(overrides.transaction(), this.transaction));
	}

	/**
	 * What one database sets.
	 *
	 * @param lockTimeout how long to wait for the lock
	 * @param ddlLockTimeout how long a statement waits for a lock of the database
	 * @param ddlRetries how often a script is tried again
	 * @param statementTimeout how long a statement may take
	 * @param transaction which migrations share a transaction
	 */
	public record Overrides(@Nullable Duration lockTimeout, @Nullable Duration ddlLockTimeout,
			@Nullable Integer ddlRetries, @Nullable Duration statementTimeout, @Nullable TransactionMode transaction) {
	}

}
