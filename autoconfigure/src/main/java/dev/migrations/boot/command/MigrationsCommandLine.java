package dev.migrations.boot.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.migrations.boot.terminal.Style;
import dev.migrations.boot.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * All commands as picocli reads them. Only loaded where that is on the class path.
 */
final class MigrationsCommandLine {

	private static final List<Command> COMMANDS = List.of(new StatusCommand(), new HistoryCommand(),
			new CurrentCommand(), new PlanCommand(), new MigrateCommand(), new WaitCommand(), new ValidateCommand(),
			new UndoCommand(), new NewCommand(), new RenumberCommand(), new BaselineCommand(), new RepairCommand());

	private final Terminal terminal;

	private final Map<String, Command> commands = new LinkedHashMap<>();

	private final CommandLine commandLine;

	private MigrationsCommandLine(Terminal terminal) {
		this.terminal = terminal;
		COMMANDS.forEach((command) -> this.commands.put(command.name(), command));
		this.commandLine = CommandSyntax.of(COMMANDS, terminal.features().width());
	}

	/**
	 * Reads a command. Help is printed, and so is what is wrong with it.
	 * @param arguments its arguments
	 * @param terminal where to print
	 * @return the command
	 */
	static ParsedCommand parse(List<String> arguments, Terminal terminal) {
		return new MigrationsCommandLine(terminal).parse(arguments);
	}

	/**
	 * The commands with their options, without a terminal.
	 */
	static CommandLine describe(Terminal terminal) {
		return new MigrationsCommandLine(terminal).commandLine;
	}

	private ParsedCommand parse(List<String> arguments) {
		try {
			ParseResult result = this.commandLine.parseArgs(arguments.toArray(String[]::new));
			ParseResult called = result.hasSubcommand() ? result.subcommand() : result;
			if (called.isUsageHelpRequested()) {
				return help(called.commandSpec().commandLine());
			}
			if (!result.hasSubcommand()) {
				help(this.commandLine);
				return new Finished(ExitCode.USAGE);
			}
			if (called.commandSpec().name().equals("help")) {
				return helpAbout(called);
			}
			if (called.commandSpec().name().equals("completion")) {
				return new Finished(Completion.print(this.commandLine, called, this.terminal));
			}
			Command command = this.commands.get(called.commandSpec().name());
			return (command != null) ? new Called(command, called) : new Finished(ExitCode.USAGE);
		}
		catch (ParameterException ex) {
			return new Finished(mistake(ex, this.terminal));
		}
	}

	private ParsedCommand helpAbout(ParseResult called) {
		String name = called.matchedPositionalValue(0, "");
		CommandLine about = name.isEmpty() ? this.commandLine : this.commandLine.getSubcommands().get(name);
		if (about == null) {
			throw new ParameterException(this.commandLine, "There is no command '" + name + "'");
		}
		return help(about);
	}

	private ParsedCommand help(CommandLine about) {
		Ansi ansi = this.terminal.features().colours() ? Ansi.ON : Ansi.OFF;
		about.getUsageMessage(Help.defaultColorScheme(ansi)).lines().forEach(this.terminal::line);
		return new Finished(ExitCode.DONE);
	}

	private static ExitCode mistake(ParameterException mistake, Terminal terminal) {
		String called = mistake.getCommandLine().getCommandSpec().qualifiedName();
		terminal.error(terminal.styled(Style.BAD, "Error:") + " " + words(mistake) + ".");
		terminal.error("See '" + called + " --help'.");
		return ExitCode.USAGE;
	}

	private static String words(ParameterException mistake) {
		if (mistake instanceof UnmatchedArgumentException unmatched
				&& unmatched.getCommandLine().getCommandSpec().name().equals(CommandArguments.KEYWORD)) {
			String word = unmatched.getUnmatched().get(0);
			String nearest = CommandArguments.nearest(word);
			return "there is no command or option '" + word + "'"
					+ ((nearest != null) ? "; was '" + nearest + "' meant" : "");
		}
		// Some of picocli's own words begin so, and so does what they are printed behind.
		String words = String.valueOf(mistake.getMessage()).replaceFirst("^Error: ", "");
		return Character.toLowerCase(words.charAt(0)) + words.substring(1);
	}

	/**
	 * Command that ended while it was read.
	 */
	private record Finished(ExitCode finished) implements ParsedCommand {

		@Override
		public boolean stackTraces() {
			return false;
		}

		@Override
		public boolean waits() {
			return false;
		}

		@Override
		public boolean executes() {
			return false;
		}

		@Override
		public ExitCode execute(ConfigurableApplicationContext context, Terminal terminal) {
			return this.finished;
		}

		@Override
		public ExitCode failed(CommandFailure failure, Terminal terminal) {
			return this.finished;
		}

	}

	/**
	 * Command that is to be executed.
	 */
	private record Called(Command command, ParseResult options) implements ParsedCommand {

		@Override
		public @Nullable ExitCode finished() {
			return null;
		}

		@Override
		public boolean stackTraces() {
			return this.options.hasMatchedOption("--stacktrace");
		}

		@Override
		public boolean waits() {
			return this.command instanceof WaitCommand;
		}

		@Override
		public boolean executes() {
			return this.command instanceof MigrateCommand || this.command instanceof UndoCommand;
		}

		@Override
		public ExitCode execute(ConfigurableApplicationContext context, Terminal terminal) {
			try {
				return this.command.execute(new CommandCall(this.options, context, terminal));
			}
			catch (ParameterException ex) {
				return mistake(ex, terminal);
			}
			catch (Exception ex) {
				return failed(CommandFailure.of(ex, context), terminal);
			}
		}

		@Override
		public ExitCode failed(CommandFailure failure, Terminal terminal) {
			if (this.options.hasMatchedOption("--json")) {
				CommandResults.document(terminal, this.command.name(), Map.of("error", failure.json()));
			}
			failure.print(terminal, stackTraces());
			return failure.exitCode();
		}

	}

}
