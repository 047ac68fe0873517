package dev.migrations.samples.cortexprism;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * What agents say and do, what they remember of it, and what they may do.
 */
@SpringBootApplication
public class CortexPrismApplication {

	/**
	 * Starts the application.
	 * @param args Spring Boot's arguments
	 */
	public static void main(String[] args) {
		SpringApplication.run(CortexPrismApplication.class, args);
	}

}
