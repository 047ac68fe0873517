package dev.migrations.boot.terminal;

import java.util.ArrayList;
import java.util.List;

/**
 * Text that is broken between words. Lines that begin with white space, such as those of
 * a statement, stay as they are.
 *
 * @param text the text, in which line breaks are kept
 */
record Paragraph(String text) {

	/**
	 * Below this, broken lines are harder to read than those that the terminal breaks.
	 */
	private static final int NARROWEST = 20;

	List<String> lines(int width) {
		List<String> lines = new ArrayList<>();
		this.text.lines().forEach((line) -> {
			if (line.startsWith(" ") || line.startsWith("\t") || width < NARROWEST) {
				lines.add(line);
			}
			else {
				wrap(line, width, lines);
			}
		});
		return lines;
	}

	private static void wrap(String line, int width, List<String> lines) {
		StringBuilder current = new StringBuilder();
		int used = 0;
		for (String word : line.split(" ")) {
			int columns = DisplayWidth.of(word);
			if (used > 0 && used + 1 + columns > width) {
				lines.add(current.toString());
				current.setLength(0);
				used = 0;
			}
			if (used > 0) {
				current.append(' ');
				used++;
			}
			current.append(word);
			used += columns;
		}
		lines.add(current.toString());
	}

}
