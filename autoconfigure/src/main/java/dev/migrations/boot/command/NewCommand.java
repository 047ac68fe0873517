package dev.migrations.boot.command;

import java.nio.file.Path;
import java.util.List;

import dev.migrations.NewMigration;
import dev.migrations.boot.terminal.Terminal;
import dev.migrations.model.Version;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * {@code new}: writes the next migration of the project.
 */
final class NewCommand implements Command {

	@Override
	public String name() {
		return "new";
	}

	@Override
	public void describe(CommandSpec spec) {
		spec.usageMessage()
			.header("Writes the file of the next migration.")
			.description("Writes the file of the next migration, in the spelling of those that there are, beside the "
					+ "highest of them, with a comment at its head. Overwrites nothing.");
		spec.addPositional(PositionalParamSpec.builder()
			.index("0..*")
			.arity("1..*")
			.required(true)
			.paramLabel("<description>")
			.type(List.class)
			.auxiliaryTypes(String.class)
			.description("What it does, in a few words.")
			.build());
		spec.addOption(CommandSyntax.flag("--undo", "Write the script that takes it back as well."));
		spec.addOption(CommandSyntax.flag("--repeatable", "Write a repeatable migration, which has no version."));
		spec.addOption(OptionSpec.builder("--version")
			.paramLabel("<version>")
			.type(Version.class)
			.converters(TargetOptions::version)
			.description("Its version. The next one, unless given.")
			.build());
		spec.addOption(OptionSpec.builder("--location")
			.paramLabel("<location>")
			.type(String.class)
			.description("Where to write it, for example file:src/main/resources/db/migration.")
			.build());
	}

	@Override
	public ExitCode execute(CommandCall call) {
		NewMigration migration = migration(call);
		return call.changeEach(call.migrator(), (name, migrator) -> {
			List<Path> files = migrator.create(migration);
			return DatabaseResult.of(
					JsonValues.object().with("files", files.stream().map(Path::toString).toList()).build(),
					(terminal) -> print(files, terminal));
		});
	}

	private static NewMigration migration(CommandCall call) {
		NewMigration migration = NewMigration.of(String.join(" ", call.arguments()));
		Version version = call.value("--version");
		String location = call.value("--location");
		if (call.isSet("--repeatable")) {
			migration = migration.repeatable();
		}
		if (version != null) {
			migration = migration.version(version);
		}
		if (call.isSet("--undo")) {
			migration = migration.withUndo();
		}
		return (location != null) ? migration.in(location) : migration;
	}

	private static void print(List<Path> files, Terminal terminal) {
		files.forEach((file) -> terminal.line("Wrote " + file));
	}

}
