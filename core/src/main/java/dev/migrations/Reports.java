package dev.migrations;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.migrations.dialect.Dialect;
import dev.migrations.execution.AppliedStep;
import dev.migrations.model.AppliedMigration;
import dev.migrations.model.HistoryState;
import dev.migrations.model.MigrationType;
import dev.migrations.model.MigrationValidationException;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.plan.Plan;
import dev.migrations.plan.PlannedMigration;
import dev.migrations.plan.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Turns what the rooms found into what users get.
 */
final class Reports {

	private Reports() {
	}

	static MigrationReport report(Dialect dialect, Plan first, Plan last, List<AppliedStep> applied,
			Duration duration) {
		return new MigrationReport(dialect.vendor().id(), first.current(), last.current(), last.head(),
				last.isUpToDate(), applied.stream().map(Reports::applied).toList(), last.warnings(), duration);
	}

	private static MigrationReport.Applied applied(AppliedStep applied) {
		ResolvedMigration migration = applied.step().migration();
		return new MigrationReport.Applied(version(migration), migration.description(), migration.script(),
				applied.statements(), applied.skipped(), applied.duration());
	}

	static MigrationPlan plan(Dialect dialect, Plan plan) {
		List<MigrationPlan.Step> steps = plan.steps()
			.stream()
			.map((step) -> new MigrationPlan.Step(version(step.migration()), step.migration().description(),
					step.migration().script(), step.state(), step.reason()))
			.toList();
		List<String> problems = plan.problems()
			.stream()
			.map((problem) -> problem.description() + " " + problem.action())
			.toList();
		return new MigrationPlan(dialect.vendor().id(), steps, problems, plan.warnings());
	}

	static MigrationStatus status(Dialect dialect, Plan plan, StatementCounts counts) {
		return new MigrationStatus(dialect.vendor().id(), plan.current(), plan.head(), plan.isUpToDate(),
				plan.migrations().stream().map((migration) -> info(migration, counts)).toList());
	}

	private static MigrationInfo info(PlannedMigration migration, StatementCounts counts) {
		ResolvedMigration resolved = migration.resolved();
		AppliedMigration applied = (migration.applied() != null && migration.applied().state() != HistoryState.UNDONE)
				? migration.applied() : null;
		MigrationInfo.ChecksumInfo checksum = new MigrationInfo.ChecksumInfo(
				(applied != null) ? applied.checksum() : null, (resolved != null) ? resolved.checksum() : null,
				migration.checksumStatus());
		String script = (resolved != null) ? resolved.script() : (applied != null) ? applied.script() : null;
		return new MigrationInfo(version(migration), migration.description(), migration.key().type(),
				(script != null && !script.isEmpty()) ? script : null, migration.state(), checksum,
				(applied != null) ? applied.appliedAt() : null, (applied != null) ? applied.appliedBy() : null,
				(applied != null) ? applied.executionTime() : null, counts.of(migration));
	}

	private static @Nullable String version(ResolvedMigration migration) {
		return (migration.type() != MigrationType.REPEATABLE) ? migration.spelling() : null;
	}

	private static @Nullable String version(PlannedMigration migration) {
		if (migration.key().type() == MigrationType.REPEATABLE) {
			return null;
		}
		return (migration.resolved() != null) ? migration.resolved().spelling()
				: (migration.applied() != null) ? migration.applied().spelling() : null;
	}

	static void requireNoProblems(Plan plan) {
		if (!plan.problems().isEmpty()) {
			throw new MigrationValidationException(plan.problems().stream().map(Problem::description).toList(),
					plan.problems()
						.stream()
						.map(Problem::action)
						.distinct()
						.collect(Collectors.joining(System.lineSeparator())));
		}
	}

	static String summary(MigrationReport report) {
		String version = (report.current() != null) ? "at version " + report.current() : "without a version";
		if (report.applied().isEmpty()) {
			return "The " + report.vendor() + " database is " + version + ", "
					+ (report.isUpToDate() ? "up to date" : "and nothing is due");
		}
		String from = (report.initial() != null) ? "from version " + report.initial() : "from nothing";
		return String.format(Locale.ROOT, "Migrated the %s database %s to version %s: %d applied in %d ms",
				report.vendor(), from, report.current(), report.applied().size(), report.duration().toMillis());
	}

}
