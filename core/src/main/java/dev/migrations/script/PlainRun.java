package dev.migrations.script;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Passes over tokens that neither end a statement nor change how it is read, as the
 * {@link Lexer} would one by one: words, numbers, quotes, punctuation and white space in
 * ASCII, and quotes with most of what lies beyond it. Nearly all of a script that inserts
 * rows is of that kind.
 * <ol>
 * <li>It stops before every token of which it is not certain, and before one that may go
 * on behind what is in memory; the lexer reads that one.</li>
 * <li>A statement that begins as the one before it did, through {@code VALUES}, is
 * compared with that one so far, and not read.</li>
 * </ol>
 */
final class PlainRun {

	private static final char[] NOTHING = {};

	private static final int SIZE = 2048;

	/** No piece of a token takes more bytes than this. */
	private static final int ROOM = 4;

	private final CharWindow window;

	private final CharacterClasses classes;

	private final QuoteScanner quotes;

	private final StatementClassifier classifier;

	private final StatementBoundary boundary;

	private final Lexer lexer;

	private final @Nullable ScriptListener listener;

	/** The tokens in UTF-8, each followed by zero. */
	private final byte[] tokens = new byte[SIZE];

	private int size;

	/** The first line break that was passed; negative if there was none. */
	private int lineBreak;

	/** What followed the first word of the last statement, through {@code VALUES}. */
	private char[] head = NOTHING;

	private byte[] headTokens = {};

	PlainRun(CharWindow window, CharacterClasses classes, QuoteScanner quotes, StatementClassifier classifier,
			StatementBoundary boundary, Lexer lexer, @Nullable ScriptListener listener) {
		this.window = window;
		this.classes = classes;
		this.quotes = quotes;
		this.classifier = classifier;
		this.boundary = boundary;
		this.lexer = lexer;
		this.listener = listener;
	}

	/**
	 * Forgets how the last statement began: what has changed since may let the same
	 * characters mean something else.
	 */
	void forget() {
		this.head = NOTHING;
	}

	/**
	 * Passes over what it can, from the position on.
	 * @param second whether the position is behind the first token of the statement
	 * @return where the last token that was passed ends, as an index into the window;
	 * negative if none was passed
	 */
	int pass(boolean second) {
		CharWindow in = this.window;
		char[] chars = in.chars;
		int limit = in.limit;
		int begin = in.position;
		int at = begin;
		int end = -1;
		this.lineBreak = -1;
		boolean learns = second && this.classifier.listsRows();
		if (learns && beginsAlike(chars, begin, limit)) {
			at += this.head.length;
			end = at;
			System.arraycopy(this.headTokens, 0, this.tokens, 0, this.headTokens.length);
			this.size = this.headTokens.length;
			learns = false;
		}
		while (at < limit) {
			char c = chars[at];
			if (c >= 128) {
				break;
			}
			byte type = this.classes.of(c);
			if (type == CharacterClasses.SPACE) {
				if (c == '\n' && this.lineBreak < 0) {
					this.lineBreak = at;
				}
				at++;
				continue;
			}
			int next = token(type, chars, at, limit);
			if (next < 0) {
				break;
			}
			this.tokens[this.size++] = 0;
			if (learns && next - at == 6 && type == CharacterClasses.LETTER
					&& Keyword.of(chars, at, next) == Keyword.VALUES) {
				learn(chars, begin, next);
				learns = false;
			}
			at = next;
			end = next;
			if (this.size > SIZE / 2) {
				flush();
				learns = false;
			}
		}
		flush();
		in.position = at;
		in.passed(begin, (this.lineBreak < 0) ? at : Math.min(at, this.lineBreak));
		return end;
	}

	/**
	 * Whether a statement goes on behind its first word as the last one did. What follows
	 * {@code VALUES} must not make another word of it.
	 */
	private boolean beginsAlike(char[] chars, int from, int limit) {
		int length = this.head.length;
		int to = from + length;
		return length > 0 && to < limit && chars[to] < 128 && !this.classes.isWordPart(chars[to])
				&& Arrays.equals(chars, from, to, this.head, 0, length);
	}

	private void learn(char[] chars, int from, int to) {
		boolean balanced = !this.boundary.isOpen() && this.classifier.listsRows() && this.lineBreak < 0;
		this.head = balanced ? Arrays.copyOfRange(chars, from, to) : NOTHING;
		this.headTokens = Arrays.copyOf(this.tokens, this.size);
	}

	private void flush() {
		if (this.listener != null) {
			this.listener.tokens(this.tokens, this.size);
		}
		this.size = 0;
	}

	/**
	 * Passes over a token.
	 * @return where it ends; negative if that is not certain
	 */
	private int token(byte type, char[] chars, int from, int limit) {
		int stop = Math.min(limit, from + SIZE - ROOM - this.size);
		return switch (type) {
			case CharacterClasses.LETTER -> word(chars, from, stop);
			case CharacterClasses.DIGIT -> number(chars, from, stop);
			case CharacterClasses.STRING -> quoted(chars, from, limit, this.quotes.escapesInStrings());
			case CharacterClasses.IDENTIFIER -> quoted(chars, from, limit, this.quotes.escapesInIdentifiers());
			case CharacterClasses.OTHER -> punctuation(chars[from], from);
			case CharacterClasses.COMMENT -> beginsNoComment(chars, from, limit) ? punctuation(chars[from], from) : -1;
			default -> -1;
		};
	}

	private int word(char[] chars, int from, int stop) {
		byte[] out = this.tokens;
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
		byte[] out = this.tokens;
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
		if (c == '(' || c == ')') {
			this.window.mark = at;
			this.boundary.token(TokenType.PUNCTUATION, this.lexer);
		}
		this.tokens[this.size++] = (byte) c;
		return at + 1;
	}

	private int quoted(char[] chars, int from, int limit, boolean escapes) {
		byte[] out = this.tokens;
		char quote = chars[from];
		// A backslash is like any other character where it does not escape.
		char escape = escapes ? '\\' : quote;
		int last = limit - 1;
		int next = from + 1;
		int to = this.size;
		out[to++] = (byte) quote;
		while (next < last && to < SIZE - ROOM) {
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
