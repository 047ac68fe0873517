package dev.migrations.boot.command;

import dev.migrations.MigrationStatus;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code current}: the version of each database, for scripts.
 */
final class CurrentCommand implements Command {

	@Override
	public String name() {
		return "current";
	}

	@Override
	public void describe(CommandSpec spec) {
		spec.usageMessage()
			.header("Prints the version of the database.")
			.description("Prints the highest version applied, or 'none', and nothing else.");
	}

	@Override
	public ExitCode execute(CommandCall call) {
		return call.askEach((name, migrator) -> {
			MigrationStatus status = migrator.status();
			return DatabaseResult.of(
					JsonValues.object()
						.with("vendor", status.vendor())
						.with("current", status.current())
						.with("head", status.head())
						.with("upToDate", status.isUpToDate())
						.build(),
					(terminal) -> terminal.line((status.current() != null) ? status.current().toString() : "none"));
		});
	}

}
