package dev.migrations.model;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Options that a script gives in comments at its head, such as
 * {@code -- migrations: transaction=none}.
 *
 * @param transactional whether the script may run inside a transaction; false after
 * {@code transaction=none}
 * @param database the database that the script is for; null if it does not say
 * @param lockTimeout how long its statements wait for a lock; null for what is configured
 * @param retries how often it is tried again when it did not get a lock; null for what is
 * configured
 * @param statementTimeout how long its statements may take; null for what is configured
 * @param placeholders whether placeholders are replaced in it; false after
 * {@code placeholders=none}
 */
public record ScriptOptions(boolean transactional, @Nullable String database, @Nullable Duration lockTimeout,
		@Nullable Integer retries, @Nullable Duration statementTimeout, boolean placeholders) {

	/**
	 * What applies to a script without options.
	 */
	public static final ScriptOptions DEFAULTS = new ScriptOptions(true, null);

	/**
	 * Options without limits of their own.
	 * @param transactional whether the script may run inside a transaction
	 * @param database the database that the script is for; null if it does not say
	 */
	public ScriptOptions(boolean transactional, @Nullable String database) {
		this(transactional, database, null, null, null, true);
	}

	/**
	 * Whether it sets limits of its own for its session.
	 * @return whether it does
	 */
	public boolean hasLimits() {
		return this.lockTimeout != null || this.statementTimeout != null;
	}

	/**
	 * The limits of its statements.
	 * @param configured what is configured
	 * @return the limits, those of the script in place of the configured ones
	 */
	public StatementLimits limits(StatementLimits configured) {
		return new StatementLimits((this.lockTimeout != null) ? this.lockTimeout : configured.lockTimeout(),
				(this.retries != null) ? this.retries : configured.retries(),
				(this.statementTimeout != null) ? this.statementTimeout : configured.timeout());
	}

}
