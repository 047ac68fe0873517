package dev.migrations;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.migrations.execution.ScriptOpener;
import dev.migrations.model.AppliedMigration;
import dev.migrations.model.Checksum;
import dev.migrations.model.ChecksumStatus;
import dev.migrations.model.HistoryState;
import dev.migrations.model.InvalidScriptException;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.plan.PlannedMigration;
import org.jspecify.annotations.Nullable;

/**
 * Counts the statements of scripts, each only once as long as it does not change.
 */
final class StatementCounts {

	private final Map<Checksum, Integer> totals;

	private final ScriptOpener scripts;

	/**
	 * Creates counts.
	 * @param totals what was counted before, and receives what is counted
	 * @param scripts opens the scripts
	 */
	StatementCounts(ConcurrentHashMap<Checksum, Integer> totals, ScriptOpener scripts) {
		this.totals = totals;
		this.scripts = scripts;
	}

	/**
	 * How many statements of a migration are in force.
	 * @param migration the migration
	 * @return the count; null where it cannot be told, because there is no file, or not
	 * the one that was applied
	 */
	MigrationInfo.@Nullable StatementCount of(PlannedMigration migration) {
		ResolvedMigration resolved = migration.resolved();
		if (resolved == null || migration.checksumStatus() == ChecksumStatus.UNKNOWN) {
			return null;
		}
		Integer total = this.totals.computeIfAbsent(resolved.checksum(), (checksum) -> count(resolved));
		if (total < 0) {
			return null;
		}
		AppliedMigration row = migration.applied();
		if (row == null || row.state() == HistoryState.UNDONE) {
			return new MigrationInfo.StatementCount(0, total);
		}
		return switch (row.state()) {
			case APPLIED, BASELINE -> (migration.checksumStatus() == ChecksumStatus.MISMATCH) ? null
					: new MigrationInfo.StatementCount(total, total);
			case FAILED -> (row.failedStatement() != null)
					? new MigrationInfo.StatementCount(row.failedStatement() - 1, total) : null;
			case RUNNING, UNDOING, UNDONE -> null;
		};
	}

	private int count(ResolvedMigration migration) {
		try {
			return this.scripts.count(migration);
		}
		catch (IOException | InvalidScriptException ex) {
			// A status is asked for when something is wrong: it says what it can.
			return -1;
		}
	}

}
