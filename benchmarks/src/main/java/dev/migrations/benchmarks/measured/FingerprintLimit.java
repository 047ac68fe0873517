package dev.migrations.benchmarks.measured;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

/**
 * Compares size and CRC-32 from the directory of a jar with the history, and opens no
 * file.
 */
public final class FingerprintLimit implements Contestant {

	@Override
	public void migrate(DataSource dataSource, Path files) throws Exception {
		List<Script> scripts = Script.list(files);
		try (Connection connection = dataSource.getConnection()) {
			Map<String, LimitHistory.Row> rows = LimitHistory.read(connection);
			for (Script script : scripts) {
				LimitHistory.Row row = rows.get(script.name());
				if (row == null || row.size() != script.size() || row.crc32() != script.crc32()) {
					throw new IllegalStateException(script.name());
				}
			}
		}
	}

}
