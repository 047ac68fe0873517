package dev.migrations.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.migrations.model.AppliedMigration;
import dev.migrations.model.HistoryState;
import dev.migrations.model.MigrationKey;
import dev.migrations.model.MigrationType;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Target;
import dev.migrations.model.Version;
import org.jspecify.annotations.Nullable;

/**
 * Compares files with the history. A pure function:
 * <ol>
 * <li>Every file meets the row of the same key; what has a row only is missing, or
 * belongs to a newer version of the code.</li>
 * <li>Each pair gets its state, from the row's state, the baseline, the target and the
 * highest version applied.</li>
 * <li>What is due becomes a step: versioned migrations by version, then repeatable ones
 * by description. What may not be becomes a problem.</li>
 * </ol>
 */
public final class Planner {

	private final PlanOptions options;

	/**
	 * Creates a planner.
	 * @param options what the plan depends on
	 */
	public Planner(PlanOptions options) {
		this.options = options;
	}

	/**
	 * Compares files with the history.
	 * @param resolved the files
	 * @param headOfOthers the highest version there is a file for that is not of this
	 * database, but of the same sequence; null if there is none
	 * @param applied the history
	 * @return the plan
	 */
	public Plan plan(List<ResolvedMigration> resolved, @Nullable Version headOfOthers, List<AppliedMigration> applied) {
		return (this.options.target().steps() > 0)
				? new Planner(this.options.with(target(resolved, applied))).plan(resolved, headOfOthers, applied)
				: compare(resolved, headOfOthers, applied);
	}

	/**
	 * The target, where it counts migrations as the version that it comes to now. A run
	 * asks once: after its first step the same count would come to more.
	 * @param resolved the files
	 * @param applied the history
	 * @return a target that counts nothing
	 */
	public Target target(List<ResolvedMigration> resolved, List<AppliedMigration> applied) {
		Target target = this.options.target();
		if (target.steps() == 0) {
			return target;
		}
		return new Planner(this.options.with(Target.HEAD)).compare(resolved, null, applied)
			.steps()
			.stream()
			.map((step) -> step.migration().version())
			.filter(Objects::nonNull)
			.skip(target.steps() - 1L)
			.findFirst()
			.map(Target::upTo)
			.orElse(Target.HEAD);
	}

	private Plan compare(List<ResolvedMigration> resolved, @Nullable Version headOfOthers,
			List<AppliedMigration> applied) {
		Map<MigrationKey, AppliedMigration> rows = new HashMap<>();
		for (AppliedMigration row : applied) {
			rows.put(row.key(), row);
		}
		Version head = highestVersion(resolved);
		ResolvedMigration baselineScript = baselineScript(resolved, applied, this.options.target());
		Version current = highestApplied(applied);
		ResolvedMigration unreachable = null;
		if (baselineScript == null || rows.containsKey(baselineScript.key())) {
			Version begun = (baselineScript != null) ? baselineScript.version() : null;
			unreachable = unreachable(resolved, rows, higher(current, begun));
		}
		Version known = higher(head, headOfOthers);
		Situation situation = new Situation(this.options, head, known, current, baseline(applied, baselineScript),
				squashed(resolved, current, unreachable), hasVersionsAbove(applied, known), applied);
		List<PlannedMigration> migrations = new ArrayList<>();
		for (ResolvedMigration file : resolved) {
			AppliedMigration row = rows.remove(file.key());
			if (file.type() != MigrationType.BASELINE || row != null || file == baselineScript) {
				migrations.add(situation.classify(file, row));
			}
		}
		for (AppliedMigration row : rows.values()) {
			migrations.add(situation.classify(row));
		}
		migrations.sort(new OrderOfPlan());
		List<Step> steps = new ArrayList<>();
		List<Problem> problems = new ArrayList<>();
		List<String> warnings = new ArrayList<>();
		Verdict verdict = new Verdict(this.options, situation, resolved, steps, problems, warnings);
		for (PlannedMigration migration : migrations) {
			verdict.judge(migration);
		}
		Version only = this.options.target().isOnly() ? this.options.target().version() : null;
		if (unreachable != null && only != null && baselineScript(resolved, applied, Target.upTo(only)) != null) {
			verdict.judgeBeginning(unreachable);
		}
		else if (unreachable != null) {
			verdict.judgeUnreachable(unreachable);
		}
		if (only != null) {
			verdict.judgeOnly(only, migrations);
		}
		if (resolved.isEmpty() && !applied.isEmpty()) {
			warnings.add("The history records " + applied.size()
					+ " migrations, but no file was found: check migrations.locations.");
		}
		return new Plan(List.copyOf(migrations), List.copyOf(steps), List.copyOf(problems), List.copyOf(warnings),
				situation.current(), head);
	}

	private static @Nullable Version highestVersion(List<ResolvedMigration> resolved) {
		Version highest = null;
		for (ResolvedMigration file : resolved) {
			highest = higher(highest, file.version());
		}
		return highest;
	}

	private static @Nullable Version highestApplied(List<AppliedMigration> applied) {
		Version highest = null;
		for (AppliedMigration row : applied) {
			if (row.state().isApplied() || row.state() == HistoryState.BASELINE) {
				highest = higher(highest, row.version());
			}
		}
		return highest;
	}

	private static @Nullable Version higher(@Nullable Version one, @Nullable Version other) {
		return (one == null || (other != null && other.compareTo(one) > 0)) ? other : one;
	}

	/**
	 * The baseline script with which a database begins of which nothing is in force, also
	 * because everything was undone; or has begun, if that has not finished.
	 */
	private static @Nullable ResolvedMigration baselineScript(List<ResolvedMigration> resolved,
			List<AppliedMigration> applied, Target target) {
		MigrationKey begun = null;
		for (AppliedMigration row : applied) {
			if (row.state() != HistoryState.UNDONE) {
				if (row.type() != MigrationType.BASELINE || row.state() == HistoryState.BASELINE) {
					return null;
				}
				begun = row.key();
			}
		}
		ResolvedMigration script = null;
		for (ResolvedMigration file : resolved) {
			Version version = file.version();
			if (file.type() != MigrationType.BASELINE || version == null) {
				continue;
			}
			if (file.key().equals(begun)) {
				return file;
			}
			if (target.includes(version)
					&& (script == null || script.version() == null || version.compareTo(script.version()) > 0)) {
				script = file;
			}
		}
		return script;
	}

	private static @Nullable Version baseline(List<AppliedMigration> applied,
			@Nullable ResolvedMigration baselineScript) {
		if (baselineScript != null) {
			return baselineScript.version();
		}
		Version baseline = null;
		for (AppliedMigration row : applied) {
			if (row.state() == HistoryState.BASELINE) {
				baseline = higher(baseline, row.version());
			}
		}
		return baseline;
	}

	/**
	 * The baseline script that stands for more than a database has which did not begin
	 * with it, where no file brings it there.
	 */
	private @Nullable ResolvedMigration unreachable(List<ResolvedMigration> resolved,
			Map<MigrationKey, AppliedMigration> rows, @Nullable Version current) {
		for (ResolvedMigration file : resolved) {
			Version version = file.version();
			if (file.type() == MigrationType.BASELINE && version != null && isAbove(version, current)
					&& !isAboveTarget(version) && !rows.containsKey(file.key())
					&& !leadsTo(version, current, resolved)) {
				return file;
			}
		}
		return null;
	}

	private boolean isAboveTarget(Version version) {
		Version target = this.options.target().version();
		return target != null && isAbove(version, target);
	}

	private static boolean leadsTo(Version version, @Nullable Version current, List<ResolvedMigration> resolved) {
		for (ResolvedMigration file : resolved) {
			Version other = file.version();
			if (file.type() == MigrationType.VERSIONED && other != null && isAbove(other, current)
					&& other.compareTo(version) <= 0) {
				return true;
			}
		}
		return false;
	}

	private static boolean isAbove(Version version, @Nullable Version other) {
		return other == null || version.compareTo(other) > 0;
	}

	/**
	 * Up to which version baseline scripts stand for what this database has applied by
	 * itself, so that the files of that need not be there.
	 */
	private static @Nullable Version squashed(List<ResolvedMigration> resolved, @Nullable Version current,
			@Nullable ResolvedMigration unreachable) {
		Version squashed = (unreachable != null) ? unreachable.version() : null;
		for (ResolvedMigration file : resolved) {
			Version version = file.version();
			if (file.type() == MigrationType.BASELINE && version != null && !isAbove(version, current)) {
				squashed = higher(squashed, version);
			}
		}
		return squashed;
	}

	/**
	 * Whether a newer version of the code has been here. It leaves more behind than a
	 * baseline that was only recorded, than what it has undone, and than what was deleted
	 * on purpose.
	 */
	private static boolean hasVersionsAbove(List<AppliedMigration> applied, @Nullable Version known) {
		for (AppliedMigration row : applied) {
			Version version = row.version();
			boolean counts = (row.state() != HistoryState.BASELINE || Situation.isOfScript(row))
					&& row.state() != HistoryState.UNDONE && row.state() != HistoryState.RETIRED;
			if (counts && version != null && isAbove(version, known)) {
				return true;
			}
		}
		return false;
	}

}
