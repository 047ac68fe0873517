package dev.migrations.boot.command;

import java.util.List;

import dev.migrations.MigrationPlan;
import dev.migrations.boot.terminal.Style;
import dev.migrations.boot.terminal.Terminal;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code validate}: whether files and history fit together.
 */
final class ValidateCommand implements Command {

	@Override
	public String name() {
		return "validate";
	}

	@Override
	public void describe(CommandSpec spec) {
		spec.usageMessage()
			.description("Checks that files and history fit together, and shows every problem with what to do about "
					+ "it. Ends with exit code 3 if there is one. Pending migrations are no problem.");
	}

	@Override
	public ExitCode execute(CommandCall call) {
		return call.askEach((name, migrator) -> {
			MigrationPlan plan = migrator.plan();
			List<String> problems = plan.problems();
			return DatabaseResult.of(problems.isEmpty() ? ExitCode.DONE : ExitCode.INVALID,
					JsonValues.object()
						.with("vendor", plan.vendor())
						.with("valid", problems.isEmpty())
						.with("problems", problems)
						.with("warnings", plan.warnings())
						.build(),
					(terminal) -> print(plan, terminal));
		});
	}

	private static void print(MigrationPlan plan, Terminal terminal) {
		plan.warnings()
			.forEach((warning) -> terminal.paragraph(terminal.styled(Style.WARNING, "Warning:") + " " + warning));
		plan.problems()
			.forEach((problem) -> terminal.paragraph(terminal.styled(Style.BAD, "Problem:") + " " + problem));
		if (plan.problems().isEmpty()) {
			int pending = plan.steps().size();
			terminal.line(terminal.styled(Style.GOOD, "Valid") + ((pending > 0) ? ", " + pending + " pending" : ""));
		}
		else {
			terminal.line(Words.count(plan.problems().size(), "problem"));
		}
	}

}
