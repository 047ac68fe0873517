package dev.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.migrations.model.AppliedMigration;
import dev.migrations.model.Checksum;
import dev.migrations.model.HistoryState;
import dev.migrations.model.MigrationKey;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.plan.Plan;
import dev.migrations.plan.Planner;
import dev.migrations.plan.Step;
import dev.migrations.source.RecordedScripts;
import dev.migrations.source.ResolvedMigrations;
import org.jspecify.annotations.Nullable;

/**
 * What nearly every start needs and no more: that there is nothing to do, or that there
 * is and somebody else may be about to do it.
 * <ol>
 * <li>One SELECT reads the few columns that this takes.
 * <li>The files are listed. Where the directory of a jar shows the size and the CRC-32
 * with which a script was applied, it is not opened, unless every script shall be
 * verified. Neither is one that has no row.
 * <li>The planner compares them as ever. Unless it finds everything settled, whoever is
 * going to do something reads everything in full.
 * </ol>
 *
 * @param resolved the files
 * @param rows the history; null if a closer look is needed
 * @param plan the plan; null if a closer look is needed
 */
record FirstLook(ResolvedMigrations resolved, @Nullable List<AppliedMigration> rows, @Nullable Plan plan) {

	static FirstLook at(Connection connection, Engine engine, Planner planner) throws SQLException {
		List<AppliedMigration> rows = engine.reader().readOutline(connection, engine.requiredTables());
		if (rows == null || engine.opensEveryScript()) {
			return of(engine.finder().resolve(), rows, engine, planner);
		}
		Recorded recorded = new Recorded(rows, engine.trustsFingerprints(), true);
		FirstLook look = of(engine.finder().resolve(recorded), rows, engine, planner);
		if (look.settled() == null || !recorded.hasPassedOver()) {
			return look;
		}
		// What is wrong with a script is said at every start, also if it is not due.
		return of(engine.finder().resolve(new Recorded(rows, engine.trustsFingerprints(), false)), rows, engine,
				planner);
	}

	/**
	 * Looks again, at the history alone if the directory of a jar has told of every
	 * script what there is to know.
	 */
	FirstLook again(Connection connection, Engine engine, Planner planner) throws SQLException {
		List<AppliedMigration> now = engine.trustsFingerprints()
				? engine.reader().readOutline(connection, engine.requiredTables()) : null;
		if (now == null) {
			return at(connection, engine, planner);
		}
		Recorded recorded = new Recorded(now, true, true);
		List<ResolvedMigration> files = new ArrayList<>(this.resolved.migrations().size());
		for (ResolvedMigration file : this.resolved.migrations()) {
			Checksum checksum = file.checksum().equals(Checksum.NONE)
					? recorded.checksum(file.key(), file.size(), file.crc32()) : file.checksum();
			if (checksum == null) {
				return at(connection, engine, planner);
			}
			files.add(file.withText(checksum));
		}
		FirstLook look = of(new ResolvedMigrations(files, this.resolved.loneUndoScripts(), List.of(), false,
				this.resolved.headOfOthers()), now, engine, planner);
		return (look.settled() != null && recorded.hasPassedOver()) ? at(connection, engine, planner) : look;
	}

	private static FirstLook of(ResolvedMigrations resolved, @Nullable List<AppliedMigration> rows, Engine engine,
			Planner planner) {
		if (rows == null) {
			return new FirstLook(resolved, null, null);
		}
		Plan plan = Engine.compare(planner, resolved, rows);
		// Without a row nobody has counted the tables that have to exist.
		boolean complete = !rows.isEmpty() || !plan.isSettled() || engine.requiredTables().isEmpty();
		return new FirstLook(resolved, rows, complete ? plan : null);
	}

	/**
	 * The plan, if there is neither anything to do nor anything to say.
	 * @return the plan; null otherwise
	 */
	@Nullable Plan settled() {
		return (this.plan != null && this.plan.isSettled()) ? this.plan : null;
	}

	/**
	 * The plan, if something new is due and nothing forbids it. Whether a repeatable
	 * script was edited or is only written differently, takes more than this look.
	 * @return the plan; null otherwise
	 */
	@Nullable Plan due() {
		if (this.plan == null || !this.plan.problems().isEmpty()) {
			return null;
		}
		for (Step step : this.plan.steps()) {
			if (step.previous() == null) {
				return this.plan;
			}
		}
		return null;
	}

	/**
	 * Rows by their keys.
	 */
	private static final class Recorded implements RecordedScripts {

		private final Map<MigrationKey, AppliedMigration> rows = new HashMap<>();

		private final boolean trustsFingerprints;

		private final boolean passesOver;

		private boolean passedOver;

		/**
		 * Creates them.
		 * @param trustsFingerprints whether the directory of a jar may tell that a script
		 * is unchanged
		 * @param passesOver whether scripts without a row are not read
		 */
		Recorded(List<AppliedMigration> rows, boolean trustsFingerprints, boolean passesOver) {
			this.trustsFingerprints = trustsFingerprints;
			this.passesOver = passesOver;
			for (AppliedMigration row : rows) {
				this.rows.put(row.key(), row);
			}
		}

		@Override
		public @Nullable Checksum checksum(MigrationKey key, long size, long crc32) {
			AppliedMigration row = this.rows.get(key);
			if (row == null) {
				this.passedOver = this.passesOver;
				return this.passesOver ? Checksum.NONE : null;
			}
			return (this.trustsFingerprints && row.state() == HistoryState.APPLIED && row.size() != null
					&& row.size() == size && row.crc32() != null && row.crc32() == crc32) ? row.checksum() : null;
		}

		/**
		 * Whether a script without a row was found, and not read.
		 */
		boolean hasPassedOver() {
			return this.passedOver;
		}

	}

}
