package dev.migrations.benchmarks.application;

import java.nio.file.Path;

import javax.sql.DataSource;

import dev.migrations.benchmarks.measured.FingerprintLimit;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * The same application with the least that migrations can add to its start: one bean,
 * which compares the directory of the jar with one SELECT. It has no settings, no choice
 * between databases, nothing that reports what it did, and nothing waits for it.
 */
@EnableAutoConfiguration
public class LimitedApplication {

	@Bean
	Migration migration(DataSource dataSource, Environment environment) {
		return new Migration(dataSource, Path.of(environment.getRequiredProperty("limit.files")));
	}

	/**
	 * Starts.
	 * @param args properties, of which {@code limit.files} is the jar with the scripts
	 */
	public static void main(String[] args) {
		StartedApplication.start(LimitedApplication.class, args);
	}

	/**
	 * Not a lambda, which a start would have to set up.
	 */
	record Migration(DataSource dataSource, Path files) implements InitializingBean {

		@Override
		public void afterPropertiesSet() throws Exception {
			new FingerprintLimit().migrate(this.dataSource, this.files);
		}

	}

}
