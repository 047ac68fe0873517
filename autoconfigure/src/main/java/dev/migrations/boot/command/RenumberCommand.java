package dev.migrations.boot.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import dev.migrations.Migrator;
import dev.migrations.Renumbering;
import dev.migrations.boot.terminal.Terminal;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * {@code renumber}: gives a migration the next version that is free.
 */
final class RenumberCommand implements Command {

	@Override
	public String name() {
		return "renumber";
	}

	@Override
	public void describe(CommandSpec spec) {
		spec.usageMessage()
			.header("Gives a migration the next version that is free.")
			.description("Gives a migration the next version that is free, which settles that two branches have taken "
					+ "the same one. Renames nothing that is applied. On a terminal you are asked.");
		spec.addPositional(PositionalParamSpec.builder()
			.index("0")
			.arity("1")
			.required(true)
			.type(String.class)
			.paramLabel("<script>")
			.description("The migration, relative to its location.")
			.build());
		spec.addOption(CommandSyntax.flag("--yes", "Ask nothing."));
	}

	@Override
	public ExitCode execute(CommandCall call) {
		String script = call.argument(String.class);
		Map<String, Migrator> migrators = call.migrator();
		Map<String, Renumbering> plans = new LinkedHashMap<>();
		migrators.forEach((name, migrator) -> plans.put(name, migrator.planRenumber(script)));
		if (call.mayAsk()) {
			plans.values().forEach((plan) -> print(plan, "Would rename ", call.terminal()));
			if (!call.isAgreed("Rename?")) {
				return ExitCode.FAILED;
			}
		}
		return call.changeEach(migrators, (name, migrator) -> {
			Renumbering plan = Objects.requireNonNull(plans.get(name));
			migrator.renumber(plan);
			return DatabaseResult.of(JsonValues.object()
				.with("renamed", plan.moves()
					.entrySet()
					.stream()
					.map((move) -> JsonValues.object().with("from", move.getKey()).with("to", move.getValue()).build())
					.toList())
				.build(), (terminal) -> print(plan, "Renamed ", terminal));
		});
	}

	private static void print(Renumbering plan, String verb, Terminal terminal) {
		for (Map.Entry<Path, Path> move : plan.moves().entrySet()) {
			terminal.line(verb + move.getKey() + " to " + move.getValue().getFileName());
		}
	}

}
