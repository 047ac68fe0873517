package dev.migrations.benchmarks.application;

import javax.sql.DataSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Starts, uses its database as any application does, says {@value #STARTED}, and ends.
 */
@EnableAutoConfiguration
public class StartedApplication {

	/**
	 * What it says.
	 */
	public static final String STARTED = "The application has started";

	/**
	 * Starts.
	 * @param args properties
	 */
	public static void main(String[] args) {
		var context = SpringApplication.run(StartedApplication.class, args);
		new JdbcTemplate(context.getBean(DataSource.class)).queryForList("SELECT 1");
		System.out.println(STARTED);
		System.out.flush();
		Runtime.getRuntime().halt(0);
	}

}
