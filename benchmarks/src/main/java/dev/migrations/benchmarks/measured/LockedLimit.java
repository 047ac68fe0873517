package dev.migrations.benchmarks.measured;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

/**
 * As {@link RawLimit}, under the lock that fits the database, after reading what others
 * have done.
 */
final class LockedLimit implements Contestant {

	@Override
	public void migrate(DataSource dataSource, Path files) throws Exception {
		List<Script> scripts = Script.read(files);
		try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
			boolean sqlite = false;
			switch (connection.getMetaData().getDatabaseProductName()) {
				case "PostgreSQL" -> statement.execute("SELECT pg_advisory_lock(4711)");
				case "MariaDB" -> statement.execute("SELECT GET_LOCK('bench', 60)");
				default -> {
					sqlite = true;
					statement.execute("PRAGMA busy_timeout = 60000");
					statement.execute("BEGIN IMMEDIATE");
				}
			}
			Map<String, LimitHistory.Row> rows = rows(connection);
			for (Script script : scripts) {
				if (rows.containsKey(script.name())) {
					continue;
				}
				if (!sqlite) {
					statement.execute("BEGIN");
				}
				for (String sql : script.statements()) {
					statement.execute(sql);
				}
				LimitHistory.insert(connection, script);
				if (!sqlite) {
					statement.execute("COMMIT");
				}
			}
			if (sqlite) {
				statement.execute("COMMIT");
			}
		}
	}

	private static Map<String, LimitHistory.Row> rows(Connection connection) throws SQLException {
		try {
			return LimitHistory.read(connection);
		}
		catch (SQLException ex) {
			LimitHistory.create(connection);
			return Map.of();
		}
	}

}
