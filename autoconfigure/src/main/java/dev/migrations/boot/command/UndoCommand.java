package dev.migrations.boot.command;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.migrations.Migrator;
import dev.migrations.UndoPlan;
import dev.migrations.UndoReport;
import dev.migrations.boot.terminal.ProgressBar;
import dev.migrations.boot.terminal.Style;
import dev.migrations.boot.terminal.Table;
import dev.migrations.boot.terminal.Table.Cell;
import dev.migrations.boot.terminal.Table.Column;
import dev.migrations.boot.terminal.Terminal;
import dev.migrations.model.UndoTarget;
import dev.migrations.model.Version;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code undo}: takes migrations back, after showing them to whoever can be asked.
 */
final class UndoCommand implements Command {

	@Override
	public String name() {
		return "undo";
	}

	@Override
	public void describe(CommandSpec spec) {
		spec.usageMessage()
			.header("Takes the last migrations back.")
			.description(
					"Takes back the migration that was applied last, or several. All of them need an undo script, "
							+ "or nothing is taken back. On a terminal they are shown first, and you are asked.",
					"What is undone is pending again: the next start that migrates applies it, unless its code has no "
							+ "such files or migrations.target is below.");
		spec.addArgGroup(ArgGroupSpec.builder()
			.exclusive(true)
			.multiplicity("0..1")
			.addArg(OptionSpec.builder("--target")
				.paramLabel("<version>")
				.type(Version.class)
				.converters(TargetOptions::version)
				.description("Undo everything above this version, which stays applied; 0 for everything.")
				.build())
			.addArg(OptionSpec.builder("--steps")
				.paramLabel("<number>")
				.type(Integer.class)
				.converters(UndoCommand::steps)
				.description("Undo this many, the one applied last first.")
				.build())
			.build());
		spec.addOption(CommandSyntax.flag("--dry-run", "Only show what would be undone."));
		spec.addOption(CommandSyntax.reason());
		spec.addOption(CommandSyntax.flag("--yes", "Ask nothing."));
	}

	private static Integer steps(String text) {
		if (!text.matches("[1-9]\\d{0,5}")) {
			throw new TypeConversionException("'" + text + "' is not a number of migrations");
		}
		return Integer.valueOf(text);
	}

	@Override
	public ExitCode execute(CommandCall call) {
		UndoTarget target = target(call);
		Map<String, Migrator> migrators = call.migrator();
		boolean dryRun = call.isSet("--dry-run");
		Map<String, UndoPlan> plans = new LinkedHashMap<>();
		migrators.forEach((name, migrator) -> plans.put(name, migrator.planUndo(target)));
		for (UndoPlan plan : plans.values()) {
			if (!dryRun && call.mayAsk() && plan.problems().isEmpty() && !plan.steps().isEmpty()) {
				print(plan, call.terminal());
				if (!call
					.isAgreed((plan.steps().size() == 1) ? "Undo it?" : "Undo these " + plan.steps().size() + "?")) {
					return ExitCode.FAILED;
				}
			}
		}
		return call.changeEach(migrators, (name, migrator) -> {
			UndoPlan plan = plans.get(name);
			if (plan == null || dryRun) {
				UndoPlan shown = (plan != null) ? plan : migrator.planUndo(target);
				return DatabaseResult.of(shown.problems().isEmpty() ? ExitCode.DONE : ExitCode.INVALID,
						JsonValues.of(shown), (terminal) -> print(shown, terminal));
			}
			UndoReport report = migrator.undo(plan, call.value("--reason"));
			return DatabaseResult.of(JsonValues.of(report), (terminal) -> print(report, call.isLive(), terminal));
		});
	}

	private static UndoTarget target(CommandCall call) {
		Version version = call.value("--target");
		Integer steps = call.value("--steps");
		return (version != null) ? UndoTarget.to(version) : (steps != null) ? UndoTarget.steps(steps) : UndoTarget.LAST;
	}

	private static void print(UndoPlan plan, Terminal terminal) {
		if (!plan.steps().isEmpty()) {
			Table table = new Table(terminal, Column.fixed("Undo", 0), new Column("Description", 0, 12),
					new Column("Why", 1, 10), new Column("Applied at (UTC)", 2, 10), new Column("Script", 3, 14));
			plan.steps()
				.forEach((step) -> table.row(new Cell(step.version(), Style.WARNING), Cell.of(step.description()),
						Cell.of(step.reason()), Cell.of(Words.time(step.appliedAt())), Cell.of(step.script())));
			table.print();
		}
		plan.problems()
			.forEach((problem) -> terminal.paragraph(terminal.styled(Style.BAD, "Problem:") + " " + problem));
		if (plan.problems().isEmpty() && plan.steps().isEmpty()) {
			terminal.line("There is nothing to undo in the " + plan.vendor() + " database.");
		}
		plan.notes().forEach((note) -> terminal.paragraph(terminal.styled(Style.WARNING, "Note:") + " " + note));
	}

	private static void print(UndoReport report, boolean seen, Terminal terminal) {
		if (!seen) {
			report.undone()
				.forEach((undone) -> ProgressBar.line(terminal, undone.script(), undone.statements(), undone.skipped(),
						undone.duration()));
			report.notes().forEach((note) -> terminal.paragraph(terminal.styled(Style.WARNING, "Note:") + " " + note));
		}
		String version = (report.current() != null) ? "version " + report.current() : "no version";
		terminal.line(report.undone().isEmpty()
				? "There is nothing to undo: the " + report.vendor() + " database is at " + version + "."
				: "The " + report.vendor() + " database went from version " + report.initial() + " to " + version + ": "
						+ report.undone().size() + " undone in " + Words.duration(report.duration()) + ".");
	}

}
