package dev.migrations.execution;

import dev.migrations.dialect.Vendor;

/**
 * The beginning of a statement as messages show it, indented and without its secrets.
 */
final class ShownStatement {

	private static final int SHOWN_LINES = 5;

	private static final int SHOWN_CHARACTERS = 500;

	private static final int ONE_LINE = 120;

	private ShownStatement() {
	}

	/**
	 * The beginning in one line, for the log.
	 */
	static String inOneLine(Vendor vendor, String text) {
		String masked = Secrets.in(vendor, text.substring(0, Math.min(text.length(), 4 * SHOWN_CHARACTERS))).masked();
		String line = printable(masked.strip());
		return (line.length() > ONE_LINE) ? line.substring(0, ONE_LINE) + " …" : line;
	}

	/**
	 * A text that others have chosen, in one line and without what a terminal would take
	 * for a command.
	 */
	static String printable(String text) {
		return text.replaceAll("[\\s\\p{Cntrl}]+", " ");
	}

	static String of(Vendor vendor, String text) {
		String masked = Secrets.in(vendor, text.substring(0, Math.min(text.length(), 4 * SHOWN_CHARACTERS))).masked();
		StringBuilder shown = new StringBuilder();
		String[] lines = masked.split("\n", SHOWN_LINES + 1);
		for (int i = 0; i < Math.min(lines.length, SHOWN_LINES); i++) {
			shown.append((i > 0) ? System.lineSeparator() : "").append("    ").append(lines[i]);
		}
		boolean cut = lines.length > SHOWN_LINES || shown.length() > SHOWN_CHARACTERS
				|| text.length() > 4 * SHOWN_CHARACTERS;
		shown.setLength(Math.min(shown.length(), SHOWN_CHARACTERS));
		return cut ? shown + " …" : shown.toString();
	}

}
