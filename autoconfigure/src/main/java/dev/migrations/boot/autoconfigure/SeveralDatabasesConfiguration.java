package dev.migrations.boot.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.migrations.Migrator;
import dev.migrations.MigratorGroup;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.io.ResourceLoader;

/**
 * A migrator for each of {@code migrations.databases}, and the group of all of them.
 */
@Configuration(proxyBeanMethods = false)
@Import(DatabaseMigratorRegistrar.class)
class SeveralDatabasesConfiguration {

	@Bean
	@Lazy
	DatabaseMigrators databaseMigrators(MigrationProperties properties, MigrationDataSourceSelector selector,
			ResourceLoader resourceLoader, ObjectProvider<MigratorBuilderCustomizer> customizers) {
		return new DatabaseMigrators(properties, selector, resourceLoader, customizers);
	}

	@Bean
	@Lazy
	MigrationDataSources migrationDataSources(DatabaseMigrators migrators) {
		return migrators.dataSources();
	}

	/**
	 * The databases that are migrated together: all but those that are disabled.
	 */
	@Bean
	@Lazy
	MigratorGroup migratorGroup(MigrationProperties properties, BeanFactory beanFactory) {
		List<Migrator> migrators = new ArrayList<>();
		Map<String, List<String>> after = new TreeMap<>();
		properties.databases().forEach((name, database) -> {
			if (!Boolean.FALSE.equals(database.enabled())) {
				migrators.add(beanFactory.getBean(MigratorBeans.beanName(name), Migrator.class));
				after.put(name, database.after().stream().filter((other) -> !isDisabled(properties, other)).toList());
			}
		});
		return MigratorGroup.of(migrators, after, properties.parallelism());
	}

	private static boolean isDisabled(MigrationProperties properties, String name) {
		DatabaseProperties database = properties.databases().get(name);
		return database != null && Boolean.FALSE.equals(database.enabled());
	}

}
