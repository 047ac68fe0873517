package dev.migrations.reliability.tool;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import dev.migrations.Migrator;
import dev.migrations.model.UndoTarget;
import dev.migrations.model.Version;
import dev.migrations.reliability.database.Rows;
import org.jspecify.annotations.Nullable;

/**
 * The engine of this project.
 */
final class MigrationsTool implements Tool {

	@Override
	public String name() {
		return "migrations";
	}

	@Override
	public int migrate(DataSource dataSource, Path directory) {
		return Migrator.builder(dataSource).locations("file:" + directory).build().migrate().applied().size();
	}

	@Override
	public int undo(DataSource dataSource, Path directory) {
		return Migrator.builder(dataSource)
			.locations("file:" + directory)
			.build()
			.undo(UndoTarget.to(Version.of("0")))
			.undone()
			.size();
	}

	/**
	 * Reads the history. A migration that was taken back counts as applied, and the
	 * script that took it back as applied after it. A step that is announced counts as
	 * done where there is a later one.
	 */
	@Override
	public Recorded recorded(Connection connection) throws SQLException {
		List<String> applied = new ArrayList<>();
		List<String> undone = new ArrayList<>();
		String unfinished = null;
		for (String row : rows(connection,
				"SELECT state, script FROM migration_history ORDER BY applied_order, script")) {
			String[] parts = row.split("\\|", 2);
			if (parts[0].equals("UNDONE")) {
				undone.add(0, "U" + parts[1].substring(1));
			}
			if (parts[0].equals("UNDOING")) {
				applied.add(parts[1]);
				unfinished = "U" + parts[1].substring(1);
			}
			else if (parts[0].equals("APPLIED") || parts[0].equals("UNDONE")) {
				applied.add(parts[1]);
			}
			else if (unfinished == null) {
				unfinished = parts[1];
			}
			else {
				unfinished += " and " + parts[1];
			}
		}
		applied.addAll(undone);
		int done = 0;
		int intent = 0;
		List<String> steps = rows(connection, "SELECT number, state FROM migration_history_step ORDER BY number");
		for (String row : steps) {
			String[] parts = row.split("\\|", 2);
			int number = Integer.parseInt(parts[0]);
			done = Math.max(done, intent);
			if (parts[1].equals("INTENT")) {
				intent = number;
			}
			else {
				intent = 0;
				done = number;
			}
		}
		return new Recorded(applied, unfinished, done, intent, steps.size());
	}

	private static List<String> rows(Connection connection, String sql) throws SQLException {
		String missing = missing(connection, sql.substring(sql.indexOf(" FROM ") + 6).split(" ")[0]);
		return (missing != null) ? List.of() : Rows.of(connection, sql);
	}

	private static @Nullable String missing(Connection connection, String table) {
		try {
			Rows.of(connection, "SELECT count(*) FROM " + table);
			return null;
		}
		catch (SQLException ex) {
			return table;
		}
	}

}
