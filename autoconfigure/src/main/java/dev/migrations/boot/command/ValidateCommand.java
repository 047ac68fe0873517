package dev.migrations.boot.command;

import java.util.List;

import dev.migrations.MigrationPlan;
import dev.migrations.Migrator;
import dev.migrations.boot.terminal.Style;
import dev.migrations.boot.terminal.Terminal;
import dev.migrations.model.InvalidMigrationException;
import dev.migrations.model.InvalidScriptException;
import dev.migrations.model.MigrationException;
import dev.migrations.model.MigrationValidationException;
import org.jspecify.annotations.Nullable;
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
			.header("Checks that files and history fit together.")
			.description("Checks that the files can be read as migrations, and that they fit the history, and shows "
					+ "every problem with what to do about it. Ends with exit code 3 if there is one. Pending "
					+ "migrations are no problem.");
	}

	@Override
	public ExitCode execute(CommandCall call) {
		return call.askAll("valid", (name, migrator) -> {
			Findings findings = findings(migrator);
			return DatabaseResult.of(findings.problems().isEmpty() ? ExitCode.DONE : ExitCode.INVALID,
					JsonValues.object()
						.with("valid", findings.problems().isEmpty())
						.with("pending", findings.pending())
						.with("problems", findings.problems())
						.with("action", findings.action().isEmpty() ? null : findings.action())
						.with("warnings", findings.warnings())
						.build(),
					(terminal) -> print(findings, terminal));
		});
	}

	private static Findings findings(Migrator migrator) {
		try {
			migrator.validate();
			// Reads the statements of what is pending as well.
			MigrationPlan plan = migrator.plan();
			return new Findings(plan.problems(), "", plan.warnings(), plan.steps().size());
		}
		catch (MigrationValidationException ex) {
			return new Findings(ex.getProblems(), ex.getAction(), List.of(), null);
		}
		catch (InvalidMigrationException | InvalidScriptException ex) {
			MigrationException problem = ex;
			return new Findings(List.of(problem.getDescription()), problem.getAction(), List.of(), null);
		}
	}

	private static void print(Findings findings, Terminal terminal) {
		findings.warnings()
			.forEach((warning) -> terminal.paragraph(terminal.styled(Style.WARNING, "Warning:") + " " + warning));
		findings.problems()
			.forEach((problem) -> terminal.paragraph(terminal.styled(Style.BAD, "Problem:") + " " + problem));
		if (!findings.action().isEmpty()) {
			terminal.paragraph(findings.action());
		}
		if (findings.problems().isEmpty()) {
			Integer pending = findings.pending();
			terminal.line(terminal.styled(Style.GOOD, "Valid")
					+ ((pending != null && pending > 0) ? ", " + pending + " pending" : ""));
		}
		else {
			terminal.line(Words.count(findings.problems().size(), "problem"));
		}
	}

	/**
	 * What was found.
	 *
	 * @param problems what forbids to apply anything, each a sentence
	 * @param action what to do about them
	 * @param warnings what is allowed and worth a word
	 * @param pending how many migrations are due; null where that is not known
	 */
	private record Findings(List<String> problems, String action, List<String> warnings, @Nullable Integer pending) {
	}

}
