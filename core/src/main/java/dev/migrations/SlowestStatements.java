package dev.migrations;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.migrations.model.SlowStatement;

/**
 * The statements of a run that took longest, of those that took long at all.
 */
final class SlowestStatements {

	private static final int MOST = 3;

	private final List<SlowStatement> statements = new ArrayList<>();

	/**
	 * Adds a statement. One that was rolled back and sent again is only there once.
	 */
	void add(SlowStatement slow) {
		this.statements.removeIf((other) -> other.script().equals(slow.script()) && other.first() == slow.first());
		this.statements.add(slow);
		this.statements.sort(Comparator.comparing(SlowStatement::duration).reversed());
		if (this.statements.size() > MOST) {
			this.statements.remove(MOST);
		}
	}

	/**
	 * The statements, the slowest first.
	 */
	List<SlowStatement> list() {
		return List.copyOf(this.statements);
	}

	/**
	 * The slowest of two parts of a run.
	 */
	static List<SlowStatement> of(List<SlowStatement> first, List<SlowStatement> second) {
		SlowestStatements both = new SlowestStatements();
		first.forEach(both::add);
		second.forEach(both::add);
		return both.list();
	}

	/**
	 * One line for the log.
	 * @param slowest at least one statement
	 */
	static String sentence(List<SlowStatement> slowest) {
		return ((slowest.size() == 1) ? "Slowest statement: " : "Slowest statements: ") + slowest.stream()
			.map((slow) -> slow.place() + String.format(Locale.ROOT, " %.1f s", slow.duration().toMillis() / 1000.0))
			.collect(Collectors.joining("; "));
	}

}
