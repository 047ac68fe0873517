package dev.migrations.dialect;

import java.util.Collection;

/**
 * Looks for names in the text of a statement, as whole words and without regard to case.
 */
public final class NameMention {

	private NameMention() {
	}

	/**
	 * Whether a text mentions one of some names.
	 * @param names the names
	 * @param text the text
	 * @return whether it does
	 */
	public static boolean any(Collection<String> names, String text) {
		for (String name : names) {
			if (isIn(name, text)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Whether a text calls a routine that has one of some names.
	 * @param names the names
	 * @param text the text
	 * @return whether one of them stands in front of a parenthesis
	 */
	public static boolean anyCall(Collection<String> names, String text) {
		for (String name : names) {
			for (int i = 0; i < text.length() - name.length(); i++) {
				if (isAt(i, name, text) && isCalled(text, i + name.length())) {
					return true;
				}
			}
		}
		return false;
	}

	private static boolean isCalled(String text, int end) {
		int at = end;
		while (at < text.length() && (text.charAt(at) == '`' || Character.isWhitespace(text.charAt(at)))) {
			at++;
		}
		return at < text.length() && text.charAt(at) == '(';
	}

	/**
	 * Whether a text mentions a name.
	 * @param name the name
	 * @param text the text
	 * @return whether it does
	 */
	public static boolean isIn(String name, String text) {
		int last = text.length() - name.length();
		for (int i = 0; i <= last; i++) {
			if (isAt(i, name, text)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Whether a text mentions a name at an index.
	 * @param index where; may be outside of the text
	 * @param name the name
	 * @param text the text
	 * @return whether it does
	 */
	public static boolean isAt(int index, String name, String text) {
		return text.regionMatches(true, index, name, 0, name.length()) && !isPart(text, index - 1)
				&& !isPart(text, index + name.length());
	}

	private static boolean isPart(String text, int index) {
		return index >= 0 && index < text.length()
				&& (Character.isLetterOrDigit(text.charAt(index)) || text.charAt(index) == '_');
	}

}
