package dev.migrations.script;

import java.io.IOException;

import dev.migrations.dialect.LexicalRules;
import dev.migrations.dialect.LexicalRules.DollarQuotes;

/**
 * Finds the ends of words, numbers and white space, and own delimiters.
 */
final class WordScanner {

	/** Kinds of runs of characters. */
	private static final int WORD = 0;

	private static final int NUMBER_OR_WORD = 1;

	private static final int NUMBER = 2;

	private final LexicalRules rules;

	private final CharWindow window;

	private final CharacterClasses classes;

	/** Delimiter other than a semicolon; empty if it is one. */
	private char[] delimiter = {};

	WordScanner(LexicalRules rules, CharWindow window, CharacterClasses classes) {
		this.rules = rules;
		this.window = window;
		this.classes = classes;
	}

	void setDelimiter(String delimiter) {
		this.delimiter = ";".equals(delimiter) ? new char[0] : delimiter.toCharArray();
	}

	String delimiter() {
		return hasOwnDelimiter() ? new String(this.delimiter) : ";";
	}

	boolean hasOwnDelimiter() {
		return this.delimiter.length > 0;
	}

	/**
	 * Whether an own delimiter stands at the position.
	 * @return whether one does; false if the delimiter is a semicolon
	 * @throws IOException if the script cannot be read
	 */
	boolean atOwnDelimiter() throws IOException {
		CharWindow in = this.window;
		char[] expected = this.delimiter;
		if (expected.length == 0 || in.chars[in.position] != expected[0] || !in.ensure(expected.length)) {
			return false;
		}
		for (int i = 1; i < expected.length; i++) {
			if (in.chars[in.position + i] != expected[i]) {
				return false;
			}
		}
		return true;
	}

	TokenType space() throws IOException {
		CharWindow in = this.window;
		in.discarding = true;
		int at = in.position + 1;
		while (true) {
			char[] chars = in.chars;
			int limit = in.limit;
			while (at < limit && this.classes.of(chars[at]) == CharacterClasses.SPACE) {
				at++;
			}
			in.position = at;
			if (at < limit || !in.fill()) {
				in.discarding = false;
				return TokenType.SPACE;
			}
			at = in.position;
		}
	}

	/**
	 * Reads a word.
	 * @param delimited whether an own delimiter ends it
	 * @throws IOException if the script cannot be read
	 */
	void word(boolean delimited) throws IOException {
		run(WORD, delimited);
	}

	/**
	 * Reads a number. Where a word may not begin with a digit, letters behind a number
	 * begin a word of their own, in which a dollar sign quotes nothing.
	 * @param delimited whether an own delimiter ends it
	 * @throws IOException if the script cannot be read
	 */
	void number(boolean delimited) throws IOException {
		if (this.rules.dollarQuotes() != DollarQuotes.TAGGED) {
			run(NUMBER_OR_WORD, delimited);
			return;
		}
		CharWindow in = this.window;
		boolean prefixed = in.chars[in.position] == '0' && isIn(in.peek(1), "xXoObB");
		run(prefixed ? NUMBER_OR_WORD : NUMBER, delimited);
		if (!prefixed && isIn(in.peek(0), "eE")) {
			int sign = isIn(in.peek(1), "+-") ? 1 : 0;
			if (isIn(in.peek(1 + sign), "0123456789")) {
				in.position += 1 + sign;
				run(NUMBER, delimited);
			}
		}
	}

	private static boolean isIn(int c, String set) {
		return c >= 0 && set.indexOf(c) >= 0;
	}

	private void run(int kind, boolean delimited) throws IOException {
		CharWindow in = this.window;
		boolean plain = !delimited || this.delimiter.length == 0;
		in.position++;
		while (true) {
			char[] chars = in.chars;
			int limit = in.limit;
			int at = in.position;
			while (plain && at < limit && continues(chars[at], kind)) {
				at++;
			}
			in.position = at;
			while (!plain && in.position < in.limit && continues(in.chars[in.position], kind) && !atOwnDelimiter()) {
				in.position++;
			}
			if (in.position < in.limit || !in.fill()) {
				return;
			}
		}
	}

	private boolean continues(char c, int kind) {
		return switch (kind) {
			case WORD -> this.classes.isWordPart(c);
			case NUMBER_OR_WORD -> c < 128 && c != '$' && (c == '.' || this.classes.isWordPart(c));
			default -> (c >= '0' && c <= '9') || c == '.' || c == '_';
		};
	}

}
