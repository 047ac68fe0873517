package dev.migrations.session;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import dev.migrations.dialect.Vendor;
import dev.migrations.model.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a MariaDB or MySQL session. Every variable that differs is set to what it
 * was. So are variables of the user, which MySQL does not list for everybody, and MariaDB
 * only with a plugin; those that were not set, or held bytes, become NULL.
 *
 * @param listsUserVariables whether the product can list them
 */
record MysqlSettings(boolean listsUserVariables) implements SessionSettings {

	private static final String USER_VARIABLE = "@";

	private static final String USER_VARIABLES = """
			SELECT CONCAT('@`', REPLACE(VARIABLE_NAME, '`', '``'), '`'), CASE WHEN VARIABLE_TYPE <> 'VARCHAR' THEN
				VARIABLE_VALUE WHEN CHARACTER_SET_NAME = 'binary' THEN CONCAT('#', HEX(VARIABLE_VALUE))
				ELSE CONCAT('''', VARIABLE_VALUE) END
			FROM information_schema.USER_VARIABLES WHERE VARIABLE_VALUE IS NOT NULL""";

	/** Stands before a variable of the user that is a text, which may be digits only. */
	private static final String TEXT = "'";

	/**
	 * Stands before one that holds bytes, which are listed as text that they may not be.
	 */
	private static final String BYTES = "#";

	private static final String SCHEMA = "(schema)";

	/** Stands for all variables of the user, where they are listed. */
	private static final String LISTED = "(user variables)";

	private static final String ROLE = "(role)";

	/** What servers without roles say of the function that names the current one. */
	private static final int UNKNOWN_FUNCTION = 1305;

	/** What servers without such a table say of one of the information schema. */
	private static final int UNKNOWN_TABLE = 1109;

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
		Map<String, String> settings = SessionSettings.query(connection, "SHOW SESSION VARIABLES");
		settings.keySet().removeAll(VOLATILE);
		String schema = schema(connection);
		if (schema != null) {
			settings.put(SCHEMA, schema);
		}
		addRole(connection, settings);
		if (this.listsUserVariables) {
			addUserVariables(connection, settings);
		}
		return settings;
	}

	@Override
	public void restore(Connection connection, Map<String, String> before) throws SQLException {
		Map<String, String> now = read(connection);
		for (String name : now.keySet()) {
			if (name.startsWith(USER_VARIABLE) && !before.containsKey(name)) {
				SessionSettings.execute(connection, "SET " + name + " = NULL");
			}
		}
		for (Map.Entry<String, String> setting : before.entrySet()) {
			if (!setting.getValue().equals(now.get(setting.getKey()))) {
				restore(connection, setting.getKey(), setting.getValue());
			}
		}
	}

	@Override
	public List<String> unlisted(Connection connection, List<ObjectName> temporary) throws SQLException {
		List<String> names = new ArrayList<>(temporary.size());
		for (ObjectName table : temporary) {
			String schema = (table.schema() != null) ? table.schema() : schema(connection);
			names.add(((schema != null) ? quoted(schema) + '.' : "") + quoted(table.name()));
		}
		return names;
	}

	/**
	 * Whether variables of the user are among settings as they were read.
	 */
	static boolean listsUserVariables(Map<String, String> read) {
		return read.containsKey(LISTED);
	}

	private static String quoted(String name) {
		return SessionSettings.quoted(Vendor.MYSQL, name);
	}

	/**
	 * The schema that the session is in. MySQL's driver does not know it behind a
	 * {@code USE}.
	 */
	static @Nullable String schema(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("SELECT DATABASE()")) {
			row.next();
			return row.getString(1);
		}
	}

	/**
	 * Lets the session, and its driver, be in a schema, which drivers call a catalog or a
	 * schema as they are told: the other of the two does nothing.
	 */
	static void enter(Connection connection, String schema) throws SQLException {
		connection.setCatalog(schema);
		connection.setSchema(schema);
	}

	/**
	 * Adds them, unless the server was started without the plugin that lists them, or is
	 * older than it.
	 */
	private static void addUserVariables(Connection connection, Map<String, String> settings) throws SQLException {
		try {
			settings.putAll(SessionSettings.query(connection, USER_VARIABLES));
			settings.put(LISTED, "listed");
		}
		catch (SQLException ex) {
			if (ex.getErrorCode() != UNKNOWN_TABLE) {
				throw ex;
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
			enter(connection, value);
			return;
		}
		if (name.equals(ROLE)) {
			SessionSettings.execute(connection, "SET ROLE " + value);
			return;
		}
		if (name.startsWith(USER_VARIABLE)) {
			restoreUserVariable(connection, name, value);
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

	private static void restoreUserVariable(Connection connection, String name, String value) throws SQLException {
		if (!value.startsWith(TEXT)) {
			SessionSettings.execute(connection, "SET " + name + " = " + (value.startsWith(BYTES) ? "NULL" : value));
			return;
		}
		try (PreparedStatement statement = connection.prepareStatement("SET " + name + " = ?")) {
			statement.setString(1, value.substring(TEXT.length()));
			statement.execute();
		}
	}

}
