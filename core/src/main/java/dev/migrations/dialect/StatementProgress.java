package dev.migrations.dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * Asks a server how far the statement of another session is.
 */
public final class StatementProgress {

	/**
	 * Each view has a row only while a statement of its kind is executed.
	 */
	private static final String POSTGRES = """
			SELECT p.command || ': ' || p.phase, p.done, p.total FROM (
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
				FROM pg_catalog.pg_stat_progress_vacuum) p
			WHERE p.pid = ?""";

	private static final String MARIADB = """
			SELECT state, CASE WHEN max_stage > 0 THEN (stage - 1) * 100 + progress ELSE 0 END, max_stage * 100
			FROM information_schema.processlist WHERE id = ?""";

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
		return this.vendor == Vendor.POSTGRESQL || this.vendor == Vendor.MARIADB;
	}

	/**
	 * Asks how far a statement is.
	 * @param connection a session other than the one that executes it
	 * @param process the server's number of the session that executes it
	 * @return how far it is; null if the server does not tell
	 * @throws SQLException if it cannot be asked
	 */
	public @Nullable Reading read(Connection connection, long process) throws SQLException {
		try (PreparedStatement statement = connection
			.prepareStatement((this.vendor == Vendor.POSTGRESQL) ? POSTGRES : MARIADB)) {
			statement.setLong(1, process);
			try (ResultSet row = statement.executeQuery()) {
				if (!row.next() || row.getString(1) == null || row.getString(1).isEmpty()) {
					return null;
				}
				double total = row.getDouble(3);
				return new Reading(row.getString(1),
						(total > 0) ? Math.min(100, 100 * row.getDouble(2) / total) : null);
			}
		}
	}

	/**
	 * How far a statement is.
	 *
	 * @param phase what the server is doing
	 * @param percent how much of that is done, 0 to 100; null if the server does not tell
	 */
	public record Reading(String phase, @Nullable Double percent) {
	}

}
