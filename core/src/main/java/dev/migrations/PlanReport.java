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
import dev.migrations.model.MigrationException;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Target;
import dev.migrations.model.Version;
import dev.migrations.plan.Plan;
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
