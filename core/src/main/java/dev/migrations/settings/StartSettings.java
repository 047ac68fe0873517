package dev.migrations.settings;

import java.time.Duration;

import dev.migrations.model.StartMode;
import org.jspecify.annotations.Nullable;

/**
 * What happens when the application starts.
 *
 * @param mode what is done to the database
 * @param waitTimeout how long {@link StartMode#WAIT} waits
 */
public record StartSettings(StartMode mode, Duration waitTimeout) {

	static final StartSettings DEFAULTS = new StartSettings(StartMode.MIGRATE, Duration.ofMinutes(5));

	StartSettings with(Overrides overrides) {
		return new StartSettings(MigratorSettings.either(overrides.mode(), this.mode),
				MigratorSettings.either(overrides.waitTimeout(), this.waitTimeout));
	}

	/**
	 * What one database sets.
	 *
	 * @param mode what is done to the database
	 * @param waitTimeout how long {@link StartMode#WAIT} waits
	 */
	public record Overrides(@Nullable StartMode mode, @Nullable Duration waitTimeout) {
	}

}
