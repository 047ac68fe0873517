package dev.migrations.benchmarks.measured;

import java.nio.file.Path;

import javax.sql.DataSource;

import dev.migrations.Migrator;
import dev.migrations.model.TransactionMode;

/**
 * This project, with a transaction for each migration, as in a schema that has tables.
 */
final class OursOneByOne implements Contestant {

	@Override
	public void migrate(DataSource dataSource, Path files) {
		Migrator.builder(dataSource)
			.locations("classpath:" + Script.FOLDER)
			.transaction(TransactionMode.PER_MIGRATION)
			.build()
			.migrate();
	}

}
