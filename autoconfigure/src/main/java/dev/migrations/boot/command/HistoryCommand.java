package dev.migrations.boot.command;

import java.util.List;

import dev.migrations.boot.terminal.Style;
import dev.migrations.boot.terminal.Table;
import dev.migrations.boot.terminal.Table.Cell;
import dev.migrations.boot.terminal.Table.Column;
import dev.migrations.boot.terminal.Terminal;
import dev.migrations.model.AppliedMigration;
import dev.migrations.model.AuditEntry;
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
			.header("Shows what was applied, in that order.")
			.description("Shows what the history records, in the order in which it was applied: when, by whom, and how "
					+ "long it took; also what was undone, and what has no file here.");
		spec.addOption(CommandSyntax.flag("--all",
				"Show the audit as well: every baseline, repair and undo, by whom, and why."));
	}

	@Override
	public ExitCode execute(CommandCall call) {
		boolean all = call.isSet("--all");
		return call.askEach((name, migrator) -> {
			List<AppliedMigration> rows = migrator.history();
			List<AuditEntry> audit = all ? migrator.audit() : List.of();
			return DatabaseResult.of(JsonValues.object()
				.with("history", rows.stream().map(JsonValues::of).toList())
				.with("audit", all ? audit.stream().map(JsonValues::of).toList() : null)
				.build(), (terminal) -> {
					print(rows, terminal);
					if (all) {
						printAudit(audit, terminal);
					}
				});
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
					new Cell(Words.lower(row.state()), style(row)), Cell.of(Words.orNothing(row.appliedBy())),
					Cell.of(Words.duration(row.executionTime())));
		}
		table.print();
	}

	private static Style style(AppliedMigration row) {
		return switch (row.state()) {
			case APPLIED, BASELINE -> Style.GOOD;
			case RUNNING, UNDOING -> Style.WARNING;
			case FAILED -> Style.BAD;
			case UNDONE, RETIRED -> Style.FAINT;
		};
	}

	private static void printAudit(List<AuditEntry> audit, Terminal terminal) {
		if (audit.isEmpty()) {
			terminal.line("Nothing was baselined, repaired or undone.");
			return;
		}
		Table table = new Table(terminal, Column.fixed("At (UTC)", 0), Column.fixed("Action", 0),
				Column.fixed("Migration", 0), new Column("What", 0, 14), new Column("Why", 1, 10),
				new Column("By", 2, 6));
		for (AuditEntry entry : audit) {
			table.row(Cell.of(Words.time(entry.performedAt())), Cell.of(Words.lower(entry.action())),
					Cell.of(entry.migration()), Cell.of(entry.detail()), Cell.of(Words.orNothing(entry.reason())),
					Cell.of(Words.orNothing(entry.performedBy())));
		}
		table.print();
	}

}
