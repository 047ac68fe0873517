package dev.migrations;

import java.util.ArrayList;
import java.util.List;

import dev.migrations.dialect.Dialect;
import dev.migrations.model.AppliedMigration;
import dev.migrations.model.Checksum;
import dev.migrations.model.ChecksumMismatchPolicy;
import dev.migrations.model.ChecksumStatus;
import dev.migrations.model.HistoryState;
import dev.migrations.model.MigrationState;
import dev.migrations.model.MigrationType;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.plan.Plan;
import dev.migrations.plan.PlannedMigration;
import dev.migrations.plan.Problem;
import dev.migrations.settings.MigratorSettings;
import org.jspecify.annotations.Nullable;

/**
 * Turns what comparing files and history gave into what users get who look how a database
 * stands.
 */
final class StatusReports {

	private StatusReports() {
	}

	/**
	 * How a database stands.
	 * @param obstacles what forbids a run beside what the plan says
	 */
	static MigrationStatus status(Dialect dialect, Plan plan, List<Problem> obstacles, StatementCounts counts,
			List<String> notes, @Nullable RunningMigration running) {
		List<String> problems = new ArrayList<>(Reports.sentences(plan.problems()));
		problems.addAll(Reports.sentences(obstacles));
		return new MigrationStatus(dialect.vendor().id(), plan.current(), plan.head(),
				problems.isEmpty() && plan.isUpToDate(),
				plan.migrations().stream().map((migration) -> info(migration, counts)).toList(), List.copyOf(problems),
				notes, running);
	}

	static MigrationCounts counts(Dialect dialect, Plan plan, MigratorSettings settings) {
		return new MigrationCounts(dialect.vendor().id(), plan.current(), plan.head(),
				count(plan, MigrationState.APPLIED, MigrationState.BASELINE, MigrationState.MISSING,
						MigrationState.RETIRED),
				(int) plan.migrations()
					.stream()
					.filter((migration) -> isPending(migration)
							&& settings.plan().target().includes(migration.version(), plan.head()))
					.count(),
				count(plan, MigrationState.RUNNING), count(plan, MigrationState.FAILED, MigrationState.UNDOING),
				(int) plan.migrations().stream().filter(StatusReports::isMismatched).count(),
				settings.plan().onChecksumMismatch() == ChecksumMismatchPolicy.WARN,
				count(plan, MigrationState.MISSING), count(plan, MigrationState.FUTURE), settings.start().mode());
	}

	private static int count(Plan plan, MigrationState... states) {
		List<MigrationState> counted = List.of(states);
		return (int) plan.migrations().stream().filter((migration) -> counted.contains(migration.state())).count();
	}

	/**
	 * Whether it waits to be applied. What was undone does, if its file is still there.
	 */
	private static boolean isPending(PlannedMigration migration) {
		return switch (migration.state()) {
			case PENDING, OUT_OF_ORDER, OUTDATED -> true;
			case UNDONE -> migration.resolved() != null;
			default -> false;
		};
	}

	private static boolean isMismatched(PlannedMigration migration) {
		return migration.state() == MigrationState.APPLIED && migration.checksumStatus() == ChecksumStatus.MISMATCH;
	}

	private static MigrationInfo info(PlannedMigration migration, StatementCounts counts) {
		ResolvedMigration resolved = migration.resolved();
		AppliedMigration applied = (migration.applied() != null && migration.applied().state() != HistoryState.UNDONE)
				? migration.applied() : null;
		MigrationInfo.ChecksumInfo checksum = new MigrationInfo.ChecksumInfo(
				(applied != null) ? applied.checksum() : null,
				(resolved != null && !resolved.checksum().equals(Checksum.NONE)) ? resolved.checksum() : null,
				migration.checksumStatus());
		String script = (resolved != null) ? resolved.script() : (applied != null) ? applied.script() : null;
		return new MigrationInfo(version(migration), migration.description(), migration.key().type(),
				(script != null && !script.isEmpty()) ? script : null, migration.state(), checksum,
				(applied != null) ? applied.appliedAt() : null, (applied != null) ? applied.appliedBy() : null,
				(applied != null) ? applied.executionTime() : null, counts.of(migration),
				(applied != null) ? applied.origin() : null);
	}

	private static @Nullable String version(PlannedMigration migration) {
		if (migration.key().type() == MigrationType.REPEATABLE) {
			return null;
		}
		return (migration.resolved() != null) ? migration.resolved().spelling()
				: (migration.applied() != null) ? migration.applied().spelling() : null;
	}

}
