package dev.migrations.benchmarks.measured;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import javax.sql.DataSource;

/**
 * As {@link JournaledLimit}, under MariaDB's lock, after reading what others have done:
 * whoever finds the history complete has nothing left to do.
 */
final class LockedJournaledLimit implements Contestant {

	@Override
	public void migrate(DataSource dataSource, Path files) throws Exception {
		List<Script> scripts = Script.read(files);
		try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
			statement.execute("SELECT GET_LOCK('bench', 60)");
			if (!isApplied(connection, scripts)) {
				new JournaledLimit().migrate(connection, scripts);
			}
		}
	}

	private static boolean isApplied(Connection connection, List<Script> scripts) {
		try {
			return LimitHistory.read(connection).size() == scripts.size();
		}
		catch (SQLException ex) {
			// There is no history yet.
			return false;
		}
	}

}
