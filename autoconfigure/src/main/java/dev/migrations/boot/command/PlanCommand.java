package dev.migrations.boot.command;

import java.nio.file.Path;
import java.util.function.Function;

import dev.migrations.MigrationPlan;
import dev.migrations.Migrator;
import dev.migrations.boot.terminal.PlanView;
import dev.migrations.boot.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * {@code plan}: what {@code migrate} would do now.
 */
final class PlanCommand implements Command {

	@Override
	public String name() {
		return "plan";
	}

	@Override
	public void describe(CommandSpec spec) {
		spec.usageMessage()
			.header("Shows what 'migrate' would do.")
			.description("Shows what 'migrate' would apply now, in order, and why. Changes nothing and waits for no "
					+ "lock. Ends with exit code 3 if it could not apply all of it.");
		TargetOptions.add(spec);
		spec.addOption(CommandSyntax.flag("--statements", "Show the statements of each migration as well."));
		spec.addOption(OptionSpec.builder("--sql")
			.paramLabel("<file>")
			.type(Path.class)
			.description("Write the SQL to a file, the rows of the history included, so that whoever executes it by "
					+ "hand has the same database afterwards.")
			.build());
	}

	@Override
	public ExitCode execute(CommandCall call) {
		TargetOptions target = TargetOptions.of(call);
		target.requireReachable(call);
		Path sql = call.value("--sql");
		Function<Migrator, MigrationPlan> planner = target.planner(call.group(call.migrators()));
		CommandResults.Question question = (name, migrator) -> {
			MigrationPlan plan = planner.apply(migrator);
			if (sql != null && plan.problems().isEmpty()) {
				plan.toSql(sql);
			}
			DatabaseResult result = DatabaseResult.of(plan.problems().isEmpty() ? ExitCode.DONE : ExitCode.INVALID,
					JsonValues.of(plan), (terminal) -> print(plan, call.isSet("--statements"), sql, terminal));
			return plan.steps().isEmpty() ? result : result.remarkable();
		};
		if (sql != null) {
			call.migrator();
			return call.askEach(question);
		}
		return target.isSet() ? call.askEach(question) : call.askAll("without anything due", question);
	}

	private static void print(MigrationPlan plan, boolean statements, @Nullable Path sql, Terminal terminal) {
		PlanView view = new PlanView(plan);
		if (statements) {
			view.printStatements(terminal);
		}
		view.print(terminal);
		if (sql != null && plan.problems().isEmpty()) {
			terminal.paragraph("The SQL is in " + sql + ".");
		}
	}

}
