package dev.migrations.script;

import java.util.Arrays;
import java.util.Locale;

import dev.migrations.dialect.Vendor;
import org.jspecify.annotations.Nullable;

/**
 * Tokens at the beginning of a statement, from which its kind and the objects that it
 * names are told. Positions are relative to the beginning of the statement.
 */
final class StatementTokens {

	private final CharWindow window;

	private TokenType[] types = new TokenType[64];

	private Keyword[] keywords = new Keyword[64];

	private int[] from = new int[64];

	private int[] to = new int[64];

	private int size;

	/** As whom names are read; null to read them as they are written. */
	private @Nullable Vendor reader;

	/** Whether backslashes escape in plain strings. */
	private boolean escapes;

	/** Whether some of them stand in a comment that only some servers read. */
	private boolean conditional;

	StatementTokens(CharWindow window) {
		this.window = window;
	}

	void clear() {
		this.size = 0;
	}

	int size() {
		return this.size;
	}

	void add(TokenType type, Keyword keyword) {
		if (this.size == this.types.length) {
			int length = this.size * 2;
			this.types = Arrays.copyOf(this.types, length);
			this.keywords = Arrays.copyOf(this.keywords, length);
			this.from = Arrays.copyOf(this.from, length);
			this.to = Arrays.copyOf(this.to, length);
		}
		this.types[this.size] = type;
		this.keywords[this.size] = keyword;
		this.from[this.size] = this.window.mark - this.window.anchor;
		this.to[this.size] = this.window.position - this.window.anchor;
		this.size++;
	}

	/**
	 * The keyword at an index.
	 * @param index the index, which may lie behind the last token
	 * @return the keyword; {@link Keyword#NONE} for anything else
	 */
	Keyword keyword(int index) {
		return (index < this.size) ? this.keywords[index] : Keyword.NONE;
	}

	boolean is(int index, char punctuation) {
		return index >= 0 && index < this.size && this.types[index] == TokenType.PUNCTUATION
				&& this.window.chars[this.window.anchor + this.from[index]] == punctuation;
	}

	TokenType type(int index) {
		return (index < this.size) ? this.types[index] : TokenType.END;
	}

	/**
	 * From now on, names are read as a database does.
	 * @param reader the database
	 * @param escapes whether backslashes escape in its plain strings
	 */
	void readAs(Vendor reader, boolean escapes) {
		this.reader = reader;
		this.escapes = escapes;
	}

	/**
	 * Some of the tokens stand in a comment that only some servers read.
	 */
	void setConditional() {
		this.conditional = true;
	}

	boolean isConditional() {
		return this.conditional;
	}

	boolean isName(int index) {
		TokenType type = type(index);
		return type == TokenType.WORD || type == TokenType.QUOTED_IDENTIFIER
				|| type == TokenType.STRING && this.reader != null && ReadNames.mayBeStrings(this.reader);
	}

	/**
	 * Whether a keyword occurs.
	 * @param keyword the keyword
	 * @param first where to begin
	 * @return its index; negative if it does not occur
	 */
	int find(Keyword keyword, int first) {
		for (int i = first; i < this.size; i++) {
			if (this.keywords[i] == keyword) {
				return i;
			}
		}
		return -1;
	}

	/**
	 * Goes behind a group in parentheses.
	 * @param index where the parenthesis may open
	 * @return the index behind its end; {@code index} if none opens there
	 */
	int skipGroup(int index) {
		if (!is(index, '(')) {
			return index;
		}
		int depth = 0;
		int at = index;
		do {
			depth += is(at, '(') ? 1 : is(at, ')') ? -1 : 0;
			at++;
		}
		while (depth > 0 && at < this.size);
		return at;
	}

	/**
	 * The text of a token.
	 * @param index its index
	 * @return the text, with its quotes; empty behind the last token
	 */
	String text(int index) {
		if (index >= this.size) {
			return "";
		}
		int anchor = this.window.anchor;
		return new String(this.window.chars, anchor + this.from[index], this.to[index] - this.from[index]);
	}

	/**
	 * The text from one token to another, with what lies between them.
	 * @param first the first token
	 * @param end the token behind the last one
	 * @return the text
	 */
	String text(int first, int end) {
		return new String(this.window.chars, this.window.anchor + this.from[first],
				this.to[end - 1] - this.from[first]);
	}

	/**
	 * Whether a text occurs in these tokens or between them.
	 * @param text the text, in lower case
	 * @return whether it does, in either case
	 */
	boolean mentions(String text) {
		return this.size > 0 && text(0, this.size).toLowerCase(Locale.ROOT).contains(text);
	}

	/**
	 * On which line of the text a token begins.
	 * @param index its index
	 * @return the line, counted from 0
	 */
	int line(int index) {
		return (int) this.window.place(this.window.anchor + this.from[index]).line() - 1;
	}

	/**
	 * The text of a name or string without its quotes.
	 * @param index its index
	 * @return the name as the database reads it, apart from folding its case
	 */
	String unquoted(int index) {
		String name = written(index);
		return (this.reader == null || type(index) == TokenType.STRING) ? name
				: ReadNames.read(this.reader, name, text(index));
	}

	boolean isOfPostgres() {
		return this.reader == Vendor.POSTGRESQL;
	}

	/**
	 * Whether backslashes escape in a string.
	 */
	boolean isEscaped(int index) {
		return this.escapes || (this.reader == Vendor.POSTGRESQL && text(index).regionMatches(true, 0, "E'", 0, 2));
	}

	private String written(int index) {
		String text = text(index);
		int open = 0;
		while (open < text.length() && "\"`['".indexOf(text.charAt(open)) < 0) {
			open++;
		}
		if (type(index) == TokenType.WORD || open + 1 >= text.length()) {
			return text;
		}
		char quote = text.charAt(open);
		String inner = text.substring(open + 1, text.length() - 1);
		if (quote == '[') {
			return inner;
		}
		String name = inner.replace("" + quote + quote, String.valueOf(quote));
		return (quote == '"' && text.regionMatches(true, 0, "U&", 0, 2)) ? ReadNames.decoded(name) : name;
	}

}
