package dev.migrations.script;

import dev.migrations.dialect.Vendor;
import dev.migrations.model.StatementKind;

/**
 * Is shown a statement token by token, and keeps those that tell its kind. Of one that
 * inserts, where nearly all tokens are values, none but the first one.
 */
final class StatementClassifier {

	/** Enough for the longest statement whose kind or objects are read from tokens. */
	private static final int MAX_TOKENS = 128;

	/** Enough for {@code INTO}, what stands before the name of a table, and the name. */
	private static final int MAX_TOKENS_OF_INTO = 10;

	private final StatementTokens tokens;

	/** How many more tokens are of interest. */
	private int appetite;

	private final QueryScan query;

	private final KindRules kinds;

	/** Whether nothing speaks against rows that are listed, so far. */
	private boolean listsRows;

	StatementClassifier(Vendor vendor, StatementTokens tokens) {
		this.tokens = tokens;
		this.query = new QueryScan(vendor == Vendor.POSTGRESQL);
		this.kinds = new KindRules(vendor, tokens, this.query);
	}

	void begin() {
		this.tokens.clear();
		this.appetite = MAX_TOKENS;
		this.query.clear();
		this.listsRows = false;
	}

	/**
	 * Begins a statement whose first words are those of the last one, which lists rows.
	 */
	void beginAlike() {
		this.listsRows = true;
	}

	/**
	 * Whether another token may change the outcome.
	 * @return whether to call {@link #token}
	 */
	boolean isInterested() {
		return this.appetite > 0;
	}

	void token(TokenType type, Lexer lexer) {
		if (type == TokenType.HINT || type == TokenType.CODE_COMMENT_BEGIN || type == TokenType.CODE_COMMENT_END) {
			return;
		}
		Keyword keyword = (type == TokenType.WORD) ? lexer.keyword() : Keyword.NONE;
		if (this.tokens.size() == 0) {
			first(type, keyword);
			return;
		}
		switch (this.tokens.keyword(0)) {
			case SELECT, WITH -> query(type, keyword, lexer);
			case DROP, TRUNCATE, RENAME, COPY -> this.tokens.add(type, keyword);
			default -> {
				this.tokens.add(type, keyword);
				this.appetite--;
			}
		}
	}

	private void first(TokenType type, Keyword keyword) {
		this.tokens.add(type, keyword);
		switch (keyword) {
			case INSERT, REPLACE -> {
				this.appetite = 0;
				this.listsRows = true;
			}
			case UPDATE, DELETE, MERGE, VALUES -> this.appetite = 0;
			case SELECT -> this.appetite = this.query.begin() ? 1 : 0;
			default -> {
			}
		}
	}

	/**
	 * Of a query, the name of the table that it creates is kept.
	 */
	private void query(TokenType type, Keyword keyword, Lexer lexer) {
		boolean decided = !this.query.token(type, keyword, lexer);
		if (this.query.isInto() && !decided) {
			this.tokens.add(type, keyword);
		}
		this.appetite = (decided || this.tokens.size() > MAX_TOKENS_OF_INTO) ? 0 : 1;
	}

	/**
	 * A word that does not decide on the kind any more.
	 * @param chars where it stands
	 * @param from its beginning
	 * @param to its end
	 */
	void word(char[] chars, int from, int to) {
		if (!this.listsRows || to - from < 4) {
			return;
		}
		switch (chars[from] | 0x20) {
			case 's', 't', 'w', 'r' -> {
				switch (Keyword.of(chars, from, to)) {
					case SELECT, TABLE, WITH, RETURNING -> this.listsRows = false;
					default -> {
					}
				}
			}
			default -> {
			}
		}
	}

	/**
	 * Whether the statement inserts or replaces rows that it lists itself: it contains no
	 * query and returns nothing.
	 * @return whether it does
	 */
	boolean listsRows() {
		return this.listsRows;
	}

	/**
	 * The kind of the statement whose tokens were shown.
	 * @return its kind
	 */
	StatementKind kind() {
		return this.kinds.kind();
	}

}
