package dev.migrations.boot.command;

import java.util.Map;

import dev.migrations.Migrator;
import dev.migrations.model.Version;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * {@code baseline}: takes an existing schema to be built up to a version.
 */
final class BaselineCommand implements Command {

	@Override
	public String name() {
		return "baseline";
	}

	@Override
	public void describe(CommandSpec spec) {
		spec.usageMessage()
			.header("Takes an existing schema to be built up to a version.")
			.description("Records that an existing schema is built up to a version, so that migrations up to and "
					+ "including it are not applied. On a terminal you are asked.");
		spec.addPositional(PositionalParamSpec.builder()
			.index("0")
			.arity("1")
			.required(true)
			.paramLabel("<version>")
			.type(Version.class)
			.converters(TargetOptions::version)
			.description("The version.")
			.build());
		spec.addOption(CommandSyntax.flag("--replace",
				"Correct a baseline that was recorded with the wrong version; everything applied since has to be above."));
		spec.addOption(CommandSyntax.reason());
		spec.addOption(CommandSyntax.flag("--yes", "Ask nothing."));
	}

	@Override
	public ExitCode execute(CommandCall call) {
		Version version = call.argument(Version.class);
		Map<String, Migrator> migrators = call.migrator();
		boolean replaces = call.isSet("--replace");
		if (!call.isAgreed("Take the existing schema to be built up to version " + version
				+ (replaces ? ", in place of the baseline that is recorded?" : "?"))) {
			return ExitCode.FAILED;
		}
		return call.changeEach(migrators, (name, migrator) -> {
			if (replaces) {
				migrator.replaceBaseline(version, call.value("--reason"));
			}
			else {
				migrator.baseline(version, call.value("--reason"));
			}
			return DatabaseResult.of(JsonValues.object().with("baseline", version).build(),
					(terminal) -> terminal.line("Migrations up to version " + version + " are taken to be applied."));
		});
	}

}
