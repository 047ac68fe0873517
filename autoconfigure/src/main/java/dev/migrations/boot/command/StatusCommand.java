package dev.migrations.boot.command;

import dev.migrations.MigrationInfo;
import dev.migrations.MigrationStatus;
import dev.migrations.boot.terminal.Style;
import dev.migrations.boot.terminal.Table;
import dev.migrations.boot.terminal.Table.Cell;
import dev.migrations.boot.terminal.Table.Column;
import dev.migrations.boot.terminal.Terminal;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code status}: every migration with its state.
 */
final class StatusCommand implements Command {

	@Override
	public String name() {
		return "status";
	}

	@Override
	public void describe(CommandSpec spec) {
		spec.usageMessage()
			.header("Shows every migration with its state.")
			.description("Shows every migration with its state: what is applied, what is pending, and what is wrong. "
					+ "Changes nothing and waits for no lock. Ends with exit code 0 whatever there is to see: whether "
					+ "files and history fit together is asked with 'validate'.");
	}

	@Override
	public ExitCode execute(CommandCall call) {
		return call.askAll("up to date", (name, migrator) -> {
			MigrationStatus status = migrator.status();
			DatabaseResult result = DatabaseResult.of(JsonValues.of(status), (terminal) -> print(status, terminal));
			return status.isUpToDate() ? result : result.remarkable();
		});
	}

	private static void print(MigrationStatus status, Terminal terminal) {
		terminal.paragraph(Words.headline(status, terminal));
		if (status.running() != null) {
			terminal.paragraph(terminal.styled(Style.WARNING, "Running:") + " " + status.running().toSentence() + ".");
		}
		if (status.migrations().isEmpty()) {
			return;
		}
		Table table = new Table(terminal, Column.fixed("Version", 0), new Column("Description", 0, 12),
				Column.fixed("State", 0), Column.fixed("Checksum", 2), Column.fixed("Applied at (UTC)", 3),
				new Column("By", 4, 6), Column.fixed("Took", 5));
		for (MigrationInfo migration : status.migrations()) {
			table.row(Words.version(migration.version()), Cell.of(migration.description()), Words.state(migration),
					Words.checksum(migration.checksum().status()), Cell.of(Words.time(migration.appliedAt())),
					Cell.of(Words.orNothing(migration.appliedBy())),
					Cell.of(Words.duration(migration.executionTime())));
		}
		table.print();
		status.problems()
			.forEach((problem) -> terminal.paragraph(terminal.styled(Style.BAD, "Problem:") + " " + problem));
		status.notes().forEach((note) -> terminal.paragraph(terminal.styled(Style.WARNING, "Note:") + " " + note));
	}

}
