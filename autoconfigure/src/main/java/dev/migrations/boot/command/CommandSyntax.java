package dev.migrations.boot.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Syntax of the commands, with the options that all of them have.
 */
final class CommandSyntax {

	private static final int WIDEST_HELP = 100;

	private static final int NARROWEST_HELP = 55;

	private CommandSyntax() {
	}

	/**
	 * The syntax of commands.
	 * @param commands the commands
	 * @param width how many columns help may have
	 * @return what reads them
	 */
	static CommandLine of(List<Command> commands, int width) {
		CommandSpec root = CommandSpec.create().name(CommandArguments.KEYWORD);
		root.usageMessage()
			.description("Looks at the databases of this application and changes them, with the configuration and "
					+ "the profiles that the application itself would start with. No server is started, and no "
					+ "bean is created that migrations do not need.")
			.synopsisHeading("Usage: ")
			.customSynopsis("java -jar app.jar migrations <command> [options]")
			.descriptionHeading("%n")
			.optionListHeading("%nOptions:%n")
			.commandListHeading("%nCommands:%n")
			.footerHeading("%n")
			.footer("Properties of the application, such as --spring.datasource.url=… or "
					+ "--spring.profiles.active=…, may stand anywhere among the arguments.")
			.exitCodeListHeading("%nExit codes:%n")
			.exitCodeList(exitCodes());
		root.addOption(help());
		commands.forEach((command) -> root.addSubcommand(command.name(), subcommand(command)));
		root.addSubcommand("completion", Completion.spec().addOption(help()));
		root.addSubcommand("help", HelpTopic.spec());
		CommandLine result = new CommandLine(root);
		result.setUsageHelpWidth(Math.max(NARROWEST_HELP, Math.min(WIDEST_HELP, width)));
		result.setUsageHelpLongOptionsMaxWidth(28);
		return result;
	}

	private static CommandSpec subcommand(Command command) {
		CommandSpec spec = CommandSpec.create().name(command.name());
		UsageMessageSpec usage = spec.usageMessage();
		usage.synopsisHeading("%nUsage: ")
			.descriptionHeading("%n")
			.parameterListHeading("%nArguments:%n")
			.optionListHeading("%nOptions:%n")
			.sortOptions(false)
			.abbreviateSynopsis(true);
		command.describe(spec);
		spec.addOption(OptionSpec.builder("--database")
			.paramLabel("<name>")
			.type(List.class)
			.auxiliaryTypes(String.class)
			.splitRegex(",")
			.description("The database that it is about; may be repeated. All of them, unless given.")
			.build());
		spec.addOption(OptionSpec.builder("--tenant")
			.paramLabel("<id>")
			.type(List.class)
			.auxiliaryTypes(String.class)
			.splitRegex(",")
			.description("The tenant that it is about, in place of a database; may be repeated.")
			.build());
		spec.addOption(flag("--json", "Print one JSON document, and ask nothing."));
		spec.addOption(flag("--stacktrace", "Print stack traces of failures."));
		spec.addOption(help());
		return spec;
	}

	static OptionSpec flag(String name, String description) {
		return OptionSpec.builder(name).arity("0").type(boolean.class).description(description).build();
	}

	/**
	 * Why something is done that the audit records.
	 */
	static OptionSpec reason() {
		return OptionSpec.builder("--reason")
			.paramLabel("<text>")
			.type(String.class)
			.description("Why, for the audit.")
			.build();
	}

	private static OptionSpec help() {
		return OptionSpec.builder("--help", "-h")
			.usageHelp(true)
			.arity("0")
			.type(boolean.class)
			.description("Print this help.")
			.build();
	}

	private static Map<String, String> exitCodes() {
		Map<String, String> codes = new LinkedHashMap<>();
		for (ExitCode exitCode : ExitCode.values()) {
			codes.put(String.valueOf(exitCode.code()), exitCode.meaning() + ".");
		}
		return codes;
	}

}
