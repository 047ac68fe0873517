package dev.migrations.reliability.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A SQLite file.
 */
final class SqliteDatabase extends EmbeddedDatabase {

	private final Path file;

	/**
	 * Creates a database.
	 * @param file the file
	 * @param options options of the URL, such as {@code ?foreign_keys=on}
	 */
	SqliteDatabase(Path file, String options) {
		super(DatabaseKind.SQLITE, "jdbc:sqlite:" + file + options);
		this.file = file;
	}

	@Override
	public void reset() {
		try {
			for (String suffix : List.of("", "-journal", "-wal", "-shm")) {
				Files.deleteIfExists(this.file.resolveSibling(this.file.getFileName() + suffix));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public Snapshot snapshot() throws SQLException {
		try (Connection connection = connect()) {
			List<String> lines = new ArrayList<>();
			List<String> tables = new ArrayList<>();
			for (String object : Rows.of(connection,
					"SELECT tbl_name, type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite~_%' ESCAPE '~'")) {
				String[] parts = object.split("\\|", 4);
				boolean shadow = parts[2].matches(".*_(data|idx|content|docsize|config)");
				if (!Snapshot.isOwn(parts[0]) && !shadow) {
					lines.add(object);
					if (parts[1].equals("table")) {
						tables.add(parts[2]);
					}
				}
			}
			for (String table : tables) {
				for (String row : Rows.of(connection, "SELECT * FROM \"" + table + "\"")) {
					lines.add("row of " + table + ": " + row);
				}
			}
			lines.addAll(Rows.of(connection, "PRAGMA user_version"));
			lines.addAll(Rows.of(connection, "PRAGMA foreign_key_check"));
			lines.addAll(Rows.of(connection, "PRAGMA integrity_check"));
			return Snapshot.of(lines);
		}
	}

	@Override
	public List<String> residue() throws SQLException {
		// Whoever holds a lock keeps this from getting it.
		try (Connection connection = connect()) {
			Rows.execute(connection, "PRAGMA busy_timeout = 2000", "BEGIN EXCLUSIVE", "ROLLBACK");
			return List.of();
		}
		catch (SQLException ex) {
			return List.of("file lock|" + ex.getMessage());
		}
	}

	@Override
	public String sessionState(Connection connection) throws SQLException {
		List<String> state = new ArrayList<>();
		for (String pragma : List.of("foreign_keys", "legacy_alter_table", "defer_foreign_keys", "recursive_triggers",
				"busy_timeout", "locking_mode", "synchronous", "temp_store", "ignore_check_constraints",
				"writable_schema")) {
			state.add(pragma + "=" + Rows.of(connection, "PRAGMA " + pragma));
		}
		state.addAll(Rows.of(connection, "SELECT 'temporary ' || name FROM sqlite_temp_master"));
		state.addAll(Rows.of(connection, "SELECT 'attached ' || name FROM pragma_database_list WHERE name <> 'temp'"));
		return state.toString();
	}

	@Override
	public void close() {
		reset();
	}

}
