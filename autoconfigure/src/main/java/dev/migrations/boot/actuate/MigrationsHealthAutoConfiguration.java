package dev.migrations.boot.actuate;

import dev.migrations.Migrator;
import dev.migrations.boot.autoconfigure.DatabaseProperties;
import dev.migrations.boot.autoconfigure.MigrationProperties;
import dev.migrations.boot.autoconfigure.MigrationsAutoConfiguration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the health of migrations.
 */
@AutoConfiguration(after = MigrationsAutoConfiguration.class)
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnEnabledHealthIndicator("migrations")
public final class MigrationsHealthAutoConfiguration {

	@Bean
	@ConditionalOnBean(Migrator.class)
	@ConditionalOnMissingBean(name = { "migrationsHealthIndicator", "migrationsHealthContributor" })
	MigrationsHealthIndicator migrationsHealthIndicator(ApplicationContext context,
			ObjectProvider<MigrationProperties> properties) {
		MigrationProperties set = properties.getIfAvailable();
		return new MigrationsHealthIndicator(context, (database) -> set == null || isEnabled(set, database));
	}

	private static boolean isEnabled(MigrationProperties properties, String database) {
		DatabaseProperties own = properties.databases().get(database);
		return properties.enabled() && (own == null || !Boolean.FALSE.equals(own.enabled()));
	}

}
