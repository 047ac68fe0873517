package dev.migrations.settings;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Which of an application's databases this is. It follows from all settings together and
 * is not set by itself.
 *
 * @param name its name
 * @param databases names of all databases that are configured, whose folders are left out
 * of the locations above them; empty where there is only one
 * @param locations locations of all databases, which are left out of the locations above
 * them as well
 * @param sequence the sequence that it is part of; null if its locations are its own
 */
public record DatabaseSettings(String name, Set<String> databases, Set<String> locations, @Nullable Sequence sequence) {

	/**
	 * Name of the database of an application that configures no others.
	 */
	public static final String DEFAULT_NAME = "default";

	static final DatabaseSettings DEFAULTS = new DatabaseSettings(DEFAULT_NAME, Set.of(), Set.of(), null);

	/**
	 * The same with another name.
	 * @param name the name
	 * @return the settings
	 */
	public DatabaseSettings withName(String name) {
		return new DatabaseSettings(name, this.databases, this.locations, this.sequence);
	}

}
