package dev.migrations.plan;

import java.util.List;

import dev.migrations.model.AppliedMigration;
import dev.migrations.model.Checksum;
import dev.migrations.model.ChecksumStatus;
import dev.migrations.model.HistoryState;
import dev.migrations.model.InvalidScriptException;
import dev.migrations.model.MigrationState;
import dev.migrations.model.MigrationType;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Version;
import org.jspecify.annotations.Nullable;

/**
 * What the state of every single migration depends on.
 *
 * @param options what the plan depends on besides files and history
 * @param head the highest version there is a file for
 * @param known the highest version there is a file for, in a sequence of any database
 * @param current the highest version applied
 * @param baseline the version up to which the schema is taken to be built
 * @param squashed the version up to which a baseline script stands for what was applied
 * without it, so that its files need not be kept
 * @param ahead whether the history holds versions above those that are known, so that a
 * newer version of the code has been here
 * @param applied the history
 */
record Situation(PlanOptions options, @Nullable Version head, @Nullable Version known, @Nullable Version current,
		@Nullable Version baseline, @Nullable Version squashed, boolean ahead, List<AppliedMigration> applied) {

	PlannedMigration classify(ResolvedMigration file, @Nullable AppliedMigration row) {
		ChecksumStatus checksumStatus = checksumStatus(file, row);
		return new PlannedMigration(file, row, state(file, row, checksumStatus), checksumStatus);
	}

	PlannedMigration classify(AppliedMigration row) {
		return new PlannedMigration(null, row, stateWithoutFile(row),
				(row.checksum() != null) ? ChecksumStatus.MISSING_FILE : ChecksumStatus.UNKNOWN);
	}

	boolean isBelowBaseline(@Nullable Version version) {
		return this.baseline != null && version != null && version.compareTo(this.baseline) <= 0;
	}

	boolean isAboveTarget(@Nullable Version version) {
		return !this.options.target().includes(version, this.head);
	}

	/**
	 * Whether a higher version was applied since a migration was, which was undone
	 * meanwhile. One that was applied before was there when it was applied first.
	 */
	boolean isOvertaken(AppliedMigration undone) {
		Version version = undone.version();
		for (AppliedMigration row : this.applied) {
			Version other = row.version();
			if (row.state().isApplied() && row.order() > undone.order() && version != null && other != null
					&& other.compareTo(version) > 0) {
				return true;
			}
		}
		return false;
	}

	private MigrationState state(ResolvedMigration file, @Nullable AppliedMigration row,
			ChecksumStatus checksumStatus) {
		if (row == null) {
			return stateWithoutRow(file);
		}
		boolean changed = file.type() == MigrationType.REPEATABLE && checksumStatus == ChecksumStatus.MISMATCH;
		if (changed && this.ahead) {
			// What a newer version of the code has made of it, or is about to, fits the
			// schema as it is now.
			return MigrationState.FUTURE;
		}
		if (row.state().isApplied()) {
			return changed ? MigrationState.OUTDATED : MigrationState.APPLIED;
		}
		if (row.state() == HistoryState.UNDONE && isBelowBaseline(file.version())) {
			return MigrationState.BELOW_BASELINE;
		}
		// Apart, so that a start at which all are applied does not set up the switch.
		return recorded(row.state());
	}

	private static MigrationState recorded(HistoryState state) {
		return switch (state) {
			case APPLIED, RETIRED -> MigrationState.APPLIED;
			case RUNNING -> MigrationState.RUNNING;
			case FAILED -> MigrationState.FAILED;
			case UNDOING -> MigrationState.UNDOING;
			case UNDONE -> MigrationState.UNDONE;
			case BASELINE -> MigrationState.BASELINE;
		};
	}

	private MigrationState stateWithoutRow(ResolvedMigration file) {
		Version version = file.version();
		if (file.type() == MigrationType.VERSIONED && isBelowBaseline(version)) {
			return MigrationState.BELOW_BASELINE;
		}
		if (isAboveTarget(version)) {
			return MigrationState.ABOVE_TARGET;
		}
		if (version != null && this.current != null && version.compareTo(this.current) < 0) {
			return MigrationState.OUT_OF_ORDER;
		}
		return MigrationState.PENDING;
	}

	private MigrationState stateWithoutFile(AppliedMigration row) {
		if (row.state() == HistoryState.BASELINE && !isOfScript(row)) {
			return MigrationState.BASELINE;
		}
		if (row.state() == HistoryState.RETIRED) {
			return MigrationState.RETIRED;
		}
		if (row.state() == HistoryState.UNDONE) {
			return MigrationState.UNDONE;
		}
		if (row.state() == HistoryState.UNDOING) {
			return MigrationState.UNDOING;
		}
		Version version = row.version();
		boolean future = (version != null) ? this.known == null || version.compareTo(this.known) > 0 : this.ahead;
		if (row.state() == HistoryState.BASELINE) {
			// What began a database need not be kept once there are migrations above it.
			return future ? MigrationState.FUTURE : MigrationState.BASELINE;
		}
		if (future) {
			return MigrationState.FUTURE;
		}
		boolean replaced = row.state() == HistoryState.APPLIED && (isBelowBaseline(version) || isSquashed(version));
		return replaced ? MigrationState.RETIRED : MigrationState.MISSING;
	}

	private boolean isSquashed(@Nullable Version version) {
		return this.squashed != null && version != null && version.compareTo(this.squashed) <= 0;
	}

	/**
	 * Whether a script was executed. What was only recorded, to take a database over, has
	 * no checksum.
	 */
	static boolean isOfScript(AppliedMigration row) {
		return row.checksum() != null;
	}

	private static ChecksumStatus checksumStatus(ResolvedMigration file, @Nullable AppliedMigration row) {
		if (row == null || row.state() == HistoryState.UNDONE) {
			return ChecksumStatus.NOT_APPLIED;
		}
		Checksum applied = row.checksum();
		if (applied == null || file.checksum().equals(Checksum.NONE)) {
			return ChecksumStatus.UNKNOWN;
		}
		if (applied.equals(file.checksum())) {
			return ChecksumStatus.MATCH;
		}
		if (!applied.algorithm().equals(file.checksum().algorithm())) {
			return ChecksumStatus.UNKNOWN;
		}
		return isReformatted(file, row) ? ChecksumStatus.REFORMATTED : ChecksumStatus.MISMATCH;
	}

	private static boolean isReformatted(ResolvedMigration file, AppliedMigration row) {
		if (row.state() == HistoryState.RUNNING || row.state() == HistoryState.FAILED) {
			// What it has of statements is of the text before, if that was applied.
			return false;
		}
		try {
			return row.statementChecksum() != null && file.hasStatements(row.statementChecksum());
		}
		catch (InvalidScriptException ex) {
			// An applied script that can no longer be split was edited.
			return false;
		}
	}

}
