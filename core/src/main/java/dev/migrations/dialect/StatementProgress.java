package dev.migrations.dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Asks a server what another session is executing, and how far that is.
 */
public final class StatementProgress {

	/**
	 * Each view has a row only while a statement of its kind is executed.
	 */
	private static final String POSTGRES = """
			SELECT p.command || ': ' || p.phase, p.done, p.total, a.query,
				extract(epoch FROM clock_timestamp() - a.query_start)
			FROM pg_catalog.pg_stat_activity a LEFT JOIN (
				SELECT pid, 'create index' AS command, phase,
					CASE WHEN tuples_total > 0 THEN tuples_done WHEN blocks_total > 0 THEN blocks_done
						ELSE lockers_done END AS done,
					CASE WHEN tuples_total > 0 THEN tuples_total WHEN blocks_total > 0 THEN blocks_total
						ELSE lockers_total END AS total
				FROM pg_catalog.pg_stat_progress_create_index
				UNION ALL SELECT pid, lower(command), phase, heap_blks_scanned, heap_blks_total
				FROM pg_catalog.pg_stat_progress_cluster
				UNION ALL SELECT pid, 'copy', tuples_processed || ' rows', bytes_processed, bytes_total
				FROM pg_catalog.pg_stat_progress_copy
				UNION ALL SELECT pid, 'vacuum', phase, heap_blks_scanned, heap_blks_total
				FROM pg_catalog.pg_stat_progress_vacuum) p ON p.pid = a.pid
			WHERE a.pid = ? AND a.state = 'active'""";

	/**
	 * A statement that copies its table has stages, each with a progress of its own. That
	 * of InnoDB's {@code ALTER TABLE} in place is a number of the whole server, in
	 * hundredths of a percent, so it counts only while no other session alters a table.
	 */
	private static final String MARIADB = """
			SELECT p.state, CASE WHEN p.max_stage > 0 THEN (p.stage - 1) * 100 + p.progress ELSE g.done END,
				CASE WHEN p.max_stage > 0 THEN p.max_stage * 100 WHEN g.done > 0 THEN 10000 ELSE 0 END,
				p.info, p.time_ms / 1000
			FROM information_schema.processlist p LEFT JOIN (
				SELECT variable_value + 0 AS done FROM information_schema.global_status
				WHERE variable_name = 'INNODB_ONLINEDDL_PCT_PROGRESS' AND (
					SELECT COUNT(*) FROM information_schema.processlist o WHERE o.state = 'altering table') = 1) g
				ON p.state = 'altering table'
			WHERE p.id = ? AND p.command <> 'Sleep'""";

	/**
	 * MySQL 8.0 counts stages as it is installed, whatever the consumer
	 * {@code events_stages_current} is set to; a server without the performance schema
	 * counts none.
	 */
	private static final String MYSQL = """
			SELECT COALESCE(s.event_name, p.state), s.work_completed, s.work_estimated, p.info, p.time
			FROM information_schema.processlist p
			LEFT JOIN performance_schema.threads t ON t.processlist_id = p.id
			LEFT JOIN performance_schema.events_stages_current s
				ON s.thread_id = t.thread_id AND s.work_estimated IS NOT NULL
			WHERE p.id = ? AND p.command <> 'Sleep'""";

	/**
	 * What is left to whoever may not read the performance schema.
	 */
	private static final String MYSQL_WITHOUT_STAGES = """
			SELECT state, 0, 0, info, time FROM information_schema.processlist WHERE id = ? AND command <> 'Sleep'""";

	private static final String STAGE = "stage/";

	private final Vendor vendor;

	private StatementProgress(Vendor vendor) {
		this.vendor = vendor;
	}

	static StatementProgress of(Vendor vendor) {
		return new StatementProgress(vendor);
	}

	/**
	 * Whether this database can be asked.
	 * @return whether it can
	 */
	public boolean isKnown() {
		return !queries().isEmpty();
	}

	private List<String> queries() {
		return switch (this.vendor) {
			case POSTGRESQL -> List.of(POSTGRES);
			case MARIADB -> List.of(MARIADB);
			case MYSQL -> List.of(MYSQL, MYSQL_WITHOUT_STAGES);
			case SQLITE, H2, CLICKHOUSE -> List.of();
		};
	}

	/**
	 * Asks how far a statement is.
	 * @param connection a session other than the one that executes it, with autocommit
	 * @param process the server's number of the session that executes it
	 * @return how far it is; null if that session executes nothing, or the server does
	 * not tell
	 * @throws SQLException if it cannot be asked
	 */
	public @Nullable Reading read(Connection connection, long process) throws SQLException {
		SQLException refused = null;
		for (String query : queries()) {
			try {
				return read(connection, query, process);
			}
			catch (SQLException ex) {
				refused = ex;
			}
		}
		if (refused != null) {
			throw refused;
		}
		return null;
	}

	private static @Nullable Reading read(Connection connection, String query, long process) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(query)) {
			statement.setLong(1, process);
			try (ResultSet row = statement.executeQuery()) {
				if (!row.next()) {
					return null;
				}
				double total = row.getDouble(3);
				return new Reading(phase(row.getString(1)),
						(total > 0) ? Math.min(100, 100 * row.getDouble(2) / total) : null, row.getString(4),
						Duration.ofMillis((long) (1000 * Math.max(0, row.getDouble(5)))));
			}
		}
	}

	/**
	 * {@code stage/innodb/alter table (insert)} is {@code alter table (insert)}.
	 */
	private static @Nullable String phase(@Nullable String state) {
		if (state == null || state.isEmpty()) {
			return null;
		}
		return state.startsWith(STAGE) ? state.substring(state.indexOf('/', STAGE.length()) + 1) : state;
	}

	/**
	 * How far a statement is.
	 *
	 * @param phase what the server is doing; null if it does not tell
	 * @param percent how much of that is done, 0 to 100; null if the server does not tell
	 * @param query the statement, of which the end may be cut off; null if the server
	 * does not tell
	 * @param elapsed how long it has been executed
	 */
	public record Reading(@Nullable String phase, @Nullable Double percent, @Nullable String query, Duration elapsed) {
	}

}
