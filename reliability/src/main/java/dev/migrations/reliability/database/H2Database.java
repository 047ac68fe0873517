package dev.migrations.reliability.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An H2 database, in memory or in a file that processes share.
 */
final class H2Database extends EmbeddedDatabase {

	/**
	 * The end of the name of a table that H2 has copied to change its columns, and does
	 * not remove if its process ends within that. It stands beside the table, which is as
	 * it was, and counts for nothing.
	 */
	private static final Pattern COPY = Pattern.compile("_COPY_\\d+_\\d+\"");

	/**
	 * Where a sequence stands, which no rollback takes back.
	 */
	private static final Pattern POSITION = Pattern.compile(" RESTART WITH \\d+");

	H2Database(String url) {
		super(DatabaseKind.H2, url);
	}

	@Override
	public void reset() throws SQLException {
		try (Connection connection = connect()) {
			// What a script has set for the whole database outlives its objects.
			Rows.execute(connection, "DROP ALL OBJECTS", "SET MODE REGULAR", "SET REFERENTIAL_INTEGRITY TRUE");
			for (String domain : Rows.of(connection,
					"SELECT domain_schema, domain_name FROM information_schema.domains")) {
				// Of the schema that is always there.
				Rows.execute(connection, "DROP DOMAIN " + domain.replace('|', '.'));
			}
		}
	}

	@Override
	public Snapshot snapshot() throws SQLException {
		try (Connection connection = connect()) {
			List<String> lines = new ArrayList<>();
			for (String line : Rows.of(connection, "SCRIPT NODATA NOPASSWORDS NOSETTINGS")) {
				String lower = line.toLowerCase(Locale.ROOT);
				if (!line.startsWith("--") && !line.startsWith("CREATE USER") && !lower.contains("migration_history")
						&& !lower.contains("flyway_schema_history") && !lower.contains("databasechangelog")
						&& !COPY.matcher(line).find()) {
					lines.add(POSITION.matcher(line).replaceAll(""));
				}
			}
			for (String table : Rows.of(connection, """
					SELECT t.TABLE_SCHEMA || '"."' || t.TABLE_NAME, t.TABLE_NAME,
						LISTAGG('"' || c.COLUMN_NAME || '"', ', ') WITHIN GROUP (ORDER BY c.ORDINAL_POSITION)
					FROM INFORMATION_SCHEMA.TABLES t
					JOIN INFORMATION_SCHEMA.COLUMNS c ON c.TABLE_SCHEMA = t.TABLE_SCHEMA AND c.TABLE_NAME = t.TABLE_NAME
					WHERE t.TABLE_TYPE = 'BASE TABLE' AND t.TABLE_SCHEMA <> 'INFORMATION_SCHEMA'
					AND c.IS_IDENTITY = 'NO' GROUP BY t.TABLE_SCHEMA, t.TABLE_NAME""")) {
				String[] parts = table.split("\\|", 3);
				if (!Snapshot.isOwn(parts[1]) && !COPY.matcher(parts[1] + '"').find()) {
					for (String row : Rows.of(connection, "SELECT " + parts[2] + " FROM \"" + parts[0] + "\"")) {
						lines.add("row of " + parts[1] + ": " + row);
					}
				}
			}
			return Snapshot.of(lines);
		}
	}

	@Override
	public List<String> residue() throws SQLException {
		try (Connection connection = connect()) {
			return Rows.of(connection, """
					SELECT 'lock', TABLE_NAME, SESSION_ID FROM INFORMATION_SCHEMA.LOCKS
					WHERE SESSION_ID <> SESSION_ID()
					UNION ALL
					SELECT 'transaction', SESSION_STATE, SESSION_ID FROM INFORMATION_SCHEMA.SESSIONS
					WHERE CONTAINS_UNCOMMITTED AND SESSION_ID <> SESSION_ID()""");
		}
	}

	@Override
	public String sessionState(Connection connection) throws SQLException {
		return Rows.of(connection, """
				SELECT STATE_KEY, STATE_COMMAND FROM INFORMATION_SCHEMA.SESSION_STATE
				UNION ALL SELECT 'LOCK_TIMEOUT', CAST(LOCK_TIMEOUT() AS VARCHAR)
				UNION ALL SELECT 'ISOLATION', ISOLATION_LEVEL FROM INFORMATION_SCHEMA.SESSIONS
					WHERE SESSION_ID = SESSION_ID()
				UNION ALL SELECT SETTING_NAME, SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS
					WHERE SETTING_NAME IN ('QUERY_TIMEOUT', 'VARIABLE_BINARY', 'TRUNCATE_LARGE_LENGTH', 'NON_KEYWORDS')
				ORDER BY 1""") + "schema=" + connection.getSchema();
	}

	@Override
	public void close() {
		try (Connection connection = connect()) {
			Rows.execute(connection, "SHUTDOWN IMMEDIATELY");
		}
		catch (SQLException ex) {
			// It is closed.
		}
	}

}
