package dev.migrations.boot.terminal;

import dev.migrations.MigrationPlan;
import dev.migrations.boot.terminal.Table.Cell;
import dev.migrations.boot.terminal.Table.Column;

/**
 * Plan as people see it before they agree to it.
 *
 * @param plan the plan
 */
public record PlanView(MigrationPlan plan) {

	/**
	 * Prints the plan.
	 * @param terminal where
	 */
	public void print(Terminal terminal) {
		if (!this.plan.steps().isEmpty()) {
			Table table = new Table(terminal, Column.fixed("Version", 0), new Column("Description", 0, 12),
					new Column("Why", 1, 10), new Column("Script", 2, 14));
			for (MigrationPlan.Step step : this.plan.steps()) {
				table.row((step.version() != null) ? Cell.of(step.version()) : new Cell("repeatable", Style.FAINT),
						Cell.of(step.description()), new Cell(step.reason(), Style.DUE), Cell.of(step.script()));
			}
			table.print();
		}
		this.plan.warnings()
			.forEach((warning) -> terminal.paragraph(terminal.styled(Style.WARNING, "Warning:") + " " + warning));
		this.plan.problems()
			.forEach((problem) -> terminal.paragraph(terminal.styled(Style.BAD, "Problem:") + " " + problem));
		terminal.line(summary());
	}

	private String summary() {
		int steps = this.plan.steps().size();
		if (!this.plan.problems().isEmpty()) {
			return "Nothing would be applied before " + ((this.plan.problems().size() == 1) ? "this is" : "these are")
					+ " settled.";
		}
		return switch (steps) {
			case 0 -> "Nothing is pending in the " + this.plan.vendor() + " database.";
			case 1 -> "1 migration is due in the " + this.plan.vendor() + " database.";
			default -> steps + " migrations are due in the " + this.plan.vendor() + " database.";
		};
	}

}
