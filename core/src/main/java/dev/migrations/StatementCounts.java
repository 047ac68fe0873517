package dev.migrations;

import java.util.Map;

import dev.migrations.execution.ScriptOpener;
import dev.migrations.execution.StatementCounter;
import dev.migrations.model.AppliedMigration;
import dev.migrations.model.ChecksumStatus;
import dev.migrations.model.HistoryState;
import dev.migrations.model.MigrationState;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.UndoScript;
import dev.migrations.plan.PlannedMigration;
import org.jspecify.annotations.Nullable;

/**
 * Tells how many statements of each migration are in force.
 *
 * @param counter counts them
 * @param scripts opens the scripts
 * @param unfinished the last statement in force of each unfinished migration, by stored
 * key
 */
record StatementCounts(StatementCounter counter, ScriptOpener scripts, Map<String, Integer> unfinished) {

	/**
	 * How many statements of a migration are in force.
	 * @param migration the migration
	 * @return the count; null where it cannot be told, because there is no file, or not
	 * the one that was applied
	 */
	MigrationInfo.@Nullable StatementCount of(PlannedMigration migration) {
		ResolvedMigration resolved = executed(migration);
		Integer total = (resolved != null) ? this.counter.total(resolved, this.scripts) : null;
		if (resolved == null || total == null) {
			return null;
		}
		AppliedMigration row = migration.applied();
		if (row == null || row.state() == HistoryState.UNDONE) {
			return new MigrationInfo.StatementCount(0, total);
		}
		if (!row.state().isApplied() && row.state() != HistoryState.BASELINE) {
			Integer done = this.counter.through(resolved, this.scripts,
					this.unfinished.getOrDefault(row.key().stored(), 0));
			return (done != null) ? new MigrationInfo.StatementCount(done, total) : null;
		}
		boolean same = migration.checksumStatus() == ChecksumStatus.MATCH
				|| migration.checksumStatus() == ChecksumStatus.REFORMATTED;
		return same ? new MigrationInfo.StatementCount(total, total) : null;
	}

	/**
	 * The script that was executed last: of a migration that is being undone, the undo
	 * script.
	 */
	private static @Nullable ResolvedMigration executed(PlannedMigration migration) {
		ResolvedMigration resolved = migration.resolved();
		if (resolved == null || migration.state() != MigrationState.UNDOING) {
			return resolved;
		}
		UndoScript undo = resolved.undo();
		return (undo != null) ? undo.content().get() : null;
	}

}
