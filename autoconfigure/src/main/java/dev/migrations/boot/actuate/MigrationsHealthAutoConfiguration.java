package dev.migrations.boot.actuate;

import dev.migrations.Migrator;
import dev.migrations.boot.autoconfigure.MigrationsAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the health of migrations.
 */
@AutoConfiguration(after = MigrationsAutoConfiguration.class)
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnEnabledHealthIndicator("migrations")
public final class MigrationsHealthAutoConfiguration {

	private static boolean isEnabled(Environment environment, String database) {
		boolean all = environment.getProperty("migrations.enabled", Boolean.class, true);
		return all && environment.getProperty("migrations.databases." + database + ".enabled", Boolean.class, true);
	}

	@Bean
	@ConditionalOnBean(Migrator.class)
	@ConditionalOnMissingBean(name = { "migrationsHealthIndicator", "migrationsHealthContributor" })
	MigrationsHealthIndicator migrationsHealthIndicator(ApplicationContext context, Environment environment) {
		return new MigrationsHealthIndicator(context, (database) -> isEnabled(environment, database));
	}

}
