package dev.migrations.settings;

import org.jspecify.annotations.Nullable;

/**
 * Where our own tables and the objects of migrations are.
 *
 * @param historyTable name of the history table
 */
public record SchemaSettings(String historyTable) {

	static final SchemaSettings DEFAULTS = new SchemaSettings("migration_history");

	SchemaSettings with(Overrides overrides) {
		return new SchemaSettings(MigratorSettings.either(overrides.historyTable(), this.historyTable));
	}

	/**
	 * What one database sets.
	 *
	 * @param historyTable name of the history table
	 */
	public record Overrides(@Nullable String historyTable) {
	}

}
