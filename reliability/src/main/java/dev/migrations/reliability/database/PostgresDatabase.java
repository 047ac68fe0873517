package dev.migrations.reliability.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * One database of a PostgreSQL server.
 */
final class PostgresDatabase extends ServerDatabase {

	private static final String OUTSIDE = "n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'";

	/**
	 * What the schema consists of, one row an object or part of one.
	 */
	private static final String SCHEMA = """
			SELECT 'relation', n.nspname, c.relname, c.relkind::text, coalesce(obj_description(c.oid), '')
			FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
			WHERE c.relkind IN ('r', 'v', 'm', 'S', 'p') AND %1$s
			UNION ALL
			SELECT 'column', n.nspname || '.' || c.relname, a.attname,
				format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull || ' ' || a.attidentity::text,
				coalesce(pg_get_expr(d.adbin, d.adrelid), '')
			FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
			LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
			WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'v', 'm', 'p') AND %1$s
			UNION ALL
			SELECT 'index', n.nspname, t.relname, pg_get_indexdef(i.indexrelid), i.indisvalid::text
			FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace
			WHERE t.relkind IN ('r', 'm', 'p') AND %1$s
			UNION ALL
			SELECT 'constraint', n.nspname, coalesce(t.relname, ''), k.conname, pg_get_constraintdef(k.oid)
			FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace LEFT JOIN pg_class t ON t.oid = k.conrelid
			WHERE %1$s
			UNION ALL
			SELECT 'trigger', n.nspname, t.relname, pg_get_triggerdef(g.oid), ''
			FROM pg_trigger g JOIN pg_class t ON t.oid = g.tgrelid JOIN pg_namespace n ON n.oid = t.relnamespace
			WHERE NOT g.tgisinternal AND %1$s
			UNION ALL
			SELECT 'routine', n.nspname, p.proname, pg_get_functiondef(p.oid), ''
			FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.prokind IN ('f', 'p') AND %1$s
			UNION ALL
			SELECT 'view', n.nspname, c.relname, pg_get_viewdef(c.oid), ''
			FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('v', 'm') AND %1$s
			UNION ALL
			SELECT 'enum', n.nspname, y.typname, string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder), ''
			FROM pg_enum e JOIN pg_type y ON y.oid = e.enumtypid JOIN pg_namespace n ON n.oid = y.typnamespace
			WHERE %1$s GROUP BY 2, 3
			UNION ALL
			SELECT 'schema', n.nspname, '', '', '' FROM pg_namespace n WHERE %1$s"""
		.formatted(OUTSIDE);

	/**
	 * Every table with the columns that no sequence fills.
	 */
	private static final String TABLES = """
			SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname), c.relname,
				string_agg(quote_ident(a.attname), ', ' ORDER BY a.attname)
			FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
			LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
			WHERE c.relkind IN ('r', 'm') AND %s AND a.attnum > 0 AND NOT a.attisdropped AND a.attidentity = ''
			AND coalesce(pg_get_expr(d.adbin, d.adrelid), '') NOT LIKE 'nextval%%'
			GROUP BY 1, 2""".formatted(OUTSIDE);

	PostgresDatabase(String url, String version) {
		super(DatabaseKind.POSTGRESQL, url, version);
	}

	@Override
	public void reset() throws SQLException {
		ask((connection) -> {
			for (String schema : Rows.of(connection,
					"SELECT quote_ident(n.nspname) FROM pg_namespace n WHERE " + OUTSIDE)) {
				Rows.execute(connection, "DROP SCHEMA " + schema + " CASCADE");
			}
			Rows.execute(connection, "CREATE SCHEMA public");
			return true;
		});
	}

	@Override
	public Snapshot snapshot() throws SQLException {
		return ask((connection) -> {
			List<String> lines = new ArrayList<>();
			for (String line : Rows.of(connection, SCHEMA)) {
				if (!line.contains("migration_history") && !line.contains("flyway_schema_history")
						&& !line.contains("databasechangelog")) {
					lines.add(line);
				}
			}
			List<String> data = new ArrayList<>();
			for (String table : Rows.of(connection, TABLES)) {
				String[] parts = table.split("\\|", 3);
				if (!Snapshot.isOwn(parts[1])) {
					data.add("SELECT '" + parts[0] + "', (" + parts[2] + ")::text FROM " + parts[0]);
				}
			}
			if (!data.isEmpty()) {
				lines.addAll(Rows.of(connection, rowValues(String.join(" UNION ALL ", data))));
			}
			return Snapshot.of(lines);
		});
	}

	/**
	 * A single column in parentheses is that column, not a row of it.
	 */
	private static String rowValues(String sql) {
		return sql.replace("', (", "', ROW(");
	}

	@Override
	public List<String> residue() throws SQLException {
		return ask((connection) -> Rows.of(connection, """
				SELECT 'advisory lock', l.pid::text, coalesce(a.state, '') FROM pg_locks l
				LEFT JOIN pg_stat_activity a ON a.pid = l.pid
				WHERE l.locktype = 'advisory' AND l.database = (SELECT oid FROM pg_database
					WHERE datname = current_database())
				UNION ALL
				SELECT 'session', pid::text, state FROM pg_stat_activity
				WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
				AND state <> 'idle'
				UNION ALL
				SELECT 'prepared transaction', gid, '' FROM pg_prepared_xacts
				UNION ALL
				SELECT 'temporary relation', relname, '' FROM pg_class
				WHERE relpersistence = 't' AND relkind IN ('r', 'v')"""));
	}

	@Override
	public String sessionState(Connection connection) throws SQLException {
		return Rows.of(connection, """
				SELECT name || '=' || setting FROM pg_settings
				WHERE (source = 'session' AND setting <> reset_val) OR name LIKE 'tcp_keepalives%'
				UNION ALL SELECT 'user=' || current_user || ',' || session_user
				UNION ALL SELECT 'prepared=' || name FROM pg_prepared_statements WHERE from_sql
				ORDER BY 1""").toString();
	}

}
