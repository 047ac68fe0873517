package dev.migrations.script;

import java.io.IOException;

import dev.migrations.dialect.LexicalRules;
import dev.migrations.dialect.LexicalRules.BackslashEscapes;
import dev.migrations.dialect.LexicalRules.DollarQuotes;
import org.jspecify.annotations.Nullable;

/**
 * Finds the ends of strings and quoted identifiers.
 */
final class QuoteScanner {

	private final LexicalRules rules;

	private final CharWindow window;

	private boolean backslashEscapes;

	QuoteScanner(LexicalRules rules, CharWindow window) {
		this.rules = rules;
		this.window = window;
		this.backslashEscapes = rules.escapesInPlainStrings();
	}

	void setBackslashEscapes(boolean escapes) {
		this.backslashEscapes = escapes;
	}

	boolean escapesInStrings() {
		return this.backslashEscapes;
	}

	boolean escapesInIdentifiers() {
		return this.rules.backslashEscapes() == BackslashEscapes.QUOTES;
	}

	TokenType string(char quote) throws IOException {
		quoted(quote, this.backslashEscapes, "string");
		return TokenType.STRING;
	}

	TokenType identifier(char quote) throws IOException {
		quoted(quote, escapesInIdentifiers(), "quoted identifier");
		return TokenType.QUOTED_IDENTIFIER;
	}

	TokenType bracket() throws IOException {
		if (!toClosing(']', false)) {
			throw unterminated("quoted identifier", "]");
		}
		return TokenType.QUOTED_IDENTIFIER;
	}

	/**
	 * Reads the string whose prefix is the one letter that was just read.
	 * @return the type of the token; null if it is no prefix of a string
	 * @throws IOException if the script cannot be read
	 */
	@Nullable TokenType prefixed() throws IOException {
		int next = this.window.peek(0);
		char prefix = (char) (this.window.chars[this.window.mark] | 0x20);
		boolean tagged = this.rules.backslashEscapes() == BackslashEscapes.E_STRINGS
				|| this.rules.backslashEscapes() == BackslashEscapes.E_AND_PLAIN_STRINGS;
		if (next == '\'') {
			switch (prefix) {
				case 'e' -> {
					if (!tagged) {
						return null;
					}
					escapeString();
				}
				case 'b', 'x' -> quoted('\'', !tagged && this.backslashEscapes, "string");
				case 'n' -> quoted('\'', this.backslashEscapes, "string");
				default -> {
					return null;
				}
			}
			return TokenType.STRING;
		}
		if (tagged && prefix == 'u' && next == '&') {
			int quote = this.window.peek(1);
			if (quote == '\'' || quote == '"') {
				this.window.position++;
				quoted((char) quote, false, (quote == '"') ? "quoted identifier" : "string");
				return (quote == '"') ? TokenType.QUOTED_IDENTIFIER : TokenType.STRING;
			}
		}
		return null;
	}

	/**
	 * Reads a string whose backslashes escape, with its continuations on later lines:
	 * they keep the escapes without repeating the prefix.
	 */
	private void escapeString() throws IOException {
		do {
			quoted('\'', true, "string");
		}
		while (continuation());
	}

	private boolean continuation() throws IOException {
		CharWindow in = this.window;
		int ahead = 0;
		boolean newline = false;
		while (true) {
			int c = in.peek(ahead);
			if (c == '\'' && newline) {
				in.position += ahead;
				return true;
			}
			if (c == '-' && in.peek(ahead + 1) == '-') {
				while (c >= 0 && c != '\n') {
					c = in.peek(++ahead);
				}
			}
			else if (c == ' ' || (c >= '\t' && c <= '\r')) {
				newline |= c == '\n';
				ahead++;
			}
			else {
				return false;
			}
		}
	}

	/**
	 * Reads a dollar quote, a parameter, or the dollar sign alone.
	 * @return the type of the token
	 * @throws IOException if the script cannot be read
	 */
	TokenType dollar() throws IOException {
		CharWindow in = this.window;
		int length = 1;
		if (this.rules.dollarQuotes() == DollarQuotes.TAGGED) {
			int c = in.peek(length);
			if (c >= '0' && c <= '9') {
				in.position += 2;
				return TokenType.PUNCTUATION;
			}
			while (isTagPart(c)) {
				c = in.peek(++length);
			}
		}
		if (in.peek(length) != '$') {
			in.position++;
			return TokenType.PUNCTUATION;
		}
		in.position += length + 1;
		while (toNext('$')) {
			if (!in.ensure(length + 1)) {
				break;
			}
			if (isTag(length)) {
				in.position += length + 1;
				return TokenType.STRING;
			}
			in.position++;
		}
		String tag = in.text(in.mark, in.mark + length + 1);
		throw in.place(in.mark)
			.invalid("the " + tag + " quote that begins here is never closed", "Close it with " + tag + ".");
	}

	private static boolean isTagPart(int c) {
		return c >= 128 || c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
	}

	/**
	 * Whether the tag at the beginning of the token stands at the position again.
	 */
	private boolean isTag(int length) {
		CharWindow in = this.window;
		for (int i = 1; i <= length; i++) {
			if (in.chars[in.position + i] != in.chars[in.mark + i]) {
				return false;
			}
		}
		return true;
	}

	private void quoted(char quote, boolean escapes, String what) throws IOException {
		CharWindow in = this.window;
		do {
			if (!toClosing(quote, escapes)) {
				throw unterminated(what, String.valueOf(quote));
			}
		}
		while (in.peek(0) == quote);
	}

	/**
	 * Goes behind the closing quote. The position is at the opening one.
	 */
	private boolean toClosing(char quote, boolean escapes) throws IOException {
		CharWindow in = this.window;
		in.position++;
		while (true) {
			char[] chars = in.chars;
			int limit = in.limit;
			int at = in.position;
			if (escapes) {
				while (at < limit && chars[at] != quote && chars[at] != '\\') {
					at++;
				}
			}
			else {
				while (at < limit && chars[at] != quote) {
					at++;
				}
			}
			in.position = at;
			if (at < limit) {
				if (chars[at] == quote) {
					in.position++;
					return true;
				}
				if (!in.ensure(2)) {
					return false;
				}
				in.position += 2;
			}
			else if (!in.fill()) {
				return false;
			}
		}
	}

	private boolean toNext(char c) throws IOException {
		CharWindow in = this.window;
		while (true) {
			char[] chars = in.chars;
			int limit = in.limit;
			int at = in.position;
			while (at < limit && chars[at] != c) {
				at++;
			}
			in.position = at;
			if (at < limit) {
				return true;
			}
			if (!in.fill()) {
				return false;
			}
		}
	}

	private RuntimeException unterminated(String what, String closing) {
		return this.window.place(this.window.mark)
			.invalid("the " + what + " that begins here is never closed", "Close it with " + closing + ".");
	}

}
