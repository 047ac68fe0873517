package dev.migrations.benchmarks.measured;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;

import javax.sql.DataSource;

/**
 * As {@link RawLimit}, with everything that belongs to a script sent in one trip.
 */
final class PipelinedLimit implements Contestant {

	@Override
	public void migrate(DataSource dataSource, Path files) throws Exception {
		List<Script> scripts = Script.read(files);
		try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
			LimitHistory.create(connection);
			for (Script script : scripts) {
				statement.execute("BEGIN;\n" + String.join(";\n", script.statements()) + ";\n" + LimitHistory.INSERT
						+ "('" + script.name() + "', '" + script.checksum() + "', " + script.size() + ", "
						+ script.crc32() + ", CURRENT_TIMESTAMP);\nCOMMIT");
			}
		}
	}

}
