package dev.migrations.benchmarks.measured;

import java.nio.file.Path;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;

/**
 * Flyway, with its default settings.
 */
final class FlywayDefaults implements Contestant {

	@Override
	public void migrate(DataSource dataSource, Path files) {
		Flyway.configure().dataSource(dataSource).locations("classpath:" + Script.FOLDER).load().migrate();
	}

}
