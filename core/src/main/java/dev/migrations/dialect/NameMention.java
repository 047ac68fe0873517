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
		return names.stream().anyMatch((name) -> isIn(name, text));
	}

	private static boolean isIn(String name, String text) {
		int last = text.length() - name.length();
		for (int i = 0; i <= last; i++) {
			if (text.regionMatches(true, i, name, 0, name.length()) && !isPart(text, i - 1)
					&& !isPart(text, i + name.length())) {
				return true;
			}
		}
		return false;
	}

	private static boolean isPart(String text, int index) {
		return index >= 0 && index < text.length()
				&& (Character.isLetterOrDigit(text.charAt(index)) || text.charAt(index) == '_');
	}

}
