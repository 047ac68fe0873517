package dev.migrations.benchmarks.measured;

import java.nio.file.Path;

import javax.sql.DataSource;

import dev.migrations.Migrator;

/**
 * This project, with its default settings.
 */
final class Ours implements Contestant {

	@Override
	public void migrate(DataSource dataSource, Path files) {
		Migrator.builder(dataSource).locations("classpath:" + Script.FOLDER).build().migrate();
	}

}
