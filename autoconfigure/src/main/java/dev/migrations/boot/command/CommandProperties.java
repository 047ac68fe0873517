package dev.migrations.boot.command;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/**
 * Properties that a command sets, above all others, and by which its environment is told
 * from that of an application that starts.
 */
final class CommandProperties extends MapPropertySource {

	private static final String NAME = "migrationsCommand";

	private final boolean executes;

	CommandProperties(Map<String, Object> properties, boolean executes) {
		super(NAME, properties);
		this.executes = executes;
	}

	/**
	 * What the command that is executed has set.
	 * @param environment the environment
	 * @return the properties; null if there is no command
	 */
	static @Nullable CommandProperties of(Environment environment) {
		return (environment instanceof ConfigurableEnvironment configurable
				&& configurable.getPropertySources().get(NAME) instanceof CommandProperties properties) ? properties
						: null;
	}

	/**
	 * Whether the command executes migrations.
	 */
	boolean executes() {
		return this.executes;
	}

}
