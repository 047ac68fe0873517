package dev.migrations.benchmarks.application;

import java.lang.management.ManagementFactory;

import javax.sql.DataSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Starts, uses its database as any application does, says {@value #STARTED}, how many
 * milliseconds of a processor the thread that did it took and how many classes were
 * loaded, and ends.
 */
@EnableAutoConfiguration
public class StartedApplication {

	/**
	 * What it says before the two numbers.
	 */
	public static final String STARTED = "The application has started";

	/**
	 * Starts.
	 * @param args properties
	 */
	public static void main(String[] args) {
		start(StartedApplication.class, args);
	}

	static void start(Class<?> application, String[] args) {
		var context = SpringApplication.run(application, args);
		new JdbcTemplate(context.getBean(DataSource.class)).queryForList("SELECT 1");
		int classes = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
		long processor = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
		System.out.println(STARTED + ' ' + processor / 1_000_000 + ' ' + classes);
		System.out.flush();
		System.exit(0);
	}

}
