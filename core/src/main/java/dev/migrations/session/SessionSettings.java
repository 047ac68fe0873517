package dev.migrations.session;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.ObjectName;

/**
 * What is set in a session, read and restored by value.
 */
sealed interface SessionSettings permits PostgresSettings, MysqlSettings, H2Settings, SqliteSettings {

	static SessionSettings of(Vendor vendor) {
		return switch (vendor) {
			case POSTGRESQL -> new PostgresSettings();
			case MARIADB -> new MysqlSettings(true);
			case MYSQL -> new MysqlSettings(false);
			case H2 -> new H2Settings();
			case SQLITE, CLICKHOUSE -> new SqliteSettings();
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

	/**
	 * Temporary tables that are about to be made, where the database does not list any.
	 * @param temporary what the statement names
	 * @return their names, as statements take them wherever the session is
	 */
	default List<String> unlisted(Connection connection, List<ObjectName> temporary) throws SQLException {
		return List.of();
	}

	/**
	 * What a query says: names in its first column, values in its second.
	 */
	static Map<String, String> query(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			Map<String, String> settings = new LinkedHashMap<>();
			while (rows.next()) {
				settings.put(rows.getString(1), rows.getString(2));
			}
			return settings;
		}
	}

	/**
	 * Executes a statement that restores something.
	 */
	static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	/**
	 * A name as the database takes it, whatever is in it.
	 */
	static String quoted(Vendor vendor, String name) {
		return Dialect.of(vendor).sql().quoted(name);
	}

}
