package dev.migrations.benchmarks.measured;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;

import javax.sql.DataSource;

/**
 * Executes the same statements, with one transaction and one INSERT into the history for
 * each script.
 */
final class RawLimit implements Contestant {

	@Override
	public void migrate(DataSource dataSource, Path files) throws Exception {
		List<Script> scripts = Script.read(files);
		try (Connection connection = dataSource.getConnection()) {
			LimitHistory.create(connection);
			connection.setAutoCommit(false);
			for (Script script : scripts) {
				try (Statement statement = connection.createStatement()) {
					for (String sql : script.statements()) {
						statement.execute(sql);
					}
				}
				LimitHistory.insert(connection, script);
				connection.commit();
			}
			connection.setAutoCommit(true);
		}
	}

}
