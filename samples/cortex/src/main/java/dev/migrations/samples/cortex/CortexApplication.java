package dev.migrations.samples.cortex;

import dev.migrations.boot.autoconfigure.MigratorBuilderCustomizer;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/**
 * Data models, the metrics that they define, and those that they inherit.
 */
@SpringBootApplication
public class CortexApplication {

	/**
	 * Starts the application.
	 * @param args Spring Boot's arguments
	 */
	public static void main(String[] args) {
		SpringApplication.run(CortexApplication.class, args);
	}

	/**
	 * A directory with a folder for each product, in place of the migrations that the
	 * application brings.
	 */
	@Bean
	@ConditionalOnProperty("CORTEX_MIGRATIONS_VERSIONS_DIRECTORY")
	MigratorBuilderCustomizer customMigrations(@Value("${CORTEX_MIGRATIONS_VERSIONS_DIRECTORY}") String directory) {
		return (builder) -> builder.locations("file:" + directory + "/{vendor}");
	}

}
