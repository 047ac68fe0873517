package dev.migrations.reliability.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Scripts that are applied together, in this order.
 *
 * @param scripts the scripts
 */
record MigrationSet(List<Script> scripts) {

	private static final String PLACEHOLDER = "${word}";

	/**
	 * What stands for placeholders; empty if there are none, so that nothing is replaced.
	 */
	Map<String, String> placeholders() {
		boolean any = this.scripts.stream()
			.flatMap((script) -> script.lines().stream())
			.anyMatch((line) -> line.text().contains(PLACEHOLDER));
		return any ? Map.of("word", "replaced") : Map.of();
	}

	static String resolved(String text) {
		return text.replace(PLACEHOLDER, "replaced");
	}

	int size() {
		return this.scripts.stream().mapToInt((script) -> script.lines().size()).sum();
	}

	boolean isWrong() {
		return this.scripts.stream().anyMatch(Script::isWrong);
	}

	MigrationSet mended() {
		return new MigrationSet(this.scripts.stream().map(Script::mended).toList());
	}

	/**
	 * Whether it meddles with tables that exist only where the engine applies it.
	 */
	boolean needsEngine() {
		return this.scripts.stream()
			.flatMap((script) -> script.lines().stream())
			.anyMatch((line) -> line.text().contains("migration_history"));
	}

	/**
	 * Leaves statements out, counted over all scripts, and what is empty then.
	 */
	MigrationSet without(int from, int to) {
		List<Script> left = new ArrayList<>();
		int index = 0;
		for (Script script : this.scripts) {
			List<Line> lines = new ArrayList<>();
			for (Line line : script.lines()) {
				if (index < from || index >= to) {
					lines.add(line);
				}
				index++;
			}
			if (!lines.isEmpty()) {
				left.add(script.with(lines));
			}
		}
		return new MigrationSet(left);
	}

	/**
	 * The number of a script of that file.
	 * @return its index; -1 if there is none
	 */
	int indexOf(String file) {
		for (int i = 0; i < this.scripts.size(); i++) {
			if (this.scripts.get(i).file().equals(file)) {
				return i;
			}
		}
		return -1;
	}

	String text() {
		StringBuilder text = new StringBuilder();
		for (Script script : this.scripts) {
			text.append("  == ").append(script.file()).append('\n');
			script.text().lines().forEach((line) -> text.append("  ").append(shortened(line)).append('\n'));
		}
		return text.toString();
	}

	private static String shortened(String line) {
		return (line.length() > 300) ? line.substring(0, 300) + "…" : line;
	}

}
