package dev.migrations.boot.terminal;

import java.util.Locale;

import dev.migrations.MigrationPlan;
import dev.migrations.boot.terminal.Table.Cell;
import dev.migrations.boot.terminal.Table.Column;

/**
 * Plan as people see it before they agree to it.
 *
 * @param plan the plan
 */
public record PlanView(MigrationPlan plan) {

	private static final int MOST_STATEMENTS = 20;

	/**
	 * Prints the plan.
	 * @param terminal where
	 */
	public void print(Terminal terminal) {
		if (!this.plan.steps().isEmpty()) {
			Table table = new Table(terminal, Column.fixed("Version", 0), new Column("Description", 0, 12),
					new Column("Why", 1, 10), Column.fixed("Statements", 3), Column.fixed("Transaction", 2),
					new Column("Script", 4, 14));
			for (MigrationPlan.Step step : this.plan.steps()) {
				table.row((step.version() != null) ? Cell.of(step.version()) : new Cell("repeatable", Style.FAINT),
						Cell.of(step.description()), new Cell(step.reason(), Style.DUE),
						Cell.of(String.valueOf(step.statementCount())),
						step.transactional() ? Cell.of("yes") : new Cell("no", Style.WARNING), Cell.of(step.script()));
			}
			table.print();
		}
		this.plan.warnings()
			.forEach((warning) -> terminal.paragraph(terminal.styled(Style.WARNING, "Warning:") + " " + warning));
		this.plan.problems()
			.forEach((problem) -> terminal.paragraph(terminal.styled(Style.BAD, "Problem:") + " " + problem));
		terminal.line(summary());
	}

	/**
	 * Prints the statements of each migration, the first lines of the first of them.
	 * @param terminal where
	 */
	public void printStatements(Terminal terminal) {
		for (MigrationPlan.Step step : this.plan.steps()) {
			terminal.line(terminal.styled(Style.BOLD, step.script())
					+ (step.transactional() ? ", in one transaction" : ", not in one transaction"));
			Table table = new Table(terminal, Column.fixed("Number", 0), Column.fixed("Line", 1),
					Column.fixed("Kind", 2), Column.fixed("Commits", 1), new Column("Statement", 0, 20));
			step.statements()
				.stream()
				.limit(MOST_STATEMENTS)
				.forEach((statement) -> table.row(Cell.of(String.valueOf(statement.number())),
						Cell.of(String.valueOf(statement.line())),
						Cell.of(statement.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')),
						statement.transactional() ? Cell.of("") : new Cell("by itself", Style.WARNING),
						Cell.of(statement.text().strip())));
			table.print();
			int more = step.statementCount() - Math.min(step.statements().size(), MOST_STATEMENTS);
			if (more > 0) {
				terminal.line("and " + more + " more");
			}
		}
	}

	private String summary() {
		int steps = this.plan.steps().size();
		if (!this.plan.problems().isEmpty()) {
			return "Not all of it can be applied before "
					+ ((this.plan.problems().size() == 1) ? "this is" : "these are") + " settled.";
		}
		return switch (steps) {
			case 0 -> "Nothing is pending in the " + this.plan.vendor() + " database.";
			case 1 -> "1 migration is due in the " + this.plan.vendor() + " database.";
			default -> steps + " migrations are due in the " + this.plan.vendor() + " database.";
		};
	}

}
