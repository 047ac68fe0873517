package dev.migrations.execution;

/**
 * What a server shows of a statement that it executes: its text, of which drivers may
 * have changed white space, and of which servers cut off the end.
 */
final class ShownQuery {

	/**
	 * PostgreSQL shows a kilobyte unless it is told otherwise, and never less than this.
	 */
	private static final int SHORTEST_CUT = 90;

	private ShownQuery() {
	}

	/**
	 * Whether it can be what is shown of a statement.
	 * @param shown what is shown
	 * @param text the statement
	 */
	static boolean isOf(String shown, String text) {
		int inShown = 0;
		int inText = 0;
		while (true) {
			inShown = skip(shown, inShown);
			inText = skip(text, inText);
			if (inShown == shown.length()) {
				return inText == text.length() || shown.length() >= SHORTEST_CUT;
			}
			if (inText == text.length() || shown.charAt(inShown) != text.charAt(inText)) {
				return false;
			}
			inShown++;
			inText++;
		}
	}

	/**
	 * The next position that is neither white space nor a delimiter at the end.
	 */
	private static int skip(String text, int from) {
		int position = from;
		while (position < text.length() && (Character.isWhitespace(text.charAt(position))
				|| (text.charAt(position) == ';' && text.substring(position + 1).isBlank()))) {
			position++;
		}
		return position;
	}

}
