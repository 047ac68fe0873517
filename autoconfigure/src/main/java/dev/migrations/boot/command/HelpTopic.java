package dev.migrations.boot.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * {@code help}: the same as {@code --help} behind a command.
 */
final class HelpTopic {

	private HelpTopic() {
	}

	static CommandSpec spec() {
		CommandSpec spec = CommandSpec.create().name("help");
		spec.usageMessage().description("Explains a command.");
		spec.addPositional(PositionalParamSpec.builder()
			.index("0")
			.arity("0..1")
			.type(String.class)
			.paramLabel("<command>")
			.description("The command.")
			.build());
		return spec;
	}

}
