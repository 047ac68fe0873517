package dev.migrations.boot.terminal;

import java.lang.Character.UnicodeScript;

/**
 * How many columns of a terminal a text takes.
 */
final class DisplayWidth {

	private DisplayWidth() {
	}

	/**
	 * The columns of a text, in which sequences that set colours take none.
	 */
	static int of(String text) {
		return text.replaceAll("\u001B\\[[0-9;]*m", "").codePoints().map(DisplayWidth::of).sum();
	}

	static int of(int character) {
		return switch (Character.getType(character)) {
			case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
			default -> isWide(character) ? 2 : 1;
		};
	}

	private static boolean isWide(int character) {
		if (character < 0x1100) {
			return false;
		}
		boolean symbol = (character >= 0x1F300 && character <= 0x1FAFF) || (character >= 0x3000 && character <= 0x303E)
				|| (character >= 0xFF01 && character <= 0xFF60);
		return symbol || switch (UnicodeScript.of(character)) {
			case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO, YI -> true;
			default -> false;
		};
	}

	/**
	 * The beginning of a text.
	 * @param text the text
	 * @param width how many columns it may take
	 * @return as much of the text as fits
	 */
	static String cut(String text, int width) {
		int used = 0;
		int end = 0;
		while (end < text.length()) {
			int character = text.codePointAt(end);
			used += of(character);
			if (used > width) {
				break;
			}
			end += Character.charCount(character);
		}
		return text.substring(0, end);
	}

}
