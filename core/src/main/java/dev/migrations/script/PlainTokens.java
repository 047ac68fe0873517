package dev.migrations.script;

import java.util.Arrays;

/**
 * Reads tokens of which nothing but their text matters, and keeps them in UTF-8, each
 * followed by zero: words, numbers, quotes and punctuation in ASCII, and quotes with most
 * of what lies beyond it. A token of which that is not certain is left to the
 * {@link Lexer}, and so is one that may go on behind what is in memory.
 */
final class PlainTokens {

	private static final int INITIAL_SIZE = 2 * 1024;

	private static final int MOST_SIZE = 64 * 1024;

	/** No piece of a token takes more bytes than this. */
	private static final int ROOM = 4;

	private final CharacterClasses classes;

	private final QuoteScanner quotes;

	private final StatementClassifier classifier;

	/** The tokens. */
	byte[] utf8 = new byte[INITIAL_SIZE];

	/** How many bytes they are. */
	int size;

	/** The first line break that was passed; negative if there was none. */
	int lineBreak;

	PlainTokens(CharacterClasses classes, QuoteScanner quotes, StatementClassifier classifier) {
		this.classes = classes;
		this.quotes = quotes;
		this.classifier = classifier;
	}

	/**
	 * Begins without any token.
	 */
	void clear() {
		this.size = 0;
		this.lineBreak = -1;
	}

	/**
	 * Whether tokens should be taken away, so that the next one surely finds room.
	 */
	boolean isHalfFull() {
		return this.size > this.utf8.length / 2;
	}

	/**
	 * Makes more room if there is not enough for another statement like this one.
	 */
	void requireRoom() {
		if (isHalfFull() && this.utf8.length < MOST_SIZE) {
			this.utf8 = Arrays.copyOf(this.utf8, this.utf8.length * 2);
		}
	}

	/**
	 * Adds tokens that are known already.
	 * @param known the tokens
	 * @param from where the first of them begins
	 */
	void add(byte[] known, int from) {
		System.arraycopy(known, from, this.utf8, this.size, known.length - from);
		this.size += known.length - from;
	}

	/**
	 * The tokens behind a word in ASCII that is not among them.
	 */
	byte[] behind(char[] chars, int from, int to) {
		byte[] all = new byte[to - from + 1 + this.size];
		for (int i = from; i < to; i++) {
			all[i - from] = (byte) chars[i];
		}
		System.arraycopy(this.utf8, 0, all, to - from + 1, this.size);
		return all;
	}

	/**
	 * Passes over white space.
	 * @return where the next token begins, or the limit
	 */
	int space(char[] chars, int from, int limit) {
		int at = from;
		while (at < limit && chars[at] < 128 && this.classes.of(chars[at]) == CharacterClasses.SPACE) {
			if (chars[at] == '\n' && this.lineBreak < 0) {
				this.lineBreak = at;
			}
			at++;
		}
		return at;
	}

	/**
	 * Passes over a token.
	 * @return where it ends; negative if that is not certain
	 */
	int token(char[] chars, int from, int limit) {
		int stop = Math.min(limit, from + this.utf8.length - ROOM - this.size);
		char c = chars[from];
		if (c >= 128 || stop <= from) {
			return -1;
		}
		int next = switch (this.classes.of(c)) {
			case CharacterClasses.LETTER -> word(chars, from, stop);
			case CharacterClasses.DIGIT -> number(chars, from, stop);
			case CharacterClasses.STRING -> quoted(chars, from, limit, this.quotes.escapesInStrings());
			case CharacterClasses.IDENTIFIER -> quoted(chars, from, limit, this.quotes.escapesInIdentifiers());
			case CharacterClasses.OTHER -> punctuation(c, from);
			case CharacterClasses.COMMENT -> beginsNoComment(chars, from, limit) ? punctuation(c, from) : -1;
			default -> -1;
		};
		if (next >= 0) {
			this.utf8[this.size++] = 0;
		}
		return next;
	}

	private int word(char[] chars, int from, int stop) {
		byte[] out = this.utf8;
		int next = from;
		int to = this.size;
		do {
			out[to++] = (byte) chars[next++];
		}
		while (next < stop && chars[next] < 128 && this.classes.isWordPart(chars[next]));
		// One letter may be the prefix of a string.
		if (next == stop || chars[next] >= 128 || (next == from + 1 && (chars[next] == '\'' || chars[next] == '&'))) {
			return -1;
		}
		this.classifier.word(chars, from, next);
		this.size = to;
		return next;
	}

	private int number(char[] chars, int from, int stop) {
		byte[] out = this.utf8;
		int next = from;
		int to = this.size;
		do {
			out[to++] = (byte) chars[next++];
		}
		while (next < stop && ((chars[next] >= '0' && chars[next] <= '9') || chars[next] == '.' || chars[next] == '_'));
		if (next == stop || chars[next] >= 128 || this.classes.of(chars[next]) == CharacterClasses.LETTER) {
			return -1;
		}
		this.size = to;
		return next;
	}

	private static boolean beginsNoComment(char[] chars, int from, int limit) {
		if (from + 1 == limit) {
			return false;
		}
		char second = chars[from + 1];
		return switch (chars[from]) {
			case '-' -> second != '-';
			case '/' -> second != '*' && second != '/';
			// It could only end a comment with code, of which none is open.
			case '*' -> true;
			default -> false;
		};
	}

	private int punctuation(char c, int at) {
		this.utf8[this.size++] = (byte) c;
		return at + 1;
	}

	private int quoted(char[] chars, int from, int limit, boolean escapes) {
		byte[] out = this.utf8;
		int room = out.length - ROOM;
		char quote = chars[from];
		// A backslash is like any other character where it does not escape.
		char escape = escapes ? '\\' : quote;
		int last = limit - 1;
		int next = from + 1;
		int to = this.size;
		out[to++] = (byte) quote;
		while (next < last && to < room) {
			char c = chars[next];
			if (c != quote && c != escape && c < 128 && c != '\n') {
				out[to++] = (byte) c;
				next++;
				continue;
			}
			if (c == quote) {
				out[to++] = (byte) c;
				next++;
				if (chars[next] != quote) {
					this.size = to;
					return next;
				}
				out[to++] = (byte) c;
				next++;
				continue;
			}
			if (c == escape) {
				out[to++] = (byte) c;
				c = chars[++next];
				if (c >= 128) {
					return -1;
				}
			}
			if (c == '\n' && this.lineBreak < 0) {
				this.lineBreak = next;
			}
			if (Character.isSurrogate(c)) {
				return -1;
			}
			to = Utf8Digest.encode(c, out, to);
			next++;
		}
		return -1;
	}

}
