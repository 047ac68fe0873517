package dev.migrations.reliability.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One database of a MySQL or MariaDB server.
 */
final class MySqlDatabase extends ServerDatabase {

	private static final String SCHEMA = """
			SELECT 'table', TABLE_NAME, TABLE_TYPE, ENGINE, TABLE_COLLATION, TABLE_COMMENT
			FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()
			UNION ALL
			SELECT 'column', TABLE_NAME, COLUMN_NAME, COLUMN_TYPE, CONCAT_WS(' ', IS_NULLABLE, EXTRA), COLUMN_DEFAULT
			FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE()
			UNION ALL
			SELECT 'index', TABLE_NAME, INDEX_NAME, COLUMN_NAME, SEQ_IN_INDEX, NON_UNIQUE
			FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE()
			UNION ALL
			SELECT 'constraint', TABLE_NAME, CONSTRAINT_NAME, CONSTRAINT_TYPE, '', ''
			FROM information_schema.TABLE_CONSTRAINTS WHERE TABLE_SCHEMA = DATABASE()
			UNION ALL
			SELECT 'trigger', EVENT_OBJECT_TABLE, TRIGGER_NAME, ACTION_TIMING, EVENT_MANIPULATION, ACTION_STATEMENT
			FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = DATABASE()
			UNION ALL
			SELECT 'routine', ROUTINE_NAME, ROUTINE_TYPE, ROUTINE_DEFINITION, '', ''
			FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = DATABASE()
			UNION ALL
			SELECT 'view', TABLE_NAME, REPLACE(VIEW_DEFINITION, CONCAT('`', DATABASE(), '`.'), ''), '', '', ''
			FROM information_schema.VIEWS WHERE TABLE_SCHEMA = DATABASE()""";

	/**
	 * What a session has set otherwise than the server.
	 */
	private static final String MARIADB_SETTINGS = """
			SELECT VARIABLE_NAME, SESSION_VALUE FROM information_schema.SYSTEM_VARIABLES
			WHERE SESSION_VALUE IS NOT NULL AND SESSION_VALUE <> GLOBAL_VALUE AND VARIABLE_NAME NOT IN
			('TIMESTAMP', 'RAND_SEED1', 'RAND_SEED2', 'LAST_INSERT_ID', 'INSERT_ID', 'IDENTITY', 'WARNING_COUNT',
			'ERROR_COUNT', 'PSEUDO_THREAD_ID', 'IN_TRANSACTION', 'LAST_GTID', 'GTID_SEQ_NO')
			ORDER BY 1""";

	private static final String MYSQL_SETTINGS = """
			SELECT s.VARIABLE_NAME, s.VARIABLE_VALUE FROM performance_schema.session_variables s
			JOIN performance_schema.global_variables g ON g.VARIABLE_NAME = s.VARIABLE_NAME
			WHERE s.VARIABLE_VALUE <> g.VARIABLE_VALUE ORDER BY 1""";

	private final InnodbTransactions transactions;

	MySqlDatabase(DatabaseKind kind, String url, String version, InnodbTransactions transactions) {
		super(kind, url, version);
		this.transactions = transactions;
	}

	@Override
	public void reset() throws SQLException {
		ask((connection) -> {
			String name = connection.getCatalog();
			Rows.execute(connection, "SET foreign_key_checks = 0", "DROP DATABASE " + name, "CREATE DATABASE " + name);
			Rows.execute(connection, "USE " + name);
			return true;
		});
	}

	@Override
	public Snapshot snapshot() throws SQLException {
		return ask((connection) -> {
			List<String> lines = new ArrayList<>();
			Set<String> tables = new HashSet<>();
			for (String line : Rows.of(connection, SCHEMA)) {
				String[] parts = line.split("\\|", 4);
				if (!Snapshot.isOwn(parts[1])) {
					lines.add(line);
				}
				if (parts[0].equals("table") && parts[2].equals("BASE TABLE")) {
					tables.add(parts[1]);
				}
			}
			for (String table : Rows.of(connection, """
					SELECT TABLE_NAME, GROUP_CONCAT(CONCAT('`', COLUMN_NAME, '`') ORDER BY ORDINAL_POSITION)
					FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE()
					AND EXTRA NOT LIKE '%auto_increment%' GROUP BY TABLE_NAME""")) {
				String[] parts = table.split("\\|", 2);
				if (tables.contains(parts[0]) && !Snapshot.isOwn(parts[0])) {
					for (String row : Rows.of(connection, "SELECT " + parts[1] + " FROM `" + parts[0] + "`")) {
						lines.add("row of " + parts[0] + ": " + row);
					}
				}
			}
			return Snapshot.of(lines);
		});
	}

	@Override
	public List<String> residue() throws SQLException {
		return this.transactions.now(() -> ask((connection) -> Rows.of(connection, """
				SELECT 'session', p.ID, p.COMMAND, p.STATE FROM information_schema.PROCESSLIST p
				WHERE p.DB = DATABASE() AND p.ID <> CONNECTION_ID() AND p.COMMAND <> 'Sleep'
				UNION ALL
				SELECT 'transaction', trx_mysql_thread_id, trx_state, ''
				FROM information_schema.INNODB_TRX WHERE trx_mysql_thread_id <> CONNECTION_ID()
				AND trx_mysql_thread_id <> 0 AND trx_mysql_thread_id NOT IN
					(SELECT o.ID FROM information_schema.PROCESSLIST o WHERE o.DB <> DATABASE())""")));
	}

	@Override
	public String sessionState(Connection connection) throws SQLException {
		return Rows.of(connection, (kind() == DatabaseKind.MYSQL) ? MYSQL_SETTINGS : MARIADB_SETTINGS).toString();
	}

}
