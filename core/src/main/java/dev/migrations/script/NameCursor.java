package dev.migrations.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.migrations.model.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the tokens of a statement in search of types and names of objects.
 */
final class NameCursor {

	private final StatementTokens tokens;

	private int at;

	NameCursor(StatementTokens tokens) {
		this(tokens, 0);
	}

	NameCursor(StatementTokens tokens, int at) {
		this.tokens = tokens;
		this.at = at;
	}

	/**
	 * The keyword at which the cursor stands.
	 * @return the keyword; {@link Keyword#NONE} for anything else
	 */
	Keyword keyword() {
		return this.tokens.keyword(this.at);
	}

	Keyword following() {
		return this.tokens.keyword(this.at + 1);
	}

	void advance() {
		this.at++;
	}

	int position() {
		return this.at;
	}

	boolean isAtEnd() {
		return this.at >= this.tokens.size();
	}

	/**
	 * Whether the cursor stands at a word or a sign.
	 * @param word the word, in either case
	 * @return whether it does
	 */
	boolean isWord(String word) {
		return this.tokens.text(this.at).equalsIgnoreCase(word);
	}

	/**
	 * Whether the cursor stands behind a word.
	 * @param word the word, in either case
	 * @return whether it does
	 */
	boolean isBehind(String word) {
		return this.at > 0 && this.tokens.text(this.at - 1).equalsIgnoreCase(word);
	}

	/**
	 * The word or sign at which the cursor stands.
	 * @return its text in upper case; empty at the end
	 */
	String word() {
		return this.tokens.text(this.at).toUpperCase(Locale.ROOT);
	}

	/**
	 * Whether a column occurs before the next comma outside of parentheses. A type or a
	 * function may have its name as well.
	 * @param name its name, in either case
	 */
	boolean occurs(String name) {
		int depth = 0;
		for (int i = this.at; i < this.tokens.size() && (depth > 0 || !this.tokens.is(i, ',')); i++) {
			depth += this.tokens.is(i, '(') ? 1 : this.tokens.is(i, ')') ? -1 : 0;
			if (this.tokens.isName(i) && this.tokens.unquoted(i).equalsIgnoreCase(name) && isColumn(i)) {
				return true;
			}
		}
		return false;
	}

	private boolean isColumn(int index) {
		int first = index;
		while (this.tokens.is(first - 1, '.') && first > 2) {
			first -= 2;
		}
		return !this.tokens.is(first - 1, ':') && this.tokens.keyword(first - 1) != Keyword.AS
				&& !this.tokens.is(index + 1, '(') && this.tokens.type(index + 1) != TokenType.STRING;
	}

	/**
	 * Goes behind a token, or behind a group in parentheses.
	 */
	void step() {
		this.at = this.tokens.is(this.at, '(') ? this.tokens.skipGroup(this.at) : this.at + 1;
	}

	void skipGroup() {
		this.at = this.tokens.skipGroup(this.at);
	}

	/**
	 * The string at which the cursor stands.
	 * @return its text without quotes; empty if there is none
	 */
	String string() {
		return (this.tokens.type(this.at) == TokenType.STRING) ? this.tokens.unquoted(this.at) : "";
	}

	boolean isBeforeName() {
		return this.tokens.isName(this.at + 1);
	}

	/**
	 * Goes to a keyword if it occurs.
	 * @param keyword the keyword
	 * @return whether it does
	 */
	boolean find(Keyword keyword) {
		int found = this.tokens.find(keyword, this.at);
		this.at = (found >= 0) ? found : this.at;
		return found >= 0;
	}

	/**
	 * Goes to a token.
	 */
	void goTo(int position) {
		this.at = position;
	}

	/**
	 * Goes to a keyword outside of parentheses.
	 * @param keyword the keyword
	 * @return whether it occurs
	 */
	boolean goTo(Keyword keyword) {
		while (this.at < this.tokens.size()) {
			if (keyword() == keyword) {
				return true;
			}
			step();
		}
		return false;
	}

	/**
	 * Reads the type of the object, with its modifiers passed over.
	 * @return the type in upper case; empty if there is none
	 */
	String type() {
		while (this.at < this.tokens.size()) {
			String type = ObjectTypes.at(this.tokens, this.at);
			if (type != null) {
				this.at += ObjectTypes.length(this.tokens, this.at);
				return type;
			}
			int modifier = ObjectTypes.modifier(this.tokens, this.at);
			if (modifier == 0) {
				break;
			}
			this.at += modifier;
		}
		return "";
	}

	/**
	 * Reads the type as {@link #type()} does; {@code TABLES} is one as well.
	 */
	String objectType() {
		if (isWord("TABLES")) {
			this.at++;
			return "TABLE";
		}
		return type();
	}

	/**
	 * Goes behind {@code CONCURRENTLY}, {@code ONLY} and {@code IF [NOT] EXISTS}.
	 */
	void skipConditions() {
		while (true) {
			switch (keyword()) {
				case CONCURRENTLY, ONLY -> this.at++;
				case IF -> {
					while (keyword() == Keyword.IF || keyword() == Keyword.NOT || keyword() == Keyword.EXISTS) {
						this.at++;
					}
				}
				default -> {
					return;
				}
			}
		}
	}

	/**
	 * Goes behind a comma.
	 * @return whether there was one
	 */
	boolean comma() {
		if (this.tokens.is(this.at, ',')) {
			this.at++;
			return true;
		}
		return false;
	}

	/**
	 * Reads a name.
	 * @return its parts without quotes, the qualifiers first; empty if there is none
	 */
	List<String> parts() {
		List<String> parts = new ArrayList<>(3);
		while (this.tokens.isName(this.at)) {
			parts.add(this.tokens.unquoted(this.at++));
			if (!this.tokens.is(this.at, '.')) {
				break;
			}
			this.at++;
		}
		return parts;
	}

	/**
	 * Reads the name of an object.
	 * @param type its type
	 * @return the object, without what stands before its schema; null if there is none
	 */
	@Nullable ObjectName object(String type) {
		List<String> parts = parts();
		int size = parts.size();
		return (size > 0) ? new ObjectName(type, (size > 1) ? parts.get(size - 2) : null, parts.get(size - 1)) : null;
	}

}
