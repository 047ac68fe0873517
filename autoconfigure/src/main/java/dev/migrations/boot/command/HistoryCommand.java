package dev.migrations.boot.command;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import dev.migrations.MigrationInfo;
import dev.migrations.MigrationStatus;
import dev.migrations.boot.terminal.Table;
import dev.migrations.boot.terminal.Table.Cell;
import dev.migrations.boot.terminal.Table.Column;
import dev.migrations.boot.terminal.Terminal;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code history}: what was applied, in that order.
 */
final class HistoryCommand implements Command {

	@Override
	public String name() {
		return "history";
	}

	@Override
	public void describe(CommandSpec spec) {
		spec.usageMessage()
			.description("Shows what was applied to the database, in the order in which that happened, by whom, and "
					+ "how long it took.");
	}

	@Override
	public ExitCode execute(CommandCall call) {
		return call.askEach((name, migrator) -> {
			MigrationStatus status = migrator.status();
			List<MigrationInfo> applied = status.migrations()
				.stream()
				.filter((migration) -> migration.order() != null)
				.sorted(Comparator.comparing((migration) -> Objects.requireNonNullElse(migration.order(), 0L)))
				.toList();
			return DatabaseResult.of(JsonValues.object()
				.with("vendor", status.vendor())
				.with("current", status.current())
				.with("history", applied.stream().map(JsonValues::of).toList())
				.build(), (terminal) -> print(applied, terminal));
		});
	}

	private static void print(List<MigrationInfo> applied, Terminal terminal) {
		if (applied.isEmpty()) {
			terminal.line("Nothing was applied yet.");
			return;
		}
		Table table = new Table(terminal, Column.fixed("Applied at (UTC)", 0), Column.fixed("Version", 0),
				new Column("Script", 0, 14), Column.fixed("State", 0), new Column("By", 2, 6), Column.fixed("Took", 3));
		for (MigrationInfo migration : applied) {
			table.row(Cell.of(Words.time(migration.appliedAt())), Words.version(migration.version()),
					Cell.of((migration.script() != null) ? migration.script() : migration.description()),
					Words.state(migration), Cell.of((migration.appliedBy() != null) ? migration.appliedBy() : ""),
					Cell.of(Words.duration(migration.executionTime())));
		}
		table.print();
	}

}
