package dev.migrations.boot.autoconfigure;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.migrations.Migrator;
import dev.migrations.MigratorBuilder;
import dev.migrations.model.InvalidSettingsException;
import dev.migrations.settings.MigratorSettings;
import dev.migrations.settings.SeveralDatabases;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.ResourceLoader;

/**
 * Builds the migrators of {@code migrations.databases}.
 */
final class DatabaseMigrators {

	private final SortedMap<String, MigratorSettings> settings;

	private final MigrationDataSources dataSources;

	private final ResourceLoader resourceLoader;

	private final ObjectProvider<MigratorBuilderCustomizer> customizers;

	/**
	 * Resolves the settings and chooses the data sources.
	 * @throws InvalidSettingsException if either cannot be done, or two databases would
	 * write the same tables
	 */
	DatabaseMigrators(MigrationProperties properties, MigrationDataSourceSelector selector,
			ResourceLoader resourceLoader, ObjectProvider<MigratorBuilderCustomizer> customizers) {
		Map<String, MigratorSettings.Overrides> overrides = new TreeMap<>();
		properties.databases()
			.forEach((name, database) -> overrides.put(name, database.overrides("migrations.databases." + name)));
		this.settings = new SeveralDatabases(properties.settings(), overrides, properties.sequence()).resolve();
		Map<String, MigrationDataSourceChoice> choices = new TreeMap<>();
		properties.databases().forEach((name, database) -> choices.put(name, selector.select(name, database)));
		this.dataSources = new MigrationDataSources(choices);
		this.dataSources.requireTablesOfTheirOwn(this.settings);
		this.resourceLoader = resourceLoader;
		this.customizers = customizers;
	}

	MigrationDataSources dataSources() {
		return this.dataSources;
	}

	/**
	 * Builds the migrator of a database.
	 * @param name its name
	 * @return the migrator
	 */
	Migrator migrator(String name) {
		MigratorSettings own = this.settings.get(name);
		if (own == null) {
			throw new InvalidSettingsException(
					"The database '" + name
							+ "' of migrations.databases was there when the application was processed ahead of time, "
							+ "and is no longer.",
					"Set migrations.databases." + name + ".url or another of its properties, or build again.");
		}
		MigratorBuilder builder = Migrator.builder(this.dataSources.get(name).migrated(), own)
			.resourceLoader(this.resourceLoader);
		this.customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
		return builder.build();
	}

}
