package dev.migrations.boot.command;

import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import dev.migrations.JavaMigration;
import dev.migrations.JavaMigrationContext;
import dev.migrations.MigrationEvent;
import dev.migrations.MigrationListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * Application whose migration and listener ask for what such beans use.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ InjectingApplication.V2__FirstOwl.class, InjectingApplication.Listener.class })
class InjectingApplication {

	public static void main(String[] args) {
		SpringApplication.run(InjectingApplication.class, args);
	}

	@Component
	static class V2__FirstOwl implements JavaMigration {

		private final JsonMapper mapper;

		private final Environment environment;

		V2__FirstOwl(JsonMapper mapper, Environment environment, DataSource dataSource, SslBundles bundles,
				AsyncTaskExecutor executor) {
			this.mapper = mapper;
			this.environment = environment;
		}

		@Override
		public void up(JavaMigrationContext context) throws SQLException {
			String owl = this.mapper.readTree("{\"name\":\"Strix\"}").get("name").asString();
			try (Statement statement = context.connection().createStatement()) {
				statement.executeUpdate("INSERT INTO owls VALUES ('" + owl + " "
						+ this.environment.getProperty("spring.application.owl") + "')");
			}
		}

	}

	@Component
	static class Listener implements MigrationListener {

		private final MeterRegistry meters;

		Listener(MeterRegistry meters, ObservationRegistry observations) {
			this.meters = meters;
		}

		@Override
		public void migrationApplied(MigrationEvent.MigrationApplied event) {
			this.meters.counter("applied").increment();
			System.err.println("applied: " + this.meters.counter("applied").count());
		}

	}

}
