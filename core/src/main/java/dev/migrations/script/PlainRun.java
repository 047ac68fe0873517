package dev.migrations.script;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Passes over what neither ends a statement nor changes how it is read, as the
 * {@link Lexer} would token by token. Nearly all of a script that inserts rows is of that
 * kind.
 * <ol>
 * <li>It stops before every token of which {@link PlainTokens} are not certain; the lexer
 * reads that one.</li>
 * <li>A statement that begins as the one before it did, through {@code VALUES}, is
 * compared with that one so far, and not read.</li>
 * <li>If the rest of it is plain too, and lies in memory up to its delimiter, it is
 * passed over as a whole. Nobody is shown its words and parentheses who would look for a
 * body in it: the one before it had none.</li>
 * </ol>
 */
final class PlainRun {

	private static final char[] NOTHING = {};

	/** What cannot be passed over as a whole is read twice, so it is not always tried. */
	private static final int LONGEST_PAUSE = 15;

	private final CharWindow window;

	private final CharacterClasses classes;

	private final StatementClassifier classifier;

	private final StatementBoundary boundary;

	private final Lexer lexer;

	private final @Nullable ScriptListener listener;

	private final PlainTokens tokens;

	/** The beginning of the last statement that listed rows, through {@code VALUES}. */
	private char[] head = NOTHING;

	private byte[] headTokens = {};

	/** The length of its first word. */
	private int firstWord;

	/** Statements that could not be passed over as a whole, one after the other. */
	private int misses;

	/** For how many more statements that is not tried. */
	private int pause;

	/** Where it was tried in vain last, in characters of the script. */
	private long tried = -1;

	PlainRun(CharWindow window, CharacterClasses classes, QuoteScanner quotes, StatementClassifier classifier,
			StatementBoundary boundary, Lexer lexer, @Nullable ScriptListener listener) {
		this.window = window;
		this.classes = classes;
		this.classifier = classifier;
		this.boundary = boundary;
		this.lexer = lexer;
		this.listener = listener;
		this.tokens = new PlainTokens(classes, quotes, classifier);
	}

	/**
	 * Forgets how the last statement began: what has changed since may let the same
	 * characters mean something else.
	 */
	void forget() {
		this.head = NOTHING;
		this.misses = 0;
		this.pause = 0;
	}

	/**
	 * Passes over a whole statement that begins as the last one did and lists rows too,
	 * with the white space before it and the delimiter behind it. It becomes the current
	 * one, as {@link CharWindow#anchor} tells.
	 * @return where its last token ends, as an index into the window; negative if it has
	 * to be read
	 */
	int passStatement() {
		if (this.head.length == 0 || this.window.offset(this.window.position) == this.tried) {
			return -1;
		}
		if (this.pause > 0) {
			this.pause--;
			return -1;
		}
		CharWindow in = this.window;
		this.tokens.clear();
		int begin = this.tokens.space(in.chars, in.position, in.limit);
		int end = beginsAlike(in.chars, begin, in.limit) ? endOfStatement(in.chars, begin, in.limit) : -1;
		if (end < 0) {
			this.pause = Math.min(this.misses++, LONGEST_PAUSE);
			this.tried = in.offset(in.position);
			return -1;
		}
		this.misses = 0;
		tell();
		in.anchor = begin;
		in.count(begin);
		passed(begin, end);
		return end;
	}

	/**
	 * Reads a statement behind what it has in common with the last one.
	 * @return where its last token ends, with the position behind its delimiter; negative
	 * if it is not plain, or does more than list rows
	 */
	private int endOfStatement(char[] chars, int begin, int limit) {
		this.classifier.beginAlike();
		this.tokens.clear();
		this.tokens.add(this.headTokens, 0);
		int end = begin + this.head.length;
		int at = this.tokens.space(chars, end, limit);
		int depth = 0;
		while (at < limit && chars[at] != ';' && depth >= 0) {
			depth += (chars[at] == '(') ? 1 : (chars[at] == ')') ? -1 : 0;
			end = this.tokens.token(chars, at, limit);
			if (end < 0) {
				this.tokens.requireRoom();
				return -1;
			}
			at = this.tokens.space(chars, end, limit);
		}
		if (at == limit || depth != 0 || !this.classifier.listsRows()) {
			return -1;
		}
		this.window.position = at + 1;
		return end;
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
		this.tokens.clear();
		boolean learns = second && this.classifier.listsRows();
		if (learns && beginsAlike(chars, in.anchor, limit)) {
			this.tokens.add(this.headTokens, this.firstWord + 1);
			at = in.anchor + this.head.length;
			end = at;
			learns = false;
		}
		for (at = this.tokens.space(chars, at, limit); at < limit; at = this.tokens.space(chars, end, limit)) {
			int next = this.tokens.token(chars, at, limit);
			if (next < 0) {
				break;
			}
			end = next;
			if (chars[at] == '(' || chars[at] == ')') {
				in.mark = at;
				this.boundary.token(TokenType.PUNCTUATION, this.lexer);
			}
			else if (learns && end - at == 6 && Keyword.of(chars, at, end) == Keyword.VALUES) {
				learn(chars, begin, end);
				learns = false;
			}
			if (this.tokens.isHalfFull()) {
				tell();
				learns = false;
			}
		}
		tell();
		in.position = at;
		passed(begin, at);
		return end;
	}

	/**
	 * Whether a statement begins as the last one did. What follows {@code VALUES} must
	 * not make another word of it.
	 */
	private boolean beginsAlike(char[] chars, int from, int limit) {
		int length = this.head.length;
		int to = from + length;
		return length > 0 && to < limit && chars[to] < 128 && !this.classes.isWordPart(chars[to])
				&& Arrays.equals(chars, from, to, this.head, 0, length);
	}

	private void learn(char[] chars, int from, int to) {
		boolean balanced = !this.boundary.isOpen() && this.classifier.listsRows() && this.tokens.lineBreak < 0;
		this.head = balanced ? Arrays.copyOfRange(chars, this.window.anchor, to) : NOTHING;
		this.firstWord = from - this.window.anchor;
		this.headTokens = this.tokens.behind(chars, this.window.anchor, from);
	}

	private void tell() {
		if (this.listener != null) {
			this.listener.tokens(this.tokens.utf8, this.tokens.size);
		}
		this.tokens.size = 0;
	}

	/**
	 * Where no line break is, nobody has to look for one.
	 */
	private void passed(int from, int to) {
		int lineBreak = this.tokens.lineBreak;
		this.window.passed(from, (lineBreak < 0) ? to : Math.min(to, lineBreak));
	}

}
