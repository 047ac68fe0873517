package dev.migrations.reliability.compare;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A generated script.
 *
 * @param file its file
 * @param head what stands in front of its first statement
 * @param lines its statements
 */
record Script(String file, String head, List<Line> lines) {

	/**
	 * Its version; null if it is repeatable.
	 */
	@Nullable String version() {
		return this.file.startsWith("V") ? this.file.substring(1, this.file.indexOf("__")).replace('_', '.') : null;
	}

	String text() {
		StringBuilder text = new StringBuilder(this.head);
		for (Line line : this.lines) {
			text.append(line.inFile());
		}
		return text.toString();
	}

	Script with(List<Line> others) {
		return new Script(this.file, this.head, List.copyOf(others));
	}

	boolean isWrong() {
		return this.lines.stream().anyMatch(Line::mistake);
	}

	Script mended() {
		return with(this.lines.stream().filter((line) -> !line.mistake()).toList());
	}

	/**
	 * In which line of the file a statement begins.
	 * @param number its number, counted from 1
	 */
	long lineOf(int number) {
		long line = 1 + breaks(this.head);
		for (Line before : this.lines.subList(0, number - 1)) {
			line += breaks(before.inFile());
		}
		return line + breaks(this.lines.get(number - 1).comment());
	}

	/**
	 * In which line of the file a statement ends.
	 * @param number its number, counted from 1
	 */
	long lastLineOf(int number) {
		return lineOf(number) + breaks(this.lines.get(number - 1).text());
	}

	private static long breaks(String text) {
		return text.chars().filter((character) -> character == '\n').count();
	}

}
