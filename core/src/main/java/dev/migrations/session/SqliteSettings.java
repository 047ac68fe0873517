package dev.migrations.session;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import dev.migrations.dialect.Vendor;

/**
 * Settings of an SQLite session: the pragmas that a script may set, temporary tables, and
 * databases attached.
 */
record SqliteSettings() implements SessionSettings {

	private static final String TEMPORARY = "temporary ";

	private static final String ATTACHED = "attached ";

	/**
	 * Without those pragmas that a script of SQLite sets at its head, which are restored
	 * with it.
	 */
	private static final Set<String> PRAGMAS = Set.of("defer_foreign_keys", "recursive_triggers", "busy_timeout",
			"synchronous", "temp_store", "ignore_check_constraints", "writable_schema", "cache_size", "locking_mode",
			"query_only", "reverse_unordered_selects", "secure_delete", "trusted_schema", "automatic_index",
			"cell_size_check", "checkpoint_fullfsync", "fullfsync", "max_page_count", "threads", "wal_autocheckpoint",
			"journal_size_limit", "read_uncommitted", "analysis_limit", "cache_spill", "mmap_size", "soft_heap_limit",
			"count_changes", "empty_result_callbacks", "full_column_names", "short_column_names");

	/** The one that SQLite does not say itself. */
	private static final String LIKE = "case_sensitive_like";

	@Override
	public Map<String, String> read(Connection connection) throws SQLException {
		Map<String, String> settings = new LinkedHashMap<>();
		for (String pragma : PRAGMAS) {
			try (Statement statement = connection.createStatement();
					ResultSet row = statement.executeQuery("PRAGMA " + pragma)) {
				if (row.next()) {
					settings.put(pragma, row.getString(1));
				}
			}
		}
		settings.putAll(SessionSettings.query(connection, "SELECT '" + LIKE + "', 'a' NOT LIKE 'A'"));
		temporary(connection).keySet().forEach((name) -> settings.put(TEMPORARY + name, ""));
		attached(connection).keySet().forEach((name) -> settings.put(ATTACHED + name, ""));
		return settings;
	}

	@Override
	public void restore(Connection connection, Map<String, String> before) throws SQLException {
		for (Map.Entry<String, String> object : temporary(connection).entrySet()) {
			if (!before.containsKey(TEMPORARY + object.getKey())) {
				SessionSettings.execute(connection,
						"DROP " + object.getValue() + " IF EXISTS temp." + quoted(object.getKey()));
			}
		}
		for (String name : attached(connection).keySet()) {
			if (!before.containsKey(ATTACHED + name)) {
				SessionSettings.execute(connection, "DETACH " + quoted(name));
			}
		}
		Map<String, String> now = read(connection);
		for (Map.Entry<String, String> setting : before.entrySet()) {
			if (isPragma(setting.getKey()) && !setting.getValue().equals(now.get(setting.getKey()))) {
				SessionSettings.execute(connection, "PRAGMA " + setting.getKey() + " = " + setting.getValue());
			}
		}
	}

	private static boolean isPragma(String key) {
		return PRAGMAS.contains(key) || key.equals(LIKE);
	}

	private static Map<String, String> temporary(Connection connection) throws SQLException {
		return SessionSettings.query(connection, "SELECT name, type FROM sqlite_temp_master "
				+ "WHERE type IN ('table', 'view', 'trigger') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'");
	}

	private static Map<String, String> attached(Connection connection) throws SQLException {
		return SessionSettings.query(connection,
				"SELECT name, file FROM pragma_database_list WHERE name NOT IN ('main', 'temp')");
	}

	private static String quoted(String name) {
		return SessionSettings.quoted(Vendor.SQLITE, name);
	}

}
