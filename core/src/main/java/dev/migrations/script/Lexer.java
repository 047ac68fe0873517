package dev.migrations.script;

import java.io.IOException;

import dev.migrations.dialect.LexicalRules;
import dev.migrations.dialect.LexicalRules.Client;
import dev.migrations.dialect.LexicalRules.DollarQuotes;
import dev.migrations.dialect.LexicalRules.HashComments;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a script into tokens. The current token lies between {@link CharWindow#mark} and
 * {@link CharWindow#position}; a comment or white space between statements may be longer
 * than what is in memory of it.
 */
final class Lexer {

	private static final byte OTHER = 0;

	private static final byte SPACE = 1;

	private static final byte LETTER = 2;

	private static final byte DIGIT = 3;

	private static final byte STRING = 4;

	private static final byte IDENTIFIER = 5;

	private static final byte BRACKET = 6;

	private static final byte COMMENT = 7;

	private static final byte DOLLAR = 8;

	private static final byte BACKSLASH = 9;

	private static final byte SEMICOLON = 10;

	/** Kinds of runs of characters. */
	private static final int WORD = 0;

	private static final int NUMBER_OR_WORD = 1;

	private static final int NUMBER = 2;

	private final LexicalRules rules;

	private final CharWindow window;

	private final QuoteScanner quotes;

	private final CommentScanner comments;

	/** What a character below 128 begins. */
	private final byte[] classes = new byte[128];

	/** Whether a character below 128 continues a word. */
	private final boolean[] wordParts = new boolean[128];

	/** Delimiter other than a semicolon; empty if it is one. */
	private char[] delimiter = {};

	private long start;

	/** What the character at which the current token begins may begin. */
	private byte type;

	Lexer(LexicalRules rules, CharWindow window) {
		this.rules = rules;
		this.window = window;
		this.quotes = new QuoteScanner(rules, window);
		this.comments = new CommentScanner(rules, window);
		for (char c = 0; c < 128; c++) {
			this.wordParts[c] = Character.isLetterOrDigit(c) || c == '_' || c == '$';
			this.classes[c] = classify(c, rules);
		}
	}

	private static byte classify(char c, LexicalRules rules) {
		return switch (c) {
			case '\'' -> STRING;
			case '"' -> rules.doubleQuotedStrings() ? STRING : IDENTIFIER;
			case '`' -> rules.backtickIdentifiers() ? IDENTIFIER : OTHER;
			case '[' -> rules.bracketIdentifiers() ? BRACKET : OTHER;
			case '-', '/' -> COMMENT;
			case '#' -> (rules.hashComments() != HashComments.NONE) ? COMMENT : OTHER;
			case '*' -> rules.codeComments() ? COMMENT : OTHER;
			case '$' -> (rules.dollarQuotes() != DollarQuotes.NONE) ? DOLLAR
					: (rules.client() == Client.MYSQL) ? LETTER : OTHER;
			case '\\' -> (rules.client() == Client.PSQL || rules.client() == Client.MYSQL) ? BACKSLASH : OTHER;
			case ';' -> SEMICOLON;
			case '_' -> LETTER;
			case ' ', '\t', '\n', '\u000B', '\f', '\r' -> SPACE;
			default -> Character.isLetter(c) ? LETTER
					: Character.isDigit(c) ? DIGIT : (rules.unicodeSpaces() && c < ' ') ? SPACE : OTHER;
		};
	}

	/**
	 * Reads the next token. The first that is neither white space nor a comment begins
	 * the statement, as {@link CharWindow#anchor} tells.
	 * @return its type
	 * @throws IOException if the script cannot be read
	 */
	TokenType next() throws IOException {
		TokenType blank = nextBlank();
		return (blank != null) ? blank : nextCode();
	}

	/**
	 * Reads the next token if it is white space, a comment or the end.
	 * @return its type; null if the next token is code, which is not read then
	 * @throws IOException if the script cannot be read
	 */
	@Nullable TokenType nextBlank() throws IOException {
		CharWindow in = this.window;
		in.mark = in.position;
		if (in.position == in.limit && !in.fill()) {
			this.start = in.offset(in.mark);
			this.comments.requireClosed();
			return TokenType.END;
		}
		this.start = in.offset(in.mark);
		char c = in.chars[in.position];
		this.type = (c < 128) ? this.classes[c] : isSpace(c) ? SPACE : LETTER;
		if (this.type == SPACE) {
			return space();
		}
		if (this.type == COMMENT && (this.delimiter.length == 0 || !startsWithDelimiter())) {
			return this.comments.scan(c);
		}
		return null;
	}

	private TokenType nextCode() throws IOException {
		CharWindow in = this.window;
		char c = in.chars[in.position];
		if (this.delimiter.length > 0 && startsWithDelimiter()) {
			return delimiter(this.delimiter.length);
		}
		if (in.anchor < 0) {
			in.anchor = in.mark;
		}
		return switch (this.type) {
			case LETTER -> word();
			case DIGIT -> number();
			case STRING -> this.quotes.string(c);
			case IDENTIFIER -> this.quotes.identifier(c);
			case BRACKET -> this.quotes.bracket();
			case DOLLAR -> this.quotes.dollar();
			case SEMICOLON -> semicolon();
			case BACKSLASH -> backslash();
			default -> punctuation();
		};
	}

	/**
	 * Where the current token begins.
	 * @return characters before it in the script
	 */
	long start() {
		return this.start;
	}

	/**
	 * Where the current token ends.
	 * @return characters before its end in the script
	 */
	long end() {
		return this.window.offset(this.window.position);
	}

	/**
	 * Whether the current token is this character.
	 * @param c a character that is punctuation
	 * @return whether the token is it
	 */
	boolean is(char c) {
		return this.window.chars[this.window.mark] == c;
	}

	/**
	 * The keyword that the current word is.
	 * @return the keyword; {@link Keyword#NONE} if it is no keyword that matters
	 */
	Keyword keyword() {
		return Keyword.of(this.window.chars, this.window.mark, this.window.position);
	}

	/**
	 * Changes the delimiter.
	 * @param delimiter what ends statements from here on
	 */
	void setDelimiter(String delimiter) {
		this.delimiter = ";".equals(delimiter) ? new char[0] : delimiter.toCharArray();
	}

	/**
	 * What ends statements.
	 * @return the delimiter
	 */
	String delimiter() {
		return hasOwnDelimiter() ? new String(this.delimiter) : ";";
	}

	boolean hasOwnDelimiter() {
		return this.delimiter.length > 0;
	}

	/**
	 * Says whether backslashes escape in plain strings from here on.
	 * @param escapes whether they do
	 */
	void setBackslashEscapes(boolean escapes) {
		this.quotes.setBackslashEscapes(escapes);
	}

	/**
	 * Says whether double quotes enclose strings from here on.
	 * @param strings whether they do, and not identifiers
	 */
	void setDoubleQuotedStrings(boolean strings) {
		this.classes['"'] = strings ? STRING : IDENTIFIER;
	}

	private boolean isSpace(char c) {
		return this.rules.unicodeSpaces() && Character.isSpaceChar(c);
	}

	private TokenType space() throws IOException {
		CharWindow in = this.window;
		in.discarding = true;
		int at = in.position + 1;
		while (true) {
			char[] chars = in.chars;
			int limit = in.limit;
			while (at < limit && isSpaceAt(chars[at])) {
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

	private boolean isSpaceAt(char c) {
		return (c < 128) ? this.classes[c] == SPACE : isSpace(c);
	}

	private TokenType word() throws IOException {
		run(WORD);
		if (this.window.position - this.window.mark == 1) {
			TokenType prefixed = this.quotes.prefixed();
			if (prefixed != null) {
				return prefixed;
			}
		}
		return TokenType.WORD;
	}

	/**
	 * Reads a number. Where a word may not begin with a digit, letters behind a number
	 * begin a word of their own, in which a dollar sign quotes nothing.
	 */
	private TokenType number() throws IOException {
		if (this.rules.dollarQuotes() != DollarQuotes.TAGGED) {
			run(NUMBER_OR_WORD);
			return TokenType.NUMBER;
		}
		CharWindow in = this.window;
		boolean prefixed = in.chars[in.position] == '0' && isIn(in.peek(1), "xXoObB");
		run(prefixed ? NUMBER_OR_WORD : NUMBER);
		if (!prefixed && isIn(in.peek(0), "eE")) {
			int sign = isIn(in.peek(1), "+-") ? 1 : 0;
			if (isIn(in.peek(1 + sign), "0123456789")) {
				in.position += 1 + sign;
				run(NUMBER);
			}
		}
		return TokenType.NUMBER;
	}

	private static boolean isIn(int c, String set) {
		return c >= 0 && set.indexOf(c) >= 0;
	}

	private void run(int kind) throws IOException {
		CharWindow in = this.window;
		in.position++;
		while (true) {
			char[] chars = in.chars;
			int limit = in.limit;
			int at = in.position;
			if (this.delimiter.length == 0) {
				while (at < limit && continues(chars[at], kind)) {
					at++;
				}
				in.position = at;
			}
			else {
				while (in.position < in.limit && continues(in.chars[in.position], kind) && !startsWithDelimiter()) {
					in.position++;
				}
			}
			if (in.position < in.limit || !in.fill()) {
				return;
			}
		}
	}

	private boolean continues(char c, int kind) {
		return switch (kind) {
			case WORD -> (c < 128) ? this.wordParts[c] : !isSpace(c);
			case NUMBER_OR_WORD -> c < 128 && c != '$' && (this.wordParts[c] || c == '.');
			default -> (c >= '0' && c <= '9') || c == '.' || c == '_';
		};
	}

	private TokenType semicolon() {
		this.window.position++;
		return (this.delimiter.length > 0 || this.comments.inCodeComment()) ? TokenType.PUNCTUATION
				: TokenType.DELIMITER;
	}

	private TokenType punctuation() {
		this.window.position++;
		return TokenType.PUNCTUATION;
	}

	private TokenType backslash() throws IOException {
		int command = this.window.peek(1);
		boolean sends = this.rules.client() == Client.MYSQL && !this.comments.inCodeComment();
		if (sends && (command == 'g' || command == 'G')) {
			return delimiter(2);
		}
		if (this.rules.client() == Client.MYSQL && command == 'N') {
			this.window.position += 2;
			return TokenType.WORD;
		}
		this.window.position++;
		// Dumps of MariaDB hide a command for its client in a comment that no server
		// reads.
		return this.comments.inCodeComment() ? TokenType.PUNCTUATION : TokenType.BACKSLASH;
	}

	private TokenType delimiter(int length) {
		if (this.window.anchor < 0) {
			this.window.anchor = this.window.mark;
		}
		this.window.position += length;
		return TokenType.DELIMITER;
	}

	private boolean startsWithDelimiter() throws IOException {
		CharWindow in = this.window;
		char[] expected = this.delimiter;
		if (in.chars[in.position] != expected[0] || this.comments.inCodeComment() || !in.ensure(expected.length)) {
			return false;
		}
		for (int i = 1; i < expected.length; i++) {
			if (in.chars[in.position + i] != expected[i]) {
				return false;
			}
		}
		return true;
	}

	/**
	 * The text of the current token.
	 * @return the text
	 */
	String text() {
		return this.window.text(this.window.mark, this.window.position);
	}

	/**
	 * The comment that is open and whose text is code.
	 * @return where it begins; null if there is none
	 */
	@Nullable Place codeComment() {
		return this.comments.codeComment();
	}

}
