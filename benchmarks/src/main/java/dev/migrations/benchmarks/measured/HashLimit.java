package dev.migrations.benchmarks.measured;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

/**
 * Reads every file, computes its SHA-256 and compares it with the history, which is one
 * SELECT.
 */
final class HashLimit implements Contestant {

	@Override
	public void migrate(DataSource dataSource, Path files) throws Exception {
		List<Script> scripts = Script.read(files);
		try (Connection connection = dataSource.getConnection()) {
			Map<String, LimitHistory.Row> rows = LimitHistory.read(connection);
			for (Script script : scripts) {
				LimitHistory.Row row = rows.get(script.name());
				if (row == null || !row.checksum().equals(script.checksum())) {
					throw new IllegalStateException(script.name());
				}
			}
		}
	}

}
