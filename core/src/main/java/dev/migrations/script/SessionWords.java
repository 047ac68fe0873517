package dev.migrations.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.migrations.script.StatementTokenizer.Token;

/**
 * Tokens of a statement that sets something for its session, without blanks and comments.
 * Indexes may lie outside.
 */
final class SessionWords {

	private final List<Token> tokens = new ArrayList<>();

	SessionWords(StatementTokenizer tokenizer, String text) {
		for (Token token : tokenizer.tokens(text)) {
			if (!isBlank(token)) {
				this.tokens.add(token);
			}
		}
	}

	/**
	 * Of a comment that holds code only its beginning and its end are tokens.
	 */
	private static boolean isBlank(Token token) {
		String text = token.text();
		return token.kind() == Token.Kind.OTHER && (text.isBlank() || text.startsWith("--") || text.startsWith("#")
				|| text.startsWith("/*") || text.equals("*/"));
	}

	int size() {
		return this.tokens.size();
	}

	private boolean isWithin(int index) {
		return index >= 0 && index < this.tokens.size();
	}

	/**
	 * The word at an index, in upper case; empty if there is something else.
	 */
	String word(int index) {
		return (isWithin(index) && this.tokens.get(index).kind() == Token.Kind.WORD)
				? this.tokens.get(index).text().toUpperCase(Locale.ROOT) : "";
	}

	/**
	 * What is at an index, in upper case; empty if there is nothing.
	 */
	String symbol(int index) {
		return isWithin(index) ? this.tokens.get(index).text().toUpperCase(Locale.ROOT) : "";
	}

	boolean is(int index, String text) {
		return isWithin(index) && this.tokens.get(index).text().equalsIgnoreCase(text);
	}

	/**
	 * The name at an index, in lower case; empty if there is none.
	 */
	String name(int index) {
		return (isWithin(index) && this.tokens.get(index).kind() != Token.Kind.OTHER)
				? this.tokens.get(index).content().toLowerCase(Locale.ROOT) : "";
	}

	/**
	 * What a string says as it is written; empty if there is none.
	 */
	String string(int index) {
		return isString(index) ? this.tokens.get(index).content() : "";
	}

	boolean isString(int index) {
		return isWithin(index) && this.tokens.get(index).kind() == Token.Kind.STRING;
	}

	boolean isQuoted(int index) {
		return isWithin(index) && this.tokens.get(index).kind() == Token.Kind.QUOTED_IDENTIFIER;
	}

	/**
	 * Goes behind a group in parentheses that opens at an index.
	 */
	int skipGroup(int index) {
		int depth = 0;
		int at = index;
		do {
			depth += is(at, "(") ? 1 : is(at, ")") ? -1 : 0;
			at++;
		}
		while (depth > 0 && at < size());
		return at;
	}

}
