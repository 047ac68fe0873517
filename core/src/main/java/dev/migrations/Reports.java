package dev.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.RequiredTables;
import dev.migrations.dialect.StatementProgress;
import dev.migrations.execution.AppliedStep;
import dev.migrations.execution.RunInProgress;
import dev.migrations.model.AppliedMigration;
import dev.migrations.model.MigrationException;
import dev.migrations.model.MigrationType;
import dev.migrations.model.MigrationValidationException;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Target;
import dev.migrations.model.UndoTarget;
import dev.migrations.model.Version;
import dev.migrations.plan.Plan;
import dev.migrations.plan.Problem;
import dev.migrations.plan.Step;
import dev.migrations.plan.UndoSteps;
import dev.migrations.settings.DatabaseSettings;
import org.jspecify.annotations.Nullable;

/**
 * Turns what the rooms found into what users get.
 */
final class Reports {

	private Reports() {
	}

	/**
	 * What there is to report as long as nothing is done.
	 */
	static MigrationReport report(Dialect dialect, Plan plan) {
		return new MigrationReport(dialect.vendor().id(), plan.current(), plan.current(), plan.head(),
				plan.isUpToDate(), isAhead(plan), List.of(), List.of(), plan.warnings(), Duration.ZERO);
	}

	/**
	 * What was done.
	 * @param target how far the run was to go; null for a part of a run
	 */
	static MigrationReport report(Dialect dialect, Plan first, Plan last, @Nullable Target target,
			RunAnnouncements run) {
		List<MigrationReport.Applied> reported = new ArrayList<>();
		for (AppliedStep step : run.applied()) {
			reported.add(applied(step));
		}
		return new MigrationReport(dialect.vendor().id(), first.current(), last.current(), last.head(),
				last.isUpToDate(), isAhead(last), List.copyOf(reported), run.slowest(),
				with(run.remarks(), warnings(last, target)), run.duration());
	}

	private static boolean isAhead(Plan plan) {
		return !plan.future().isEmpty();
	}

	private static List<String> with(List<String> remarks, List<String> others) {
		if (remarks.isEmpty()) {
			return others;
		}
		List<String> all = new ArrayList<>(remarks);
		all.addAll(others);
		return List.copyOf(all);
	}

	/**
	 * What a plan warns of, and that a version which was named as the target is above all
	 * there is: who named it may have expected more.
	 */
	static List<String> warnings(Plan plan, @Nullable Target target) {
		Version version = (target != null && !target.isOnly()) ? target.version() : null;
		if (version == null || plan.head() == null || version.compareTo(plan.head()) <= 0
				|| (plan.current() != null && version.compareTo(plan.current()) <= 0)) {
			return plan.warnings();
		}
		List<String> warnings = new ArrayList<>(plan.warnings());
		warnings.add("The target is version " + version + ", but the highest migration that there is here has version "
				+ plan.head() + ".");
		return List.copyOf(warnings);
	}

	private static MigrationReport.Applied applied(AppliedStep applied) {
		ResolvedMigration migration = applied.step().migration();
		return new MigrationReport.Applied(version(migration), migration.description(), migration.script(),
				applied.statements(), applied.skipped(), applied.duration());
	}

	/**
	 * What somebody was seen doing.
	 * @param statements how many statements that script has; null if that is not known
	 */
	static RunningMigration running(RunInProgress.Look look, @Nullable Integer statements) {
		StatementProgress.Reading reading = look.reading();
		String session = look.holder().name();
		String by = session.startsWith(Engine.SESSION_NAME) ? session.substring(Engine.SESSION_NAME.length()) : session;
		return new RunningMigration((look.instance() != null) ? look.instance() : by, look.holder().process(),
				look.script(), look.statement(), statements, (reading != null) ? reading.elapsed() : null,
				(reading != null) ? reading.phase() : null, (reading != null) ? reading.percent() : null,
				look.waitingFor());
	}

	/**
	 * Words how far a statement is, to follow which one it is.
	 */
	static String progress(@Nullable String phase, @Nullable Double percent, @Nullable String waitingFor) {
		return ((phase != null) ? ", " + phase : "") + ((percent != null) ? ", " + Math.round(percent) + " %" : "")
				+ ((waitingFor != null) ? ", waiting for " + waitingFor : "");
	}

	static @Nullable String version(ResolvedMigration migration) {
		return (migration.type() != MigrationType.REPEATABLE) ? migration.spelling() : null;
	}

	static UndoPlan undoPlan(Dialect dialect, UndoTarget target, UndoSteps undo) {
		List<UndoPlan.Step> steps = undo.steps().stream().map(Reports::undoStep).toList();
		return new UndoPlan(dialect.vendor().id(), target, steps, sentences(undo.problems()), undo.notes());
	}

	private static UndoPlan.Step undoStep(Step step) {
		ResolvedMigration migration = step.migration();
		AppliedMigration row = step.previous();
		return new UndoPlan.Step(migration.spelling(), migration.description(), migration.script(), step.scriptName(),
				step.state(), step.reason(), (row != null) ? row.appliedAt() : null);
	}

	static UndoReport undone(Dialect dialect, Plan before, Plan after, List<String> notes, RunAnnouncements run) {
		return new UndoReport(dialect.vendor().id(), before.current(), after.current(),
				run.applied().stream().map(Reports::undone).toList(), with(run.remarks(), notes), run.duration());
	}

	private static UndoReport.Undone undone(AppliedStep undone) {
		ResolvedMigration migration = undone.step().migration();
		return new UndoReport.Undone(migration.spelling(), migration.description(), undone.step().scriptName(),
				undone.statements(), undone.skipped(), undone.duration());
	}

	static List<String> sentences(List<Problem> problems) {
		return problems.stream().map(Reports::sentences).toList();
	}

	/**
	 * What follows a list has a line of its own.
	 */
	private static String sentences(Problem problem) {
		boolean lists = problem.description().contains(System.lineSeparator());
		return problem.description() + (lists ? System.lineSeparator() : " ") + problem.action();
	}

	static String summary(UndoReport report) {
		String version = (report.current() != null) ? "at version " + report.current() : "without a version";
		if (report.undone().isEmpty()) {
			return "Nothing to undo: the " + report.vendor() + " database is " + version;
		}
		return String.format(Locale.ROOT, "Undid %d in %d ms: the %s database was at version %s and is %s",
				report.undone().size(), report.duration().toMillis(), report.vendor(), report.initial(), version);
	}

	/**
	 * A failure in one line: what failed, and what the database says of it.
	 */
	static String line(Throwable failure) {
		String what = firstLine(
				(failure instanceof MigrationException ours) ? ours.getDescription() : failure.getMessage());
		return (failure.getCause() instanceof SQLException said)
				? what + " The database says: " + firstLine(said.getMessage()) : what;
	}

	private static String firstLine(@Nullable String text) {
		return String.valueOf(text).lines().findFirst().orElse("");
	}

	/**
	 * That there are undo scripts of no migration in a project that is up only.
	 */
	static MigrationValidationException undoForbidden(List<String> scripts) {
		return new MigrationValidationException(scripts.stream()
			.map((script) -> script
					+ " is an undo script, of no migration here, and this project is up only: migrations.undo=forbidden.")
			.toList(), "Delete it, or set migrations.undo=allowed.");
	}

	static void requireNoProblems(Plan plan) {
		requireNone(plan.problems());
	}

	static void requireNone(List<Problem> problems) {
		if (!problems.isEmpty()) {
			throw new MigrationValidationException(problems.stream().map(Problem::description).toList(),
					problems.stream()
						.map(Problem::action)
						.distinct()
						.collect(Collectors.joining(System.lineSeparator())));
		}
	}

	static void requireTables(RequiredTables required, Connection connection) throws SQLException {
		List<String> missing = required.missing(connection);
		if (!missing.isEmpty()) {
			throw new MigrationValidationException(
					List.of("Required tables are missing: " + String.join(", ", missing)
							+ ". All migrations that are due were applied."),
					"Add a migration that creates them, correct the names in migrations.required-tables, or, if they "
							+ "are in another schema, write them as schema.table.");
		}
	}

	/**
	 * What was done, as part of a sentence that names the database.
	 */
	static String words(MigrationReport report) {
		String version = (report.current() != null) ? "at version " + report.current() : "without a version";
		return version + ((report.applied().isEmpty()) ? "" : ", " + report.applied().size() + " applied")
				+ (report.isUpToDate() ? (report.isAhead() ? ", ahead of the files" : ", up to date")
						: ", not up to date");
	}

	static String summary(String database, MigrationReport report) {
		String name = report.vendor() + " database"
				+ (database.equals(DatabaseSettings.DEFAULT_NAME) ? "" : " " + database);
		String version = (report.current() != null) ? "at version " + report.current() : "without a version";
		if (report.applied().isEmpty()) {
			return "The " + name + " is " + version + ", " + standing(report);
		}
		String from = (report.initial() != null) ? "from version " + report.initial() : "from nothing";
		return String.format(Locale.ROOT, "Migrated the %s %s to version %s: %d applied in %d ms", name, from,
				report.current(), report.applied().size(), report.duration().toMillis());
	}

	/**
	 * How a database to which nothing was applied stands, to follow where it is.
	 */
	private static String standing(MigrationReport report) {
		if (!report.isUpToDate()) {
			return "and nothing is due";
		}
		return report.isAhead() ? aheadOf(report.head()) : "up to date";
	}

	/**
	 * That a database has migrations which the files have not.
	 * @param head the highest version there is a file for; null if there is none
	 */
	static String aheadOf(@Nullable Version head) {
		return "ahead of the files here" + ((head != null) ? ", which end at version " + head : "");
	}

}
