package dev.migrations.boot.autoconfigure;

import java.util.Map;

import dev.migrations.Migrator;
import dev.migrations.MigratorBuilder;
import dev.migrations.settings.DatabaseSettings;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.io.ResourceLoader;

/**
 * The migrator of the only database.
 */
@Configuration(proxyBeanMethods = false)
class OneDatabaseConfiguration {

	@Bean
	@Lazy
	MigrationDataSources migrationDataSources(MigrationDataSourceSelector selector) {
		return new MigrationDataSources(Map.of(DatabaseSettings.DEFAULT_NAME, selector.select()));
	}

	@Bean
	@Lazy
	Migrator migrator(MigrationProperties properties, MigrationDataSources dataSources, ResourceLoader resourceLoader,
			ObjectProvider<MigratorBuilderCustomizer> customizers) {
		MigratorBuilder builder = Migrator
			.builder(dataSources.get(DatabaseSettings.DEFAULT_NAME).migrated(), properties.settings())
			.resourceLoader(resourceLoader);
		for (MigratorBuilderCustomizer customizer : customizers.orderedStream().toList()) {
			customizer.customize(builder);
		}
		return builder.build();
	}

}
