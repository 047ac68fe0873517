package dev.migrations.session;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import dev.migrations.dialect.Vendor;

/**
 * What is set in a session, read and restored by value.
 */
sealed interface SessionSettings {

	static SessionSettings of(Vendor vendor) {
		return switch (vendor) {
			case POSTGRESQL -> new Postgres();
			case MARIADB, MYSQL -> new Mysql();
			case H2 -> new H2();
			case SQLITE, CLICKHOUSE -> new Sqlite();
		};
	}

	/**
	 * Reads what is set.
	 * @return the settings by name
	 */
	Map<String, String> read(Connection connection) throws SQLException;

	/**
	 * Restores what was set.
	 * @param before the settings as they were read
	 */
	void restore(Connection connection, Map<String, String> before) throws SQLException;

	private static Map<String, String> query(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			Map<String, String> settings = new LinkedHashMap<>();
			while (rows.next()) {
				settings.put(rows.getString(1), rows.getString(2));
			}
			return settings;
		}
	}

	private static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	/**
	 * PostgreSQL: everything goes back to the defaults of the session, then what the pool
	 * had set is set again.
	 */
	record Postgres() implements SessionSettings {

		@Override
		public Map<String, String> read(Connection connection) throws SQLException {
			return query(connection, """
					SELECT name, current_setting(name) FROM pg_catalog.pg_settings WHERE source = 'session'
						AND name NOT IN ('transaction_isolation', 'transaction_read_only', 'transaction_deferrable')
					UNION ALL SELECT 'role', current_setting('role')""");
		}

		@Override
		public void restore(Connection connection, Map<String, String> before) throws SQLException {
			execute(connection, "RESET SESSION AUTHORIZATION");
			execute(connection, "RESET ALL");
			execute(connection, "DISCARD TEMP");
			try (PreparedStatement statement = connection.prepareStatement("SELECT set_config(?, ?, false)")) {
				for (Map.Entry<String, String> setting : before.entrySet()) {
					statement.setString(1, setting.getKey());
					statement.setString(2, setting.getValue());
					statement.executeQuery().close();
				}
			}
		}

	}

	/**
	 * MariaDB and MySQL: every variable that differs is set to what it was.
	 */
	record Mysql() implements SessionSettings {

		private static final String SCHEMA = "(schema)";

		private static final String ROLE = "(role)";

		/** What servers without roles say of the function that names the current one. */
		private static final int UNKNOWN_FUNCTION = 1305;

		/**
		 * Variables that change by themselves, or that are ours.
		 */
		private static final Set<String> VOLATILE = Set.of("timestamp", "insert_id", "last_insert_id", "identity",
				"rand_seed1", "rand_seed2", "warning_count", "error_count", "pseudo_thread_id", "in_transaction",
				"last_gtid", "gtid_seq_no", "autocommit");

		private static final Pattern NUMBER = Pattern.compile("-?[0-9]+([.][0-9]+)?");

		private static final int GLOBAL_VARIABLE = 1229;

		private static final int READ_ONLY_VARIABLE = 1238;

		@Override
		public Map<String, String> read(Connection connection) throws SQLException {
			Map<String, String> settings = query(connection, "SHOW SESSION VARIABLES");
			settings.keySet().removeAll(VOLATILE);
			String schema = connection.getCatalog();
			if (schema != null) {
				settings.put(SCHEMA, schema);
			}
			addRole(connection, settings);
			return settings;
		}

		@Override
		public void restore(Connection connection, Map<String, String> before) throws SQLException {
			Map<String, String> now = read(connection);
			for (Map.Entry<String, String> setting : before.entrySet()) {
				if (!setting.getValue().equals(now.get(setting.getKey()))) {
					restore(connection, setting.getKey(), setting.getValue());
				}
			}
		}

		private static void addRole(Connection connection, Map<String, String> settings) throws SQLException {
			try (Statement statement = connection.createStatement();
					ResultSet row = statement.executeQuery("SELECT CURRENT_ROLE()")) {
				row.next();
				String role = row.getString(1);
				// MySQL names one or several as its statement takes them.
				settings.put(ROLE, (role == null) ? "NONE"
						: (role.equals("NONE") || role.startsWith("`")) ? role : "`" + role.replace("`", "``") + "`");
			}
			catch (SQLException ex) {
				if (ex.getErrorCode() != UNKNOWN_FUNCTION) {
					throw ex;
				}
			}
		}

		private static void restore(Connection connection, String name, String value) throws SQLException {
			if (name.equals(SCHEMA)) {
				connection.setCatalog(value);
				return;
			}
			if (name.equals(ROLE)) {
				execute(connection, "SET ROLE " + value);
				return;
			}
			String literal = NUMBER.matcher(value).matches() ? value
					: (value.isEmpty() && name.equals("character_set_results")) ? "NULL" : "?";
			try (PreparedStatement statement = connection.prepareStatement("SET SESSION " + name + " = " + literal)) {
				if (literal.equals("?")) {
					statement.setString(1, value);
				}
				statement.execute();
			}
			catch (SQLException ex) {
				if (ex.getErrorCode() != GLOBAL_VARIABLE && ex.getErrorCode() != READ_ONLY_VARIABLE) {
					throw ex;
				}
			}
		}

	}

	/**
	 * H2, which lists what is set as the commands that set it.
	 */
	record H2() implements SessionSettings {

		private static final String TABLE = "TABLE ";

		@Override
		public Map<String, String> read(Connection connection) throws SQLException {
			return query(connection, "SELECT STATE_KEY, STATE_COMMAND FROM INFORMATION_SCHEMA.SESSION_STATE");
		}

		@Override
		public void restore(Connection connection, Map<String, String> before) throws SQLException {
			Map<String, String> now = read(connection);
			for (String key : now.keySet()) {
				if (before.containsKey(key)) {
					continue;
				}
				if (key.startsWith(TABLE)) {
					execute(connection, "DROP TABLE \"" + key.substring(TABLE.length()).replace("\"", "\"\"") + "\"");
				}
				else if (key.startsWith("@")) {
					execute(connection, "SET " + key + " TO NULL");
				}
			}
			for (Map.Entry<String, String> setting : before.entrySet()) {
				if (!setting.getKey().startsWith(TABLE) && !setting.getValue().equals(now.get(setting.getKey()))) {
					execute(connection, setting.getValue());
				}
			}
		}

	}

	/**
	 * SQLite: the pragmas that a script may set, temporary tables, and databases
	 * attached.
	 */
	record Sqlite() implements SessionSettings {

		private static final String TEMPORARY = "temporary ";

		private static final String ATTACHED = "attached ";

		/**
		 * Without those pragmas that a script of SQLite sets at its head, which are
		 * restored with it.
		 */
		private static final Set<String> PRAGMAS = Set.of("defer_foreign_keys", "recursive_triggers", "busy_timeout",
				"synchronous", "temp_store", "ignore_check_constraints", "writable_schema", "cache_size",
				"locking_mode", "query_only", "reverse_unordered_selects", "secure_delete", "trusted_schema",
				"automatic_index", "cell_size_check", "checkpoint_fullfsync", "fullfsync", "max_page_count", "threads");

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
			temporary(connection).keySet().forEach((name) -> settings.put(TEMPORARY + name, ""));
			attached(connection).keySet().forEach((name) -> settings.put(ATTACHED + name, ""));
			return settings;
		}

		@Override
		public void restore(Connection connection, Map<String, String> before) throws SQLException {
			for (Map.Entry<String, String> object : temporary(connection).entrySet()) {
				if (!before.containsKey(TEMPORARY + object.getKey())) {
					execute(connection, "DROP " + object.getValue() + " IF EXISTS temp." + quoted(object.getKey()));
				}
			}
			for (String name : attached(connection).keySet()) {
				if (!before.containsKey(ATTACHED + name)) {
					execute(connection, "DETACH " + quoted(name));
				}
			}
			Map<String, String> now = read(connection);
			for (Map.Entry<String, String> setting : before.entrySet()) {
				if (PRAGMAS.contains(setting.getKey()) && !setting.getValue().equals(now.get(setting.getKey()))) {
					execute(connection, "PRAGMA " + setting.getKey() + " = " + setting.getValue());
				}
			}
		}

		private static Map<String, String> temporary(Connection connection) throws SQLException {
			return query(connection, "SELECT name, type FROM sqlite_temp_master "
					+ "WHERE type IN ('table', 'view', 'trigger') AND name NOT LIKE 'sqlite%'");
		}

		private static Map<String, String> attached(Connection connection) throws SQLException {
			return query(connection, "SELECT name, file FROM pragma_database_list WHERE name NOT IN ('main', 'temp')");
		}

		private static String quoted(String name) {
			return '"' + name.replace("\"", "\"\"") + '"';
		}

	}

}
