package dev.migrations.plan;

import java.util.List;
import java.util.Objects;

import dev.migrations.model.AppliedMigration;
import dev.migrations.model.Checksum;
import dev.migrations.model.ChecksumMismatchPolicy;
import dev.migrations.model.ChecksumStatus;
import dev.migrations.model.Direction;
import dev.migrations.model.HistoryState;
import dev.migrations.model.MigrationState;
import dev.migrations.model.MigrationType;
import dev.migrations.model.MissingPolicy;
import dev.migrations.model.OutOfOrderPolicy;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.UndoPolicy;
import dev.migrations.model.UndoScript;
import dev.migrations.model.Version;
import org.jspecify.annotations.Nullable;

/**
 * Decides what follows from each migration's state: a step, a problem or a warning.
 *
 * @param options the policies
 * @param situation what the states depended on
 * @param files the files
 * @param steps receives what to apply
 * @param problems receives what forbids to apply anything
 * @param warnings receives what is allowed and worth a word
 */
record Verdict(PlanOptions options, Situation situation, List<ResolvedMigration> files, List<Step> steps,
		List<Problem> problems, List<String> warnings) {

	void judge(PlannedMigration migration) {
		judgeChecksum(migration);
		judgeUndo(migration.resolved());
		if (migration.state() == MigrationState.APPLIED || migration.state() == MigrationState.RETIRED) {
			// Nearly all are, at nearly every start, which then does not set up the
			// switch.
			return;
		}
		switch (migration.state()) {
			case PENDING -> apply(migration, "pending");
			case OUT_OF_ORDER -> judgeOutOfOrder(migration);
			case OUTDATED -> apply(migration, "changed since it was applied");
			case UNDONE -> judgeUndone(migration);
			case RUNNING -> apply(migration, "begun and not finished");
			case FAILED -> apply(migration, failure(migration.applied()));
			case MISSING -> judgeMissing(migration);
			case FUTURE -> judgeFuture(migration);
			case UNDOING -> problem(migration.displayName() + " was being undone, and that has not finished.",
					"Finish the undo before anything is applied: undo again, the last migration alone or to the version "
							+ "that was to stay, with the version of the code that began it.");
			case APPLIED, RETIRED, BASELINE, BELOW_BASELINE, ABOVE_TARGET -> {
			}
		}
	}

	/**
	 * One migration alone must be there, and may leave none behind that would be out of
	 * order then.
	 * @param only its version
	 * @param migrations all migrations
	 */
	void judgeOnly(Version only, List<PlannedMigration> migrations) {
		boolean exists = migrations.stream()
			.anyMatch((migration) -> migration.resolved() != null && Objects.equals(migration.version(), only));
		if (!exists) {
			problem("There is no migration with the version " + only + ".",
					"Look at the status for the versions that there are.");
		}
		else if (this.options.outOfOrder() == OutOfOrderPolicy.REJECT && this.steps.stream()
			.anyMatch((step) -> step.state() == MigrationState.PENDING || step.state() == MigrationState.UNDONE)) {
			migrations.stream().filter((migration) -> isLeftBehind(migration, only)).findFirst().ifPresent(this::left);
		}
	}

	private static boolean isLeftBehind(PlannedMigration migration, Version only) {
		Version version = migration.version();
		boolean due = switch (migration.state()) {
			case ABOVE_TARGET, PENDING, UNDONE, RUNNING, FAILED -> migration.resolved() != null;
			default -> false;
		};
		return due && version != null && version.compareTo(only) < 0;
	}

	private void left(PlannedMigration migration) {
		problem(migration.displayName() + " is below " + this.options.target().version()
				+ " and not applied: it would be out of order then.",
				"Apply everything up to it first, or set migrations.out-of-order=allow to apply one alone.");
	}

	private void apply(PlannedMigration migration, String reason) {
		ResolvedMigration file = migration.resolved();
		if (file != null && !this.situation.isAboveTarget(file.version())) {
			this.steps.add(new Step(file, migration.applied(), migration.state(), reason, Direction.UP));
		}
	}

	private static String failure(@Nullable AppliedMigration row) {
		return (row != null && row.failedStatement() != null) ? "failed at statement " + row.failedStatement()
				: "failed";
	}

	private void judgeOutOfOrder(PlannedMigration migration) {
		if (this.options.outOfOrder() == OutOfOrderPolicy.ALLOW) {
			apply(migration, "out of order: version " + this.situation.current() + " is applied already");
			return;
		}
		ResolvedMigration file = migration.resolved();
		problem(migration.displayName() + " is not applied, but the higher version " + this.situation.current()
				+ " is.",
				"If no database has it yet, give it a version above " + this.situation.current()
						+ ((file != null && file.code() == null) ? ": migrations renumber " + file.script() : "")
						+ ". Or set migrations.out-of-order=allow to apply it now.");
	}

	private void judgeUndone(PlannedMigration migration) {
		AppliedMigration row = migration.applied();
		if (row != null && migration.resolved() != null && !this.situation.isAboveTarget(migration.version())
				&& this.situation.isOvertaken(row)) {
			judgeOutOfOrder(migration);
		}
		else {
			apply(migration, "undone");
		}
	}

	private void judgeUndo(@Nullable ResolvedMigration file) {
		UndoScript undo = (file != null) ? file.undo() : null;
		if (undo != null && this.options.undo() == UndoPolicy.FORBIDDEN) {
			problem(undo.script() + " is an undo script, but this project is up only: migrations.undo=forbidden.",
					"Delete it, or set migrations.undo=allowed.");
		}
	}

	private void judgeMissing(PlannedMigration migration) {
		AppliedMigration row = migration.applied();
		if (row != null && !this.situation.isBelowBaseline(migration.version())) {
			report(FileProblem.missing(migration.displayName(), row, renumbered(row)),
					this.options.onMissing() == MissingPolicy.IGNORE);
		}
	}

	/**
	 * A baseline script stands for versions that a database must have which does not
	 * begin with it. Where their files are gone, nothing brings it there, and what is
	 * above would be applied without them.
	 * @param baseline the script
	 */
	void judgeUnreachable(ResolvedMigration baseline) {
		problem(baseline.script() + " stands for every version up to " + baseline.version() + ", but this database "
				+ ((this.situation.current() != null) ? "is at " + this.situation.current() : "has none of them")
				+ ", and there are no files of what is between.",
				"Bring it to version " + baseline.version()
						+ " with code that still has these files, or restore them. If nothing is missing in it, let the "
						+ "baseline script have the version of the last migration that it stands for.");
	}

	/**
	 * One migration alone would leave the script behind with which a new database begins.
	 * @param baseline the script
	 */
	void judgeBeginning(ResolvedMigration baseline) {
		problem(baseline.script() + " begins this database, and is not applied yet: it stands for every version up to "
				+ baseline.version() + ".", "Apply everything up to it first, and then one alone.");
	}

	private void judgeFuture(PlannedMigration migration) {
		AppliedMigration row = migration.applied();
		if (row != null && row.state() != HistoryState.APPLIED && row.state() != HistoryState.BASELINE) {
			this.warnings.add(migration.displayName() + ", which belongs to a newer version of the code, is "
					+ row.state() + ": that version has to finish it.");
		}
		else if (migration.resolved() != null) {
			this.warnings.add(migration.displayName() + " is not as it was applied" + FileProblem.when(row)
					+ ", and is left as it is: the database holds higher versions than there are here, so that the newer "
					+ "version of the code may have changed it.");
		}
	}

	private void judgeChecksum(PlannedMigration migration) {
		ResolvedMigration file = migration.resolved();
		AppliedMigration row = migration.applied();
		if (file == null || row == null || file.type() == MigrationType.REPEATABLE
				|| migration.checksumStatus() != ChecksumStatus.MISMATCH
				|| (migration.state() != MigrationState.APPLIED && migration.state() != MigrationState.BASELINE)) {
			return;
		}
		boolean isAllowed = this.options.onChecksumMismatch() == ChecksumMismatchPolicy.WARN;
		if (migration.isOfAnotherScript()) {
			report(FileProblem.another(file, row, renumbered(row)), isAllowed);
		}
		else if (migration.isWrittenSince() && !isAllowed) {
			report(FileProblem.written(file, row, migration.condition(this.situation.current())), false);
		}
		else {
			report(FileProblem.edited(file, row), isAllowed);
		}
	}

	/**
	 * The file that has the text of what was applied, completely, as another version.
	 */
	private @Nullable ResolvedMigration renumbered(AppliedMigration row) {
		Checksum checksum = row.state().isApplied() ? row.checksum() : null;
		for (ResolvedMigration file : this.files) {
			if (checksum != null && checksum.equals(file.checksum()) && file.type() == row.type()
					&& this.situation.applied().stream().noneMatch((other) -> other.key().equals(file.key()))) {
				return file;
			}
		}
		return null;
	}

	private void report(Problem problem, boolean isAllowed) {
		if (isAllowed) {
			this.warnings.add(problem.description());
		}
		else {
			this.problems.add(problem);
		}
	}

	private void problem(String description, String action) {
		this.problems.add(new Problem(description, action));
	}

}
