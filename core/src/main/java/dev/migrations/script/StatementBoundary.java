package dev.migrations.script;

import dev.migrations.dialect.LexicalRules;

/**
 * Tells whether a delimiter ends the statement, or stands in a body inside of it. It is
 * shown every token of a statement except white space and comments.
 */
interface StatementBoundary {

	/**
	 * Begins a statement.
	 */
	void begin();

	/**
	 * Takes note of a token.
	 * @param type its type
	 * @param lexer the lexer, at this token
	 */
	void token(TokenType type, Lexer lexer);

	/**
	 * Whether a delimiter would stand inside of the statement.
	 * @return whether something is open
	 */
	boolean isOpen();

	/**
	 * Whether, up to the next delimiter, nothing but parentheses matters.
	 * @return false if a word may still begin or end something
	 */
	boolean isPlain();

	/**
	 * Begin of what is open.
	 * @return characters from the beginning of the statement
	 */
	int opened();

	/**
	 * What is open, as messages name it.
	 * @return such as {@code body}
	 */
	String what();

	/**
	 * The strategy of a dialect.
	 * @param rules its rules
	 * @param window the characters that the lexer reads
	 * @return the strategy
	 */
	static StatementBoundary of(LexicalRules rules, CharWindow window) {
		return switch (rules.bodies()) {
			case NONE -> new PlainBoundary();
			case SQLITE -> new SqliteBoundary(window);
			case POSTGRESQL -> new PostgresBoundary(window);
			case MYSQL -> new MysqlBoundary(window);
		};
	}

}
