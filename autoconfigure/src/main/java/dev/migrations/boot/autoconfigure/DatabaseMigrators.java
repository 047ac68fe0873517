package dev.migrations.boot.autoconfigure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import javax.sql.DataSource;

import dev.migrations.JavaMigration;
import dev.migrations.MigrationListener;
import dev.migrations.Migrator;
import dev.migrations.MigratorBuilder;
import dev.migrations.MigratorGroup;
import dev.migrations.model.InvalidSettingsException;
import dev.migrations.settings.DatabaseSettings;
import dev.migrations.settings.MigratorSettings;
import dev.migrations.settings.SeveralDatabases;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/**
 * Builds the migrator of the only database, or those of {@code migrations.databases}.
 */
final class DatabaseMigrators {

	private final MigrationProperties properties;

	private final Map<String, MigratorSettings> settings;

	private final MigrationDataSources dataSources;

	/**
	 * Resolves the settings and chooses the data sources.
	 * @throws InvalidSettingsException if either cannot be done, or two databases would
	 * write the same tables
	 */
	DatabaseMigrators(MigrationProperties properties, ObjectProvider<MigrationConnectionDetails> connectionDetails,
			ObjectProvider<JdbcConnectionDetails> ofApplication, ObjectProvider<DataSource> dataSources,
			@MigrationDataSource ObjectProvider<DataSource> markedDataSources, Environment environment,
			ListableBeanFactory beanFactory) {
		this.properties = properties;
		UnknownProperties.warn(environment);
		MigrationConnectionDetails details = details(connectionDetails);
		if (details == null) {
			details = new PropertiesMigrationConnectionDetails(properties, ofApplication.getIfUnique(), environment,
					beanFactory);
		}
		MigrationDataSourceSelector selector = new MigrationDataSourceSelector(properties, details, dataSources,
				markedDataSources, environment, beanFactory);
		if (properties.databases().isEmpty()) {
			this.settings = Map.of(DatabaseSettings.DEFAULT_NAME, properties.settings());
			this.dataSources = new MigrationDataSources(Map.of(DatabaseSettings.DEFAULT_NAME, selector.select()));
		}
		else {
			this.settings = severalSettings(properties);
			this.dataSources = severalDataSources(properties, selector);
			this.dataSources.requireTablesOfTheirOwn(this.settings);
		}
	}

	private static InvalidSettingsException withoutProperty(String database) {
		return new InvalidSettingsException(
				"The database '" + database
						+ "' of migrations.databases has no property that there is. It has only others, or had one "
						+ "when the application was processed ahead of time.",
				"Set migrations.databases." + database
						+ ".url or another of its properties, or correct their names; or build again without it.");
	}

	/**
	 * Of several, such as those of two services of Docker Compose, none says which
	 * database is to be migrated.
	 */
	private static @Nullable MigrationConnectionDetails details(ObjectProvider<MigrationConnectionDetails> beans) {
		try {
			return beans.getIfAvailable();
		}
		catch (NoUniqueBeanDefinitionException ex) {
			return new UndecidedConnectionDetails();
		}
	}

	private static Map<String, MigratorSettings> severalSettings(MigrationProperties properties) {
		Map<String, MigratorSettings.Overrides> overrides = new TreeMap<>();
		properties.databases()
			.forEach((name, database) -> overrides.put(name, database.overrides("migrations.databases." + name)));
		return new SeveralDatabases(properties.settings(), overrides, properties.sequence()).resolve();
	}

	private static MigrationDataSources severalDataSources(MigrationProperties properties,
			MigrationDataSourceSelector selector) {
		Map<String, MigrationDataSourceChoice> choices = new TreeMap<>();
		properties.databases().forEach((name, database) -> choices.put(name, selector.select(name, database)));
		return new MigrationDataSources(choices);
	}

	MigrationDataSources dataSources() {
		return this.dataSources;
	}

	/**
	 * Builds the migrator of a database: with what the application has for it, then as
	 * its customizers change it.
	 * @param name its name
	 * @return the migrator
	 */
	Migrator migrator(String name, Environment environment, ResourceLoader resourceLoader,
			ObjectProvider<MigrationListener> listeners, ObjectProvider<JavaMigration> javaMigrations,
			ObjectProvider<MigratorBuilderCustomizer> customizers) {
		MigratorSettings own = this.settings.get(name);
		if (own == null) {
			throw withoutProperty(name);
		}
		MigratorBuilder builder = Migrator.builder(this.dataSources.get(name).migrated(), own)
			.resourceLoader(resourceLoader)
			.application(environment.getProperty("spring.application.name"),
					environment.getProperty("spring.application.version"))
			.listeners(listeners.orderedStream().toList().toArray(new MigrationListener[0]))
			.javaMigrations(javaMigrations.orderedStream().toList().toArray(new JavaMigration[0]));
		for (MigratorBuilderCustomizer customizer : customizers.orderedStream().toList()) {
			customizer.customize(builder);
		}
		return builder.build();
	}

	/**
	 * Puts those together that are migrated together: all but those that are disabled.
	 * @return the group
	 * @throws InvalidSettingsException if one would be passed over because the names of
	 * all its properties are wrong
	 */
	MigratorGroup group(BeanFactory beanFactory, Environment environment) {
		for (String name : ConfiguredDatabases.from(environment).names()) {
			if (!this.properties.databases().containsKey(name)) {
				throw withoutProperty(name);
			}
		}
		List<Migrator> migrators = new ArrayList<>();
		Map<String, List<String>> after = new TreeMap<>();
		this.properties.databases().forEach((name, database) -> {
			if (!Boolean.FALSE.equals(database.enabled())) {
				migrators.add(beanFactory.getBean(MigratorBeans.beanName(name), Migrator.class));
				after.put(name, enabledBefore(database, this.properties.databases()));
			}
		});
		return MigratorGroup.of(migrators, after, this.properties.parallelism());
	}

	/**
	 * What a database comes after. In place of one that is disabled there is what that
	 * one comes after.
	 */
	private static List<String> enabledBefore(DatabaseProperties later, Map<String, DatabaseProperties> databases) {
		Set<String> found = new LinkedHashSet<>();
		Set<String> passed = new HashSet<>();
		Deque<String> open = new ArrayDeque<>(later.after());
		while (!open.isEmpty()) {
			String before = open.remove();
			DatabaseProperties database = databases.get(before);
			if (database == null || !Boolean.FALSE.equals(database.enabled())) {
				found.add(before);
			}
			else if (passed.add(before)) {
				open.addAll(database.after());
			}
		}
		return List.copyOf(found);
	}

}
