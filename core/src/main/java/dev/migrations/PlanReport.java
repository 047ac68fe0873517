package dev.migrations;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.migrations.execution.PlanScript;
import dev.migrations.execution.ScriptPreview;
import dev.migrations.execution.ScriptOpener;
import dev.migrations.history.History;
import dev.migrations.model.AppliedMigration;
import dev.migrations.model.HistoryState;
import dev.migrations.model.MigrationException;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Target;
import dev.migrations.model.Version;
import dev.migrations.plan.Plan;
import dev.migrations.plan.PlannedMigration;
import dev.migrations.plan.Problem;
import dev.migrations.plan.Step;
import org.jspecify.annotations.Nullable;

/**
 * Makes a plan that users get: with the statements of what is due, which are split for
 * it.
 */
final class PlanReport {

	private PlanReport() {
	}

	static MigrationPlan of(Engine engine, Connection connection, Plan plan, @Nullable Target named, History history,
			@Nullable Version baseline) throws SQLException, IOException {
		List<MigrationPlan.Step> steps = new ArrayList<>();
		List<String> problems = new ArrayList<>(Reports.sentences(plan.problems()));
		List<String> warnings = new ArrayList<>(Reports.warnings(plan, named));
		List<PlannedMigration> future = plan.future().stream().filter(PlanReport::isComplete).toList();
		if (!future.isEmpty()) {
			warnings.add(ahead(future));
		}
		if (baseline != null) {
			warnings.add(FirstRun.note(baseline));
		}
		List<Step> readable = new ArrayList<>();
		ScriptOpener scripts = engine.scripts(connection);
		for (Step step : plan.steps()) {
			try {
				ScriptPreview preview = ScriptPreview.of(step.script(), scripts, engine.dialect());
				steps.add(step(step, preview));
				readable.add(step);
				if (preview.remark() != null) {
					warnings.add(preview.remark());
				}
			}
			catch (MigrationException ex) {
				problems.add(ex.getDescription() + " " + ex.getAction());
			}
		}
		List<Problem> obstacles = new Obstacles(engine, connection).of(history, readable);
		problems.addAll(Reports.sentences(obstacles));
		PlanScript script = engine.planScript(connection);
		return new MigrationPlan(engine.dialect().vendor().id(), steps, problems, warnings, (out) -> {
			Reports.requireNone(plan.problems());
			Reports.requireNone(obstacles);
			script.write(out, plan.steps(), history, baseline);
		});
	}

	/**
	 * Nothing tells a migration that newer code has from one whose file was deleted, as
	 * long as no other has a higher version. Whoever looks may know.
	 */
	private static String ahead(List<PlannedMigration> future) {
		boolean one = future.size() == 1;
		StringBuilder names = new StringBuilder(future.get(0).displayName());
		if (!one) {
			names.append((future.size() == 2) ? " and " : " to ").append(future.get(future.size() - 1).displayName());
		}
		return "The database is ahead of the files here: " + names + (one ? " was" : " were") + " applied"
				+ origin(future.get(future.size() - 1), one) + ", and there "
				+ (one ? "is no such file" : "are no such " + "files") + ". Newer code has " + (one ? "it" : "them")
				+ ". If this is the newest, restore what was deleted, or check migrations.locations.";
	}

	/**
	 * Of what newer code has not finished there is a warning of its own.
	 */
	private static boolean isComplete(PlannedMigration migration) {
		AppliedMigration row = migration.applied();
		return row != null && (row.state().isApplied() || row.state() == HistoryState.BASELINE);
	}

	private static String origin(PlannedMigration last, boolean one) {
		AppliedMigration row = last.applied();
		if (row == null || row.appliedAt() == null) {
			return "";
		}
		String application = row.origin().application();
		String version = row.origin().applicationVersion();
		return (one ? " on " : ", the last of them on ") + row.appliedAt()
				+ ((application != null) ? " by " + application + ((version != null) ? " " + version : "") : "");
	}

	private static MigrationPlan.Step step(Step step, ScriptPreview preview) {
		ResolvedMigration migration = step.migration();
		List<MigrationPlan.PlannedStatement> statements = preview.statements()
			.stream()
			.map((statement) -> new MigrationPlan.PlannedStatement(statement.number(), statement.line(),
					statement.kind(), statement.transactional(), statement.text()))
			.toList();
		return new MigrationPlan.Step(Reports.version(migration), migration.description(), step.scriptName(),
				step.state(), step.reason(), preview.isAtomic(), preview.count(), statements);
	}

	/**
	 * Writes the SQL of a plan.
	 */
	@FunctionalInterface
	interface Script {

		void write(Appendable out) throws IOException;

	}

}
