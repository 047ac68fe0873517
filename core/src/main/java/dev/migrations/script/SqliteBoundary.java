package dev.migrations.script;

/**
 * Boundary of SQLite's statements, of which {@code CREATE TRIGGER} has a body.
 * <ol>
 * <li>Only a statement that begins with {@code CREATE [TEMP] TRIGGER}, or the
 * {@code EXPLAIN} of one, has a body.</li>
 * <li>The body begins with the first {@code BEGIN} after {@code ON}, outside of
 * parentheses, that a statement follows: tables and columns may be named
 * {@code begin}.</li>
 * <li>It ends with the first {@code END} that stands where a statement of the body would
 * begin, so neither {@code CASE … END} nor columns named {@code end} end it.</li>
 * </ol>
 */
final class SqliteBoundary implements StatementBoundary {

	private enum State {

		START, CREATE, HEAD, AFTER_ON, AFTER_BEGIN, BODY, PLAIN

	}

	private final CharWindow window;

	private State state = State.START;

	private boolean statementExpected;

	private int depth;

	private int opened;

	SqliteBoundary(CharWindow window) {
		this.window = window;
	}

	@Override
	public void begin() {
		this.state = State.START;
		this.depth = 0;
	}

	@Override
	public void token(TokenType type, Lexer lexer) {
		switch (this.state) {
			case START, CREATE -> head((type == TokenType.WORD) ? lexer.keyword() : Keyword.NONE);
			case HEAD, AFTER_ON, AFTER_BEGIN -> untilBody(type, lexer);
			case BODY -> body(type, lexer);
			case PLAIN -> {
			}
		}
	}

	private void head(Keyword keyword) {
		this.state = switch (keyword) {
			case EXPLAIN, QUERY, PLAN -> this.state;
			case CREATE -> State.CREATE;
			case TEMP, TEMPORARY -> (this.state == State.CREATE) ? State.CREATE : State.PLAIN;
			case TRIGGER -> (this.state == State.CREATE) ? State.HEAD : State.PLAIN;
			default -> State.PLAIN;
		};
	}

	private void untilBody(TokenType type, Lexer lexer) {
		if (type == TokenType.PUNCTUATION) {
			this.depth += lexer.is('(') ? 1 : lexer.is(')') ? -1 : 0;
		}
		Keyword keyword = (type == TokenType.WORD && this.depth == 0) ? lexer.keyword() : Keyword.NONE;
		if (this.state == State.HEAD) {
			this.state = (keyword == Keyword.ON) ? State.AFTER_ON : State.HEAD;
		}
		else if (this.state == State.AFTER_BEGIN && beginsStatement(keyword)) {
			this.state = State.BODY;
			this.statementExpected = false;
		}
		else if (keyword == Keyword.BEGIN) {
			this.state = State.AFTER_BEGIN;
			this.opened = this.window.mark - this.window.anchor;
		}
		else {
			this.state = State.AFTER_ON;
		}
	}

	private static boolean beginsStatement(Keyword keyword) {
		return switch (keyword) {
			case INSERT, UPDATE, DELETE, SELECT, REPLACE, WITH, VALUES -> true;
			default -> false;
		};
	}

	private void body(TokenType type, Lexer lexer) {
		if (type == TokenType.DELIMITER) {
			this.statementExpected = true;
			return;
		}
		if (this.statementExpected && type == TokenType.WORD && lexer.keyword() == Keyword.END) {
			this.state = State.PLAIN;
		}
		this.statementExpected = false;
	}

	@Override
	public boolean isOpen() {
		return this.state == State.BODY;
	}

	@Override
	public boolean isPlain() {
		return this.state == State.PLAIN;
	}

	@Override
	public int opened() {
		return this.opened;
	}

	@Override
	public String what() {
		return "body";
	}

}
