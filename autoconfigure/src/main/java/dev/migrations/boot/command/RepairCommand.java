package dev.migrations.boot.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.migrations.Migrator;
import dev.migrations.RepairPlan;
import dev.migrations.boot.terminal.Terminal;
import dev.migrations.model.RepairAction;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code repair}: shows what is to be changed in the history, and changes exactly that.
 */
final class RepairCommand implements Command {

	@Override
	public String name() {
		return "repair";
	}

	@Override
	public void describe(CommandSpec spec) {
		spec.usageMessage()
			.header("Settles what history and files disagree about.")
			.description("Settles what the history and the files disagree about, by changing the history. What would "
					+ "be changed is shown first; on a terminal you are asked, and exactly that is done. Without "
					+ "an option, checksums are adopted. What has failed needs no repair: once its script is "
					+ "corrected, the next run goes on behind what is in force.");
		spec.addOption(CommandSyntax.flag("--checksums", "Adopt the checksums of applied files that were edited."));
		spec.addOption(CommandSyntax.flag("--forget",
				"Forget migrations that failed or were not finished, so that they are applied from their beginning, and "
						+ "repeatable ones whose files were deleted."));
		spec.addOption(CommandSyntax.flag("--accept-steps",
				"Take the statement that is in doubt to be done, so that the next run goes on behind it."));
		spec.addOption(CommandSyntax.flag("--send-again",
				"Take the statement that is in doubt not to have taken effect, so that the next run sends it again."));
		spec.addOption(
				CommandSyntax.flag("--mark-applied", "Take a migration whose undo has not finished to be applied."));
		spec.addOption(
				CommandSyntax.flag("--mark-undone", "Take a migration whose undo has not finished to be undone."));
		spec.addOption(CommandSyntax.flag("--dry-run", "Only show what would be changed."));
		spec.addOption(CommandSyntax.reason());
		spec.addOption(CommandSyntax.flag("--yes", "Ask nothing."));
	}

	@Override
	public ExitCode execute(CommandCall call) {
		RepairAction.Kind[] kinds = kinds(call);
		Map<String, Migrator> migrators = call.migrators();
		Map<String, RepairPlan> plans = new LinkedHashMap<>();
		migrators.forEach((name, migrator) -> plans.put(name, migrator.planRepair(kinds)));
		boolean needed = plans.values().stream().anyMatch((plan) -> !plan.actions().isEmpty());
		boolean dryRun = call.isSet("--dry-run");
		if (needed && !dryRun && call.mayAsk()) {
			plans.forEach((name, plan) -> {
				call.heading(name, plans.size());
				print(plan, "Would change", call.terminal());
			});
			if (!call.isAgreed("Change the history like this?")) {
				return ExitCode.FAILED;
			}
		}
		return call.changeEach(migrators, (name, migrator) -> {
			RepairPlan plan = plans.getOrDefault(name, new RepairPlan(List.of()));
			if (!dryRun && !plan.actions().isEmpty()) {
				migrator.repair(plan, call.value("--reason"));
			}
			return DatabaseResult.of(json(plan, !dryRun),
					(terminal) -> print(plan, dryRun ? "Would change" : "Changed", terminal));
		});
	}

	private static RepairAction.Kind[] kinds(CommandCall call) {
		return Stream.of(RepairAction.Kind.values())
			.filter((kind) -> call.isSet(option(kind)))
			.toArray(RepairAction.Kind[]::new);
	}

	private static String option(RepairAction.Kind kind) {
		return switch (kind) {
			case ADOPT_CHECKSUM -> "--checksums";
			case FORGET, FORGET_DELETED -> "--forget";
			case ACCEPT_STEPS -> "--accept-steps";
			case SEND_AGAIN -> "--send-again";
			case MARK_APPLIED -> "--mark-applied";
			case MARK_UNDONE -> "--mark-undone";
		};
	}

	private static Map<String, Object> json(RepairPlan plan, boolean done) {
		return JsonValues.object()
			.with("repaired", done)
			.with("actions",
					plan.actions()
						.stream()
						.map((action) -> JsonValues.object()
							.with("kind", action.kind())
							.with("description", action.description())
							.build())
						.toList())
			.build();
	}

	private static void print(RepairPlan plan, String verb, Terminal terminal) {
		if (plan.actions().isEmpty()) {
			terminal
				.line("There is nothing to repair. Other repairs than of checksums have to be asked for by an option.");
		}
		plan.actions().forEach((action) -> terminal.paragraph(verb + ": " + action.description()));
	}

}
