package dev.migrations.execution;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.migrations.plan.Problem;

/**
 * Words what a first run would destroy. What each of the first statements does is said,
 * of the others where they are.
 */
final class LossReport {

	private static final int MOST_LINES = 10;

	private static final int MOST_PLACES = 30;

	private LossReport() {
	}

	/**
	 * Words it.
	 * @param lines what would be destroyed
	 * @param beginsAtZero whether a baseline of version 0 would leave out a migration
	 */
	static Problem of(List<Line> lines, boolean beginsAtZero) {
		String already = " that the database has already, although no migration has been recorded here. Nothing was sent "
				+ "and nothing was changed.";
		if (lines.size() == 1) {
			return new Problem(lines.get(0) + ". That would destroy data" + already, action(beginsAtZero));
		}
		StringBuilder text = new StringBuilder("These statements would destroy data").append(already);
		for (Line line : lines.subList(0, Math.min(lines.size(), MOST_LINES))) {
			text.append(System.lineSeparator()).append(line);
		}
		if (lines.size() > MOST_LINES) {
			text.append(System.lineSeparator()).append(more(lines.subList(MOST_LINES, lines.size())));
		}
		return new Problem(text.toString(), action(beginsAtZero));
	}

	private static String more(List<Line> lines) {
		Map<String, List<String>> places = new LinkedHashMap<>();
		for (Line line : lines.subList(0, Math.min(lines.size(), MOST_PLACES))) {
			places.computeIfAbsent(line.script(), (script) -> new ArrayList<>()).add(String.valueOf(line.line()));
		}
		List<String> scripts = new ArrayList<>();
		places.forEach((script, numbers) -> scripts
			.add(script + ((numbers.size() == 1) ? ", line " : ", lines ") + String.join(", ", numbers)));
		int untold = lines.size() - MOST_PLACES;
		return "and " + lines.size() + " more: " + String.join("; ", scripts)
				+ ((untold > 0) ? " and " + untold + " more" : "") + ".";
	}

	private static String action(boolean beginsAtZero) {
		return String.join(System.lineSeparator(),
				"If the history is in another schema or has another name, set migrations.schema or "
						+ "migrations.history-table.",
				"If the schema is built up to some version already, take it over: 'migrations baseline <version>', or "
						+ "migrations.baseline-on-migrate=true with migrations.baseline-version set to it.",
				beginsAtZero ? "If the loss is meant, remove yourself what is named here, and start again."
						: "If the loss is meant, migrations.baseline-on-migrate=true with "
								+ "migrations.baseline-version=0 applies everything.");
	}

	/**
	 * What would be destroyed.
	 *
	 * @param script how messages name the script
	 * @param line the line of the statement
	 * @param what what the statement does
	 */
	record Line(String script, long line, String what) {

		@Override
		public String toString() {
			return this.script + ", line " + this.line + ": " + this.what;
		}

	}

}
