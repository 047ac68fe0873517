package dev.migrations.boot.command;

import dev.migrations.boot.terminal.Terminal;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * {@code completion}: what lets a shell complete commands and options.
 */
final class Completion {

	private Completion() {
	}

	static CommandSpec spec() {
		CommandSpec spec = CommandSpec.create().name("completion");
		spec.usageMessage()
			.header("Prints a script for the completion of bash and zsh.")
			.description("Prints a script that lets bash and zsh complete these commands behind a shell function or "
					+ "program of your own that runs 'java -jar app.jar migrations \"$@\"'.");
		spec.addPositional(PositionalParamSpec.builder()
			.index("0")
			.arity("1")
			.required(true)
			.type(String.class)
			.paramLabel("<name>")
			.description("The name of that function or program.")
			.build());
		return spec;
	}

	static ExitCode print(CommandLine commandLine, ParseResult called, Terminal terminal) {
		String name = called.matchedPositionalValue(0, "");
		if (!name.matches("[A-Za-z0-9_-]+")) {
			throw new ParameterException(called.commandSpec().commandLine(),
					"'" + name + "' is no name of a function or program");
		}
		AutoComplete.bash(name, commandLine).lines().forEach(terminal::line);
		return ExitCode.DONE;
	}

}
