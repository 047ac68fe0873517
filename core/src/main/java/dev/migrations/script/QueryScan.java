package dev.migrations.script;

/**
 * Looks in {@code WITH} for the statement that decides what the whole does, and in a
 * query for {@code INTO}. It keeps no tokens, because the answer may be anywhere.
 */
final class QueryScan {

	/** Whether a query may create a table, and a part of {@code WITH} may write. */
	private final boolean postgres;

	private int depth;

	private boolean afterParenthesis;

	private Keyword verb = Keyword.NONE;

	private boolean writes;

	private boolean into;

	QueryScan(boolean postgres) {
		this.postgres = postgres;
	}

	void clear() {
		this.depth = 0;
		this.afterParenthesis = false;
		this.verb = Keyword.NONE;
		this.writes = false;
		this.into = false;
	}

	/**
	 * The statement is a query without {@code WITH}.
	 * @return whether more tokens are of interest
	 */
	boolean begin() {
		this.verb = Keyword.SELECT;
		return this.postgres;
	}

	/**
	 * Takes note of a token.
	 * @param type its type
	 * @param keyword the keyword that it is
	 * @param lexer the lexer, at the token
	 * @return whether more tokens are of interest
	 */
	boolean token(TokenType type, Keyword keyword, Lexer lexer) {
		if (type == TokenType.PUNCTUATION && (lexer.is('(') || lexer.is(')'))) {
			this.afterParenthesis = lexer.is('(');
			this.depth += this.afterParenthesis ? 1 : -1;
			return true;
		}
		boolean begins = this.afterParenthesis;
		this.afterParenthesis = false;
		return switch (keyword) {
			case INSERT, UPDATE, DELETE, MERGE, REPLACE -> {
				this.writes |= begins && this.postgres;
				yield !decides(keyword);
			}
			case SELECT, VALUES, TABLE -> !decides(keyword) || this.postgres;
			case INTO -> {
				this.into |= this.depth == 0 && this.postgres;
				yield true;
			}
			case FROM -> this.depth > 0 || this.verb == Keyword.NONE;
			default -> true;
		};
	}

	private boolean decides(Keyword keyword) {
		boolean first = this.depth == 0 && this.verb == Keyword.NONE;
		this.verb = first ? keyword : this.verb;
		return first;
	}

	Keyword verb() {
		return this.verb;
	}

	boolean writes() {
		return this.writes;
	}

	boolean isInto() {
		return this.into;
	}

}
