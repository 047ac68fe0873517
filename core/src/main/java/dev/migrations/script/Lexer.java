package dev.migrations.script;

import java.io.IOException;

import dev.migrations.dialect.LexicalRules;
import dev.migrations.dialect.LexicalRules.Client;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a script into tokens. The current token lies between {@link CharWindow#mark} and
 * {@link CharWindow#position}; a comment or white space between statements may be longer
 * than what is in memory of it.
 */
final class Lexer {

	private final LexicalRules rules;

	private final CharWindow window;

	private final CharacterClasses classes;

	private final WordScanner words;

	private final QuoteScanner quotes;

	private final CommentScanner comments;

	private long start;

	/** What the character at which the current token begins may begin. */
	private byte type;

	Lexer(LexicalRules rules, CharWindow window) {
		this(rules, new CharacterClasses(rules), window);
	}

	/**
	 * Creates a lexer.
	 * @param rules its rules
	 * @param classes what characters are by these rules, for this script alone
	 * @param window the characters
	 */
	Lexer(LexicalRules rules, CharacterClasses classes, CharWindow window) {
		this.rules = rules;
		this.window = window;
		this.classes = classes;
		this.words = new WordScanner(rules, window, this.classes);
		this.quotes = new QuoteScanner(rules, window);
		this.comments = new CommentScanner(rules, window);
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
		this.type = this.classes.of(c);
		if (this.type == CharacterClasses.SPACE) {
			return this.words.space();
		}
		if (this.type == CharacterClasses.COMMENT && !atOwnDelimiter()) {
			return this.comments.scan(c);
		}
		return null;
	}

	private TokenType nextCode() throws IOException {
		CharWindow in = this.window;
		char c = in.chars[in.position];
		if (in.anchor < 0) {
			in.anchor = in.mark;
		}
		if (atOwnDelimiter()) {
			return token(TokenType.DELIMITER, this.words.delimiter().length());
		}
		return switch (this.type) {
			case CharacterClasses.LETTER -> word();
			case CharacterClasses.DIGIT -> number();
			case CharacterClasses.STRING -> this.quotes.string(c);
			case CharacterClasses.IDENTIFIER -> this.quotes.identifier(c);
			case CharacterClasses.BRACKET -> this.quotes.bracket();
			case CharacterClasses.DOLLAR -> this.quotes.dollar();
			case CharacterClasses.SEMICOLON -> semicolon();
			case CharacterClasses.BACKSLASH -> backslash();
			default -> token(TokenType.PUNCTUATION, 1);
		};
	}

	private boolean atOwnDelimiter() throws IOException {
		return this.words.hasOwnDelimiter() && !this.comments.inCodeComment() && this.words.atOwnDelimiter();
	}

	private TokenType token(TokenType result, int length) {
		this.window.position += length;
		return result;
	}

	private TokenType word() throws IOException {
		this.words.word(!this.comments.inCodeComment());
		if (this.window.position - this.window.mark == 1) {
			TokenType prefixed = this.quotes.prefixed();
			if (prefixed != null) {
				return prefixed;
			}
		}
		return TokenType.WORD;
	}

	private TokenType number() throws IOException {
		this.words.number(!this.comments.inCodeComment());
		return TokenType.NUMBER;
	}

	private TokenType semicolon() {
		boolean delimiter = !hasOwnDelimiter() && !this.comments.inCodeComment();
		return token(delimiter ? TokenType.DELIMITER : TokenType.PUNCTUATION, 1);
	}

	private TokenType backslash() throws IOException {
		int command = this.window.peek(1);
		if (this.rules.client() == Client.MYSQL) {
			if ((command == 'g' || command == 'G') && !this.comments.inCodeComment()) {
				return token(TokenType.DELIMITER, 2);
			}
			if (command == 'N') {
				return token(TokenType.WORD, 2);
			}
		}
		// Dumps of MariaDB hide a command for its client in a comment that no server
		// reads.
		return token(this.comments.inCodeComment() ? TokenType.PUNCTUATION : TokenType.BACKSLASH, 1);
	}

	/**
	 * What passes over many tokens at once, while {@link #isPlain()}.
	 * @param classifier is told the words
	 * @param boundary is told the parentheses
	 * @param listener is told the tokens; null if there is none
	 * @return it
	 */
	PlainRun plainRun(StatementClassifier classifier, StatementBoundary boundary, @Nullable ScriptListener listener) {
		return new PlainRun(this.window, this.classes, this.quotes, classifier, boundary, this, listener);
	}

	/**
	 * Whether a semicolon is the delimiter, and no comment with code is open.
	 * @return whether it is so
	 */
	boolean isPlain() {
		return !hasOwnDelimiter() && !this.comments.inCodeComment();
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
	 * The text of the current token.
	 * @return the text
	 */
	String text() {
		return this.window.text(this.window.mark, this.window.position);
	}

	/**
	 * Changes the delimiter.
	 * @param delimiter what ends statements from here on
	 */
	void setDelimiter(String delimiter) {
		this.words.setDelimiter(delimiter);
	}

	/**
	 * What ends statements.
	 * @return the delimiter
	 */
	String delimiter() {
		return this.words.delimiter();
	}

	boolean hasOwnDelimiter() {
		return this.words.hasOwnDelimiter();
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
		this.classes.setDoubleQuotedStrings(strings);
	}

}
