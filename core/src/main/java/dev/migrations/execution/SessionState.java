package dev.migrations.execution;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementKind;
import org.jspecify.annotations.Nullable;

/**
 * What a script sets for its session, so that neither the next script nor the next user
 * of the pool gets it.
 * <ol>
 * <li>Before the first statement that changes the session, what is set then is
 * remembered.</li>
 * <li>After the script it is restored by value, so that every script does the same alone
 * and after others.</li>
 * <li>After the run a session that a script has changed is not given back to the pool
 * where the server keeps more than can be restored: temporary tables, prepared
 * statements, user variables.</li>
 * </ol>
 */
final class SessionState {

	/**
	 * Variables that change by themselves, or cannot be set to what they were.
	 */
	private static final Set<String> VOLATILE = Set.of("timestamp", "insert_id", "last_insert_id", "identity",
			"rand_seed1", "rand_seed2", "warning_count", "error_count", "pseudo_thread_id", "in_transaction",
			"last_gtid", "gtid_seq_no", "autocommit");

	private static final int GLOBAL_VARIABLE = 1229;

	private static final int READ_ONLY_VARIABLE = 1238;

	private final WorkingConnection connection;

	private final Dialect dialect;

	private @Nullable Map<String, String> before;

	private @Nullable String schemaBefore;

	SessionState(WorkingConnection connection) {
		this.connection = connection;
		this.dialect = connection.dialect();
	}

	/**
	 * Whether a statement changes the session. On PostgreSQL a query may do so too, as
	 * the one does with which every dump begins.
	 */
	boolean isChangedBy(Statement statement) {
		return statement.kind() == StatementKind.SESSION || (statement.kind() == StatementKind.QUERY
				&& this.dialect.vendor() == Vendor.POSTGRESQL && statement.text().contains("set_config("));
	}

	/**
	 * A statement is about to change the session.
	 */
	void changes() throws SQLException {
		if (this.before == null) {
			this.before = read();
			this.schemaBefore = schema();
			this.connection.setChanged();
		}
	}

	/**
	 * A script has ended, and no transaction is open.
	 */
	void restore() throws SQLException {
		Map<String, String> remembered = this.before;
		if (remembered == null) {
			return;
		}
		this.before = null;
		switch (this.dialect.vendor()) {
			case POSTGRESQL -> restorePostgres(remembered);
			case MARIADB, MYSQL -> restoreMysql(remembered);
			default -> {
			}
		}
		String schema = this.schemaBefore;
		if (schema != null && !schema.equals(schema())) {
			switch (this.dialect.vendor()) {
				case MARIADB, MYSQL -> this.connection.jdbc().setCatalog(schema);
				default -> this.connection.jdbc().setSchema(schema);
			}
		}
	}

	private @Nullable String schema() throws SQLException {
		return switch (this.dialect.vendor()) {
			case H2 -> this.connection.jdbc().getSchema();
			case MARIADB, MYSQL -> this.connection.jdbc().getCatalog();
			default -> null;
		};
	}

	private Map<String, String> read() throws SQLException {
		return switch (this.dialect.vendor()) {
			case POSTGRESQL -> read("""
					SELECT name, current_setting(name) FROM pg_catalog.pg_settings WHERE source = 'session'
					UNION ALL SELECT 'role', current_setting('role')""");
			case MARIADB, MYSQL -> read("SHOW SESSION VARIABLES");
			default -> Map.of();
		};
	}

	private Map<String, String> read(String sql) throws SQLException {
		try (java.sql.Statement statement = this.connection.jdbc().createStatement();
				ResultSet rows = statement.executeQuery(sql)) {
			Map<String, String> settings = new HashMap<>();
			while (rows.next()) {
				settings.put(rows.getString(1), rows.getString(2));
			}
			return settings;
		}
	}

	private void restorePostgres(Map<String, String> remembered) throws SQLException {
		for (String reset : new String[] { "RESET SESSION AUTHORIZATION", "RESET ALL", "DISCARD TEMP" }) {
			this.connection.execute(reset);
		}
		try (PreparedStatement statement = this.connection.jdbc().prepareStatement("SELECT set_config(?, ?, false)")) {
			for (Map.Entry<String, String> setting : remembered.entrySet()) {
				statement.setString(1, setting.getKey());
				statement.setString(2, setting.getValue());
				statement.executeQuery().close();
			}
		}
	}

	private void restoreMysql(Map<String, String> remembered) throws SQLException {
		Connection jdbc = this.connection.jdbc();
		Map<String, String> now = read();
		for (Map.Entry<String, String> setting : remembered.entrySet()) {
			String name = setting.getKey();
			if (setting.getValue().equals(now.get(name)) || VOLATILE.contains(name)) {
				continue;
			}
			boolean number = !setting.getValue().isEmpty() && setting.getValue().chars().allMatch(Character::isDigit);
			try (PreparedStatement statement = jdbc.prepareStatement("SET SESSION " + name + " = ?")) {
				if (number) {
					statement.setLong(1, Long.parseLong(setting.getValue()));
				}
				else {
					statement.setString(1, setting.getValue());
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

}
