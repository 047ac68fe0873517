package dev.migrations.script;

import dev.migrations.dialect.LexicalRules;
import dev.migrations.dialect.LexicalRules.Client;
import dev.migrations.dialect.LexicalRules.DollarQuotes;
import dev.migrations.dialect.LexicalRules.HashComments;

/**
 * What characters may begin or continue.
 */
final class CharacterClasses {

	static final byte OTHER = 0;

	static final byte SPACE = 1;

	static final byte LETTER = 2;

	static final byte DIGIT = 3;

	static final byte STRING = 4;

	static final byte IDENTIFIER = 5;

	static final byte BRACKET = 6;

	static final byte COMMENT = 7;

	static final byte DOLLAR = 8;

	static final byte BACKSLASH = 9;

	static final byte SEMICOLON = 10;

	/** What a character below 128 begins. */
	private byte[] begins = new byte[128];

	/** Whether a character below 128 continues a word. */
	private final boolean[] wordParts;

	private final boolean unicodeSpaces;

	CharacterClasses(LexicalRules rules) {
		this.unicodeSpaces = rules.unicodeSpaces();
		this.wordParts = new boolean[128];
		for (char c = 0; c < 128; c++) {
			this.wordParts[c] = Character.isLetterOrDigit(c) || c == '_' || c == '$';
			this.begins[c] = classify(c, rules);
		}
	}

	private CharacterClasses(CharacterClasses like) {
		this.begins = like.begins;
		this.wordParts = like.wordParts;
		this.unicodeSpaces = like.unicodeSpaces;
	}

	/**
	 * The same for another script, which may change them for itself: to classify all
	 * characters takes longer than to read a small one.
	 */
	CharacterClasses another() {
		return new CharacterClasses(this);
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
	 * What a character may begin.
	 * @param c the character
	 * @return one of the constants
	 */
	byte of(char c) {
		return (c < 128) ? this.begins[c] : isUnicodeSpace(c) ? SPACE : LETTER;
	}

	boolean isWordPart(char c) {
		return (c < 128) ? this.wordParts[c] : !isUnicodeSpace(c);
	}

	private boolean isUnicodeSpace(char c) {
		return this.unicodeSpaces && Character.isSpaceChar(c);
	}

	/**
	 * Says whether double quotes enclose strings from here on.
	 * @param strings whether they do, and not identifiers
	 */
	void setDoubleQuotedStrings(boolean strings) {
		byte[] changed = this.begins.clone();
		changed['"'] = strings ? STRING : IDENTIFIER;
		this.begins = changed;
	}

}
