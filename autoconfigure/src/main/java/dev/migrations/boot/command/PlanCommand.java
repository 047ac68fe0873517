package dev.migrations.boot.command;

import dev.migrations.MigrationPlan;
import dev.migrations.boot.terminal.PlanView;
import picocli.CommandLine.Model.CommandSpec;

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
			.description("Shows what 'migrate' would apply now, in order, and why. Changes nothing and waits for no "
					+ "lock. Ends with exit code 3 if it would refuse to begin.");
	}

	@Override
	public ExitCode execute(CommandCall call) {
		return call.askEach((name, migrator) -> {
			MigrationPlan plan = migrator.plan();
			return DatabaseResult.of(plan.problems().isEmpty() ? ExitCode.DONE : ExitCode.INVALID, JsonValues.of(plan),
					(terminal) -> new PlanView(plan).print(terminal));
		});
	}

}
