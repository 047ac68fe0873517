package dev.migrations.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.migrations.model.AppliedMigration;
import dev.migrations.model.Direction;
import dev.migrations.model.HistoryState;
import dev.migrations.model.MigrationKey;
import dev.migrations.model.MigrationState;
import dev.migrations.model.MigrationType;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.UndoPolicy;
import dev.migrations.model.UndoTarget;
import dev.migrations.model.Version;
import org.jspecify.annotations.Nullable;

/**
 * Plans what to take back. A pure function:
 * <ol>
 * <li>Versioned migrations that have a row stand in the reverse order of application; one
 * whose undo was begun comes first.</li>
 * <li>The target chooses: everything above its version, or so many from the
 * beginning.</li>
 * <li>Each that was chosen needs an undo script and has to be applied completely; if only
 * one does not, nothing is taken back.</li>
 * </ol>
 * Repeatable migrations and baselines are never taken back.
 */
public final class UndoPlanner {

	private static final Comparator<PlannedMigration> LAST_FIRST = Comparator
		.comparing((PlannedMigration migration) -> migration.state() != MigrationState.UNDOING)
		.thenComparing((migration) -> -order(migration));

	private final UndoPolicy policy;

	/**
	 * Creates a planner.
	 * @param policy whether anything may be taken back
	 */
	public UndoPlanner(UndoPolicy policy) {
		this.policy = policy;
	}

	/**
	 * Plans.
	 * @param plan what comparing files and history gave
	 * @param target how far to go
	 * @return the plan
	 */
	public UndoSteps plan(Plan plan, UndoTarget target) {
		List<PlannedMigration> candidates = plan.migrations()
			.stream()
			.filter(UndoPlanner::isCandidate)
			.sorted(LAST_FIRST)
			.toList();
		List<Step> steps = new ArrayList<>();
		List<Problem> problems = new ArrayList<>();
		if (this.policy == UndoPolicy.FORBIDDEN) {
			problems.add(new Problem("This project is up only: migrations.undo=forbidden.",
					"Write a new migration that does the opposite, or set migrations.undo=allowed."));
			return new UndoSteps(List.of(), List.copyOf(problems), List.of());
		}
		for (PlannedMigration migration : choose(plan, candidates, target, problems)) {
			judge(migration, steps, problems);
		}
		return new UndoSteps(List.copyOf(steps), List.copyOf(problems), notes(plan, steps));
	}

	private static List<PlannedMigration> choose(Plan plan, List<PlannedMigration> candidates, UndoTarget target,
			List<Problem> problems) {
		Version version = target.version();
		if (version == null) {
			if (target.steps() > 1 && !candidates.isEmpty() && candidates.get(0).state() == MigrationState.UNDOING) {
				problems.add(begun(plan, candidates.get(0)));
				return List.of();
			}
			if (target.steps() > 1 && target.steps() > candidates.size()) {
				problems.add(new Problem(
						target.steps() + " migrations were to be undone, but only " + candidates.size()
								+ " are applied above the baseline or the beginning.",
						"Undo fewer, or name the version that is to stay."));
			}
			return candidates.subList(0, Math.min(target.steps(), candidates.size()));
		}
		requireApplied(plan, candidates, version, problems);
		return candidates.stream().filter((migration) -> isAbove(migration, version)).toList();
	}

	/**
	 * The version down to which an undo goes, so that it can be named once some of it is
	 * done.
	 * @param plan what comparing files and history gave before
	 * @param undone what is undone
	 * @return the version that stays; null if no version says it, because what stays and
	 * what does not were applied out of order
	 */
	public static @Nullable Version staying(Plan plan, Set<MigrationKey> undone) {
		Version staying = Version.of("0");
		Version lowest = null;
		for (PlannedMigration migration : plan.migrations()) {
			AppliedMigration row = migration.applied();
			Version version = migration.version();
			if (row == null || version == null) {
				continue;
			}
			if (undone.contains(migration.key())) {
				lowest = (lowest == null || version.compareTo(lowest) < 0) ? version : lowest;
			}
			else if ((isCandidate(migration) || row.state() == HistoryState.BASELINE)
					&& version.compareTo(staying) > 0) {
				staying = version;
			}
		}
		return (lowest != null && lowest.compareTo(staying) > 0) ? staying : null;
	}

	/**
	 * What an undo that has not finished has done counts no more, so that as many as were
	 * asked for would be more now.
	 */
	private static Problem begun(Plan plan, PlannedMigration migration) {
		Version staying = staying(plan, Set.of(migration.key()));
		return new Problem(
				migration.displayName() + " was being undone, and that has not finished. The last migrations would be "
						+ "counted anew from there.",
				"Undo the last migration alone (--steps 1), which finishes that one, or name the version that is to "
						+ "stay"
						+ ((staying != null) ? ": --target " + staying + " finishes it and undoes nothing else" : "")
						+ ".");
	}

	/**
	 * The target must be in force, so that what remains is something that was there once.
	 */
	private static void requireApplied(Plan plan, List<PlannedMigration> candidates, Version target,
			List<Problem> problems) {
		Version baseline = plan.migrations()
			.stream()
			.map(PlannedMigration::applied)
			.filter((row) -> row != null && row.state() == HistoryState.BASELINE)
			.map((row) -> Objects.requireNonNull(row).version())
			.filter(Objects::nonNull)
			.max(Comparator.naturalOrder())
			.orElse(null);
		if (baseline != null && target.compareTo(baseline) < 0) {
			problems.add(new Problem(
					"Version " + target + " is below the baseline " + baseline
							+ ", and what a baseline stands for was not applied by migrations.",
					"Undo down to version " + baseline + " at most."));
			return;
		}
		boolean applied = (baseline != null && target.equals(baseline))
				|| candidates.stream().anyMatch((migration) -> Objects.equals(migration.version(), target));
		if (!applied && !target.equals(Version.of("0"))) {
			problems.add(new Problem("Version " + target + " is not applied, so it cannot stay.", "Name one that is: "
					+ applied(candidates, baseline) + ", or 0 to undo everything that has an undo script."));
		}
		for (PlannedMigration migration : candidates) {
			if (migration.state() == MigrationState.UNDOING && !isAbove(migration, target)) {
				problems.add(
						new Problem(
								migration.displayName() + " was being undone, and that has not finished; version "
										+ target + " would stay without it.",
								"Undo the last migration first: that finishes it."));
			}
		}
	}

	private static String applied(List<PlannedMigration> candidates, @Nullable Version baseline) {
		List<String> versions = new ArrayList<>(
				candidates.stream().map((migration) -> migration.key().name()).limit(10).toList());
		if (baseline != null) {
			versions.add(baseline.toString());
		}
		return versions.isEmpty() ? "there is none" : String.join(", ", versions);
	}

	private static void judge(PlannedMigration migration, List<Step> steps, List<Problem> problems) {
		ResolvedMigration file = migration.resolved();
		AppliedMigration row = Objects.requireNonNull(migration.applied());
		if (row.state() == HistoryState.RUNNING || row.state() == HistoryState.FAILED) {
			problems.add(new Problem(
					migration.displayName() + " is " + row.state() + ": only what is applied completely can be undone.",
					"Correct it and start again, so that it is applied, or forget it with a repair."));
		}
		else if (file == null) {
			problems.add(new Problem(
					migration.displayName()
							+ " has no file here, and an undo script counts only beside the migration that it is for.",
					"Restore the file, or undo with the version of the code that applied it."));
		}
		else if (file.undo() == null) {
			problems.add(new Problem(file.script() + " has no undo script.",
					"Write it, as U" + file.key().name() + "__….sql or in the spelling of the project, "
							+ ((file.code() != null) ? "let its class implement JavaMigration.Undoable, " : "")
							+ "or choose a target that leaves it applied."));
		}
		else {
			boolean begun = row.state() == HistoryState.UNDOING;
			steps.add(new Step(file, row, migration.state(), begun ? "its undo was begun and not finished" : "applied",
					Direction.DOWN));
		}
	}

	private static List<String> notes(Plan plan, List<Step> steps) {
		if (steps.isEmpty()) {
			return List.of();
		}
		List<String> notes = new ArrayList<>();
		notes.add("What is undone is pending again: the next start in the mode 'migrate' applies "
				+ ((steps.size() == 1) ? "it" : "them")
				+ " again, unless the code that starts has no such files, or its migrations.target is below.");
		List<String> repeatables = plan.migrations()
			.stream()
			.filter((migration) -> migration.key().type() == MigrationType.REPEATABLE
					&& migration.state() == MigrationState.APPLIED)
			.map(PlannedMigration::displayName)
			.toList();
		if (!repeatables.isEmpty()) {
			notes.add("Repeatable migrations are not undone: " + String.join(", ", repeatables) + ".");
		}
		return List.copyOf(notes);
	}

	private static boolean isCandidate(PlannedMigration migration) {
		AppliedMigration row = migration.applied();
		return row != null && row.type() == MigrationType.VERSIONED && row.state() != HistoryState.UNDONE;
	}

	private static boolean isAbove(PlannedMigration migration, Version target) {
		Version version = migration.version();
		return version != null && version.compareTo(target) > 0;
	}

	private static long order(PlannedMigration migration) {
		return (migration.applied() != null) ? migration.applied().order() : 0;
	}

}
