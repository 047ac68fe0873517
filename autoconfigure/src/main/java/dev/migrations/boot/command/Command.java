package dev.migrations.boot.command;

import picocli.CommandLine.Model.CommandSpec;

/**
 * One of the commands.
 */
interface Command {

	/**
	 * Its name.
	 */
	String name();

	/**
	 * Describes it and adds the options that it has beside those of all.
	 * @param spec what to add to
	 */
	void describe(CommandSpec spec);

	/**
	 * Executes it.
	 * @param call what it was called with
	 */
	ExitCode execute(CommandCall call);

}
