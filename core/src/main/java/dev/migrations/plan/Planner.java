package dev.migrations.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.migrations.model.AppliedMigration;
import dev.migrations.model.HistoryState;
import dev.migrations.model.MigrationKey;
import dev.migrations.model.MigrationType;
import dev.migrations.model.ResolvedMigration;
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

	private static final Comparator<PlannedMigration> ORDER = Comparator
		.comparing((PlannedMigration migration) -> migration.version() == null)
		.thenComparing(PlannedMigration::version, Comparator.nullsLast(Comparator.naturalOrder()))
		.thenComparing((migration) -> migration.key().type() != MigrationType.BASELINE)
		.thenComparing(PlannedMigration::description)
		.thenComparing((migration) -> migration.key().name());

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
	 * @param applied the history
	 * @return the plan
	 */
	public Plan plan(List<ResolvedMigration> resolved, List<AppliedMigration> applied) {
		Map<MigrationKey, AppliedMigration> rows = new HashMap<>();
		applied.forEach((row) -> rows.put(row.key(), row));
		Version head = highestVersion(resolved);
		ResolvedMigration baselineScript = baselineScript(resolved, applied);
		Situation situation = new Situation(this.options, head, highestApplied(applied),
				baseline(applied, baselineScript), hasVersionsAbove(applied, head));
		List<PlannedMigration> migrations = new ArrayList<>();
		for (ResolvedMigration file : resolved) {
			AppliedMigration row = rows.remove(file.key());
			if (file.type() != MigrationType.BASELINE || row != null || file == baselineScript) {
				migrations.add(situation.classify(file, row));
			}
		}
		rows.values().forEach((row) -> migrations.add(situation.classify(row)));
		migrations.sort(ORDER);
		List<Step> steps = new ArrayList<>();
		List<Problem> problems = new ArrayList<>();
		List<String> warnings = new ArrayList<>();
		Verdict verdict = new Verdict(this.options, situation, steps, problems, warnings);
		migrations.forEach(verdict::judge);
		if (resolved.isEmpty() && !applied.isEmpty()) {
			warnings.add("The history records " + applied.size()
					+ " migrations, but no file was found: check migrations.locations.");
		}
		return new Plan(List.copyOf(migrations), List.copyOf(steps), List.copyOf(problems), List.copyOf(warnings),
				situation.current(), head);
	}

	private static @Nullable Version highestVersion(List<ResolvedMigration> resolved) {
		return resolved.stream()
			.map(ResolvedMigration::version)
			.filter(Objects::nonNull)
			.max(Comparator.naturalOrder())
			.orElse(null);
	}

	private static @Nullable Version highestApplied(List<AppliedMigration> applied) {
		return applied.stream()
			.filter((row) -> row.state() == HistoryState.APPLIED || row.state() == HistoryState.BASELINE)
			.map(AppliedMigration::version)
			.filter(Objects::nonNull)
			.max(Comparator.naturalOrder())
			.orElse(null);
	}

	/**
	 * The baseline script with which a database without history begins.
	 */
	private @Nullable ResolvedMigration baselineScript(List<ResolvedMigration> resolved,
			List<AppliedMigration> applied) {
		boolean begun = applied.stream()
			.anyMatch((row) -> row.type() != MigrationType.BASELINE || row.state() == HistoryState.BASELINE);
		return begun ? null : resolved.stream()
			.filter((file) -> file.type() == MigrationType.BASELINE && file.version() != null
					&& this.options.target().includes(file.version()))
			.max(Comparator.comparing(ResolvedMigration::version, Comparator.nullsFirst(Comparator.naturalOrder())))
			.orElse(null);
	}

	private static @Nullable Version baseline(List<AppliedMigration> applied,
			@Nullable ResolvedMigration baselineScript) {
		if (baselineScript != null) {
			return baselineScript.version();
		}
		return applied.stream()
			.filter((row) -> row.state() == HistoryState.BASELINE)
			.map(AppliedMigration::version)
			.filter(Objects::nonNull)
			.max(Comparator.naturalOrder())
			.orElse(null);
	}

	private static boolean hasVersionsAbove(List<AppliedMigration> applied, @Nullable Version head) {
		return applied.stream()
			.map(AppliedMigration::version)
			.filter(Objects::nonNull)
			.anyMatch((version) -> head == null || version.compareTo(head) > 0);
	}

}
