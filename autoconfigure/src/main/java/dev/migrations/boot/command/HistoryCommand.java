package dev.migrations.boot.command;

import java.util.List;

import dev.migrations.boot.terminal.Style;
import dev.migrations.boot.terminal.Table;
import dev.migrations.boot.terminal.Table.Cell;
import dev.migrations.boot.terminal.Table.Column;
import dev.migrations.boot.terminal.Terminal;
import dev.migrations.model.AppliedMigration;
import dev.migrations.model.MigrationType;
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
			.description("Shows what the history records, in the order in which it was applied: when, by whom, and how "
					+ "long it took; also what was undone, and what has no file here.");
	}

	@Override
	public ExitCode execute(CommandCall call) {
		return call.askEach(call.migrators(), (name, migrator) -> {
			List<AppliedMigration> rows = migrator.history();
			return DatabaseResult.of(
					JsonValues.object().with("history", rows.stream().map(JsonValues::of).toList()).build(),
					(terminal) -> print(rows, terminal));
		});
	}

	private static void print(List<AppliedMigration> rows, Terminal terminal) {
		if (rows.isEmpty()) {
			terminal.line("Nothing was applied yet.");
			return;
		}
		Table table = new Table(terminal, Column.fixed("At (UTC)", 0), Column.fixed("Version", 0),
				new Column("Script", 0, 14), Column.fixed("State", 0), new Column("By", 2, 6), Column.fixed("Took", 3));
		for (AppliedMigration row : rows) {
			String version = (row.type() != MigrationType.REPEATABLE) ? row.spelling() : null;
			table.row(Cell.of(Words.time(row.appliedAt())), Words.version(version),
					Cell.of(row.script().isEmpty() ? row.description() : row.script()),
					new Cell(Words.lower(row.state()), style(row)),
					Cell.of((row.appliedBy() != null) ? row.appliedBy() : ""),
					Cell.of(Words.duration(row.executionTime())));
		}
		table.print();
	}

	private static Style style(AppliedMigration row) {
		return switch (row.state()) {
			case APPLIED, BASELINE -> Style.GOOD;
			case RUNNING, UNDOING -> Style.WARNING;
			case FAILED -> Style.BAD;
			case UNDONE -> Style.FAINT;
		};
	}

}
