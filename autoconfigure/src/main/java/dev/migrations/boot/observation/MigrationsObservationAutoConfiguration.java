package dev.migrations.boot.observation;

import dev.migrations.boot.autoconfigure.MigrationsAutoConfiguration;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for observations of runs, from which
 * timers and traces follow.
 */
@AutoConfiguration(before = MigrationsAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean(ObservationRegistry.class)
public final class MigrationsObservationAutoConfiguration {

	@Bean
	MigrationObservations migrationObservations(ObjectProvider<ObservationRegistry> registry) {
		// Now, and not when something happens: that may be on another thread, while this
		// one creates beans and lets no other create any.
		return new MigrationObservations(registry.getObject());
	}

}
