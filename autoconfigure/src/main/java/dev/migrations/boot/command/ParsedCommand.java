package dev.migrations.boot.command;

import dev.migrations.boot.terminal.Terminal;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Command as it was read.
 */
interface ParsedCommand {

	/**
	 * How it ended, if reading it was all there was to do.
	 */
	@Nullable ExitCode finished();

	/**
	 * Whether stack traces are wanted.
	 */
	boolean stackTraces();

	/**
	 * Whether it only waits, so that only the log tells how it gets on.
	 */
	boolean waits();

	/**
	 * Whether it executes migrations, and does not only look at them or at the history.
	 */
	boolean executes();

	/**
	 * Executes it.
	 * @param context the application's context
	 * @param terminal where its result goes
	 */
	ExitCode execute(ConfigurableApplicationContext context, Terminal terminal);

	/**
	 * Says why it cannot be executed.
	 * @param failure why
	 * @param terminal where that is said
	 */
	ExitCode failed(CommandFailure failure, Terminal terminal);

}
