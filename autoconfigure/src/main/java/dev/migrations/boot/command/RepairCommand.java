package dev.migrations.boot.command;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrations.Migrator;
import dev.migrations.RepairPlan;
import dev.migrations.boot.terminal.Terminal;
import dev.migrations.model.InvalidSettingsException;
import dev.migrations.model.RepairAction;
import dev.migrations.model.Version;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * {@code repair}: shows what is to be changed in the history, and changes exactly that.
 */
final class RepairCommand implements Command {

	private static final String MISSING = "--accept-missing";

	private static final String ACCEPT_STEPS = "--accept-steps";

	private static final String FROM_LINE = "--from-line";

	private static final String SEND_AGAIN = "--send-again";

	private static final String MARK_APPLIED = "--mark-applied";

	private static final String MARK_UNDONE = "--mark-undone";

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
				"Forget migrations that failed, were not finished or had no statements, so that they are applied from "
						+ "their beginning, and repeatable ones whose files were deleted."));
		spec.addOption(OptionSpec.builder(MISSING)
			.paramLabel("<version>")
			.arity("0..1")
			.type(List.class)
			.auxiliaryTypes(Version.class)
			.converters(TargetOptions::version)
			.splitRegex(",")
			.description("Accept that applied migrations have no file any more, because it was deleted on purpose: "
					+ "those with these versions, or all that are missing.")
			.build());
		spec.addArgGroup(ArgGroupSpec.builder()
			.exclusive(false)
			.multiplicity("0..1")
			.addArg(OptionSpec.builder(ACCEPT_STEPS)
				.arity("0")
				.type(boolean.class)
				.required(true)
				.description("Take the statement that is in doubt to be done, and those in front of it to be as the "
						+ "file has them now, so that the next run goes on behind it.")
				.build())
			.addArg(OptionSpec.builder(FROM_LINE)
				.paramLabel("<line>")
				.type(Integer.class)
				.description("The line of the statement that the next run is to send first, where the file was edited "
						+ "so that the journal does not tell.")
				.build())
			.build());
		spec.addOption(CommandSyntax.flag(SEND_AGAIN,
				"Take the statement that is in doubt not to have taken effect, so that the next run sends it again."));
		spec.addOption(CommandSyntax.flag(MARK_APPLIED, "Take a migration whose undo has not finished to be applied."));
		spec.addOption(CommandSyntax.flag(MARK_UNDONE, "Take a migration whose undo has not finished to be undone."));
		spec.addOption(CommandSyntax.flag("--dry-run", "Only show what would be changed."));
		spec.addOption(CommandSyntax.reason());
		spec.addOption(CommandSyntax.flag("--yes", "Ask nothing."));
	}

	@Override
	public ExitCode execute(CommandCall call) {
		requireOneOf(call, ACCEPT_STEPS, SEND_AGAIN);
		requireOneOf(call, MARK_APPLIED, MARK_UNDONE);
		RepairAction.Kind[] kinds = kinds(call);
		Integer fromLine = call.value(FROM_LINE);
		if (fromLine != null && kinds.length > 1) {
			throw call.misused("With " + FROM_LINE + " nothing but " + ACCEPT_STEPS + " can be asked for");
		}
		// A line is one of a script in one database: another one has got further.
		Map<String, Migrator> migrators = (fromLine != null) ? call.migrator() : call.migrators();
		Map<String, RepairPlan> plans = new LinkedHashMap<>();
		migrators.forEach((name, migrator) -> plans.put(name,
				(fromLine != null) ? migrator.planAcceptedSteps(fromLine) : migrator.planRepair(kinds)));
		List<Version> missing = call.value(MISSING);
		if (missing != null && !missing.isEmpty()) {
			plans.replaceAll((name, plan) -> only(missing, plan));
			requireMissing(missing, plans.values());
		}
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

	private static RepairPlan only(List<Version> missing, RepairPlan plan) {
		return new RepairPlan(plan.actions()
			.stream()
			.filter((action) -> action.kind() != RepairAction.Kind.ACCEPT_MISSING
					|| missing.contains(action.row().version()))
			.toList());
	}

	private static void requireMissing(List<Version> missing, Collection<RepairPlan> plans) {
		Set<Version> found = plans.stream()
			.flatMap((plan) -> plan.actions().stream())
			.filter((action) -> action.kind() == RepairAction.Kind.ACCEPT_MISSING)
			.map((action) -> action.row().version())
			.filter(Objects::nonNull)
			.collect(Collectors.toSet());
		List<Version> others = missing.stream().filter((version) -> !found.contains(version)).toList();
		if (!others.isEmpty()) {
			throw new InvalidSettingsException(
					"No migration of version " + others.get(0) + " is missing. Nothing was changed.",
					"Name versions that the status shows as missing. What it shows as future is above all files here: newer "
							+ "code may have it, and it is missing only once there is a higher one here.");
		}
	}

	private static void requireOneOf(CommandCall call, String one, String other) {
		if (call.isSet(one) && call.isSet(other)) {
			throw call.misused("Only one of " + one + " and " + other + " can be true");
		}
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
			case ACCEPT_MISSING -> MISSING;
			case ACCEPT_STEPS -> ACCEPT_STEPS;
			case SEND_AGAIN -> SEND_AGAIN;
			case MARK_APPLIED -> MARK_APPLIED;
			case MARK_UNDONE -> MARK_UNDONE;
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
							.with("resumption", json(action.resumption()))
							.build())
						.toList())
			.build();
	}

	private static @Nullable Map<String, Object> json(RepairAction.@Nullable Resumption resumption) {
		if (resumption == null) {
			return null;
		}
		JsonValues json = JsonValues.object().with("done", resumption.done());
		return !resumption.sendsMore() ? json.build()
				: json.with("statement", resumption.statement())
					.with("line", resumption.line())
					.with("text", resumption.text())
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
