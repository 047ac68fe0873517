package dev.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.migrations.model.AppliedMigration;
import dev.migrations.model.Checksum;
import dev.migrations.model.HistoryState;
import dev.migrations.model.MigrationKey;
import dev.migrations.plan.Plan;
import dev.migrations.plan.Planner;
import dev.migrations.source.RecordedScripts;
import dev.migrations.source.ResolvedMigrations;
import org.jspecify.annotations.Nullable;

/**
 * What nearly every start needs and no more: that there is nothing to do.
 * <ol>
 * <li>One SELECT reads the few columns that this takes.
 * <li>The files are listed. Where the directory of a jar shows the size and the CRC-32
 * with which a script was applied, it is not opened, unless every script shall be
 * verified.
 * <li>The planner compares them as ever. If it finds anything to do or to say, this look
 * is forgotten, and everything is read in full.
 * </ol>
 *
 * @param resolved the files
 * @param plan the plan; null if a closer look is needed
 */
record FirstLook(ResolvedMigrations resolved, @Nullable Plan plan) {

	static FirstLook at(Connection connection, Engine engine, Planner planner) throws SQLException {
		List<AppliedMigration> rows = engine.reader().readOutline(connection, engine.requiredTables());
		if (rows == null) {
			return new FirstLook(engine.resolve(), null);
		}
		ResolvedMigrations resolved = engine.trustsFingerprints() ? engine.resolve(new Recorded(rows))
				: engine.resolve();
		Plan plan = planner.plan(resolved.migrations(), rows);
		return new FirstLook(resolved, plan.isSettled() ? plan : null);
	}

	/**
	 * Applied scripts by their keys.
	 */
	private static final class Recorded implements RecordedScripts {

		private final Map<MigrationKey, AppliedMigration> applied = new HashMap<>();

		Recorded(List<AppliedMigration> rows) {
			for (AppliedMigration row : rows) {
				if (row.state() == HistoryState.APPLIED) {
					this.applied.put(row.key(), row);
				}
			}
		}

		@Override
		public @Nullable Checksum checksum(MigrationKey key, long size, long crc32) {
			AppliedMigration row = this.applied.get(key);
			return (row != null && row.size() != null && row.size() == size && row.crc32() != null
					&& row.crc32() == crc32) ? row.checksum() : null;
		}

	}

}
