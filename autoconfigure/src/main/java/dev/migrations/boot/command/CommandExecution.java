package dev.migrations.boot.command;

import java.io.PrintStream;
import java.util.List;

import dev.migrations.boot.terminal.Terminal;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.CommandLineRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.ClassUtils;

/**
 * One command, from its arguments to the end of the process.
 */
final class CommandExecution {

	private final ParsedCommand command;

	private final Terminal terminal;

	private final PrintStream out;

	private CommandExecution(ParsedCommand command, Terminal terminal, PrintStream out) {
		this.command = command;
		this.terminal = terminal;
		this.out = out;
	}

	/**
	 * Parses a command, and ends the process if that is all there is to do. From here on
	 * standard output is for the result alone: what the application prints goes to
	 * standard error.
	 * @param arguments the arguments of the command
	 * @param environment the environment, with the application's configuration
	 * @return the command that is to be executed
	 */
	static CommandExecution begin(List<String> arguments, ConfigurableEnvironment environment) {
		Terminal terminal = Terminal.system(environment);
		PrintStream out = System.out;
		System.setOut(System.err);
		if (!ClassUtils.isPresent("picocli.CommandLine", CommandExecution.class.getClassLoader())) {
			terminal.error("Error: this application was started with '" + CommandArguments.KEYWORD + " "
					+ String.join(" ", arguments)
					+ "', but picocli, with which commands are read, was excluded from it.");
			terminal.error("Add the dependency info.picocli:picocli, or set migrations.command.enabled=false to start "
					+ "the application with these arguments.");
			exit(ExitCode.USAGE);
		}
		ParsedCommand command = MigrationsCommandLine.parse(arguments, terminal);
		if (command.finished() != null) {
			exit(command.finished());
		}
		new CommandEnvironment(environment).prepare(command, terminal.features().movable());
		return new CommandExecution(command, terminal, out);
	}

	/**
	 * Leaves the command to a child of the application, which comes next, sees the
	 * databases of both, and executes it with the same arguments. The runners of the
	 * application are not executed.
	 * @param context the application's context
	 */
	void leaveToChild(ConfigurableApplicationContext context) {
		if (context.getBeanFactory() instanceof DefaultListableBeanFactory factory) {
			for (Class<?> type : List.of(ApplicationRunner.class, CommandLineRunner.class)) {
				for (String runner : factory.getBeanNamesForType(type, true, false)) {
					factory.removeBeanDefinition(runner);
				}
			}
		}
		System.setOut(this.out);
	}

	/**
	 * Executes the command and ends the process.
	 * @param context the application's context
	 */
	void execute(ConfigurableApplicationContext context) {
		ExitCode exitCode = this.command.execute(context, this.terminal);
		context.close();
		exit(exitCode);
	}

	/**
	 * Says why there is no context, and ends the process.
	 * @param context the application's context; null if there is none yet
	 * @param failure what was thrown
	 */
	void failed(@Nullable ConfigurableApplicationContext context, Throwable failure) {
		exit(this.command.failed(CommandFailure.of(failure, context), this.terminal));
	}

	private static void exit(ExitCode exitCode) {
		System.exit(exitCode.code());
	}

}
