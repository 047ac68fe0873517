package dev.migrations.settings;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How statements are executed.
 *
 * @param lockTimeout how long to wait for the lock; null for as long as its holder lives
 */
public record ExecutionSettings(@Nullable Duration lockTimeout) {

	static final ExecutionSettings DEFAULTS = new ExecutionSettings(null);

	ExecutionSettings with(Overrides overrides) {
		return new ExecutionSettings((overrides.lockTimeout() != null) ? overrides.lockTimeout() : this.lockTimeout);
	}

	/**
	 * What one database sets.
	 *
	 * @param lockTimeout how long to wait for the lock
	 */
	public record Overrides(@Nullable Duration lockTimeout) {
	}

}
