package dev.migrations.plan;

import java.util.ArrayList;
import java.util.List;

import dev.migrations.model.AppliedMigration;
import dev.migrations.model.ChecksumStatus;
import dev.migrations.model.HistoryState;
import dev.migrations.model.MigrationState;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Version;
import org.jspecify.annotations.Nullable;

/**
 * What comparing the files with the history gives.
 *
 * @param migrations everything that has a file or a row: versioned by version, then
 * repeatable by description
 * @param steps what to apply, in order
 * @param problems what forbids to apply anything
 * @param warnings what was found and is allowed, each a sentence
 * @param current the highest version applied; null if there is none
 * @param head the highest version there is a file for; null if there is none
 */
public record Plan(List<PlannedMigration> migrations, List<Step> steps, List<Problem> problems, List<String> warnings,
		@Nullable Version current, @Nullable Version head) {

	/**
	 * Whether nothing is pending, failed or running, and files and history fit together.
	 * @return whether the database is where the files are
	 */
	public boolean isUpToDate() {
		if (!this.problems.isEmpty()) {
			return false;
		}
		for (PlannedMigration migration : this.migrations) {
			if (migration.resolved() != null && migration.state().isUnfinished()) {
				return false;
			}
		}
		return true;
	}

	/**
	 * What was applied and has versions above those that are known here.
	 * @return the migrations, in order
	 */
	public List<PlannedMigration> future() {
		List<PlannedMigration> future = new ArrayList<>();
		for (PlannedMigration migration : this.migrations) {
			if (migration.state() == MigrationState.FUTURE && migration.resolved() == null) {
				future.add(migration);
			}
		}
		return future;
	}

	/**
	 * The same as it is to be shown where the history that the files were compared with
	 * is still to be recorded.
	 * @return the plan without what nobody has recorded yet
	 */
	public Plan unrecorded() {
		return new Plan(this.migrations.stream().filter((migration) -> migration.applied() == null).toList(),
				this.steps, this.problems, this.warnings, null, this.head);
	}

	/**
	 * Applied migrations whose files have the recorded text in other bytes, such as other
	 * line endings, so that every start has to read them.
	 * @return the migrations
	 */
	public List<PlannedMigration> otherBytes() {
		List<PlannedMigration> others = new ArrayList<>();
		for (PlannedMigration migration : this.migrations) {
			ResolvedMigration file = migration.resolved();
			AppliedMigration row = migration.applied();
			if (file != null && row != null && row.state() == HistoryState.APPLIED
					&& migration.checksumStatus() == ChecksumStatus.MATCH
					&& !(Long.valueOf(file.size()).equals(row.size())
							&& Long.valueOf(file.crc32()).equals(row.crc32()))) {
				others.add(migration);
			}
		}
		return others;
	}

	/**
	 * Whether there is neither anything to do nor anything to say.
	 * @return whether files and history agree
	 */
	public boolean isSettled() {
		return this.steps.isEmpty() && this.problems.isEmpty() && this.warnings.isEmpty();
	}

	/**
	 * The first of the steps, up to a version.
	 * @param last the version of the last step, which excludes what is repeatable; null
	 * for all steps
	 * @return the steps
	 */
	public List<Step> stepsUpTo(@Nullable Version last) {
		return (last == null) ? this.steps : this.steps.stream().filter((step) -> {
			Version version = step.migration().version();
			return version != null && version.compareTo(last) <= 0;
		}).toList();
	}

}
