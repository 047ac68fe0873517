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
				after.put(name, enabledBefore(database, properties.databases()));
			}
		});
		return MigratorGroup.of(migrators, after, properties.parallelism());
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
