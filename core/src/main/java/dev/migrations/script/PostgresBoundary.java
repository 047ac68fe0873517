package dev.migrations.script;

/**
 * Boundary of PostgreSQL's statements.
 * <ol>
 * <li>A delimiter in parentheses ends nothing, as in
 * {@code CREATE RULE … DO (…; …)}.</li>
 * <li>In {@code CREATE [OR REPLACE] FUNCTION | PROCEDURE}, {@code BEGIN} directly before
 * {@code ATOMIC}, outside of parentheses, begins a body.</li>
 * <li>The body ends with the first {@code END} that stands where a statement of the body
 * would begin, so neither {@code CASE … END} nor columns named {@code end} end it.</li>
 * <li>A statement of the body that creates a function may have a body of its own.</li>
 * </ol>
 */
final class PostgresBoundary implements StatementBoundary {

	private enum State {

		START, CREATE, ROUTINE, PLAIN

	}

	private final CharWindow window;

	private State state = State.START;

	private boolean afterBegin;

	/** Open bodies. */
	private int bodies;

	private int parentheses;

	private int bodyOpened;

	private int parenthesisOpened;

	private int begun;

	PostgresBoundary(CharWindow window) {
		this.window = window;
	}

	@Override
	public void begin() {
		this.state = State.START;
		this.afterBegin = false;
		this.bodies = 0;
		this.parentheses = 0;
	}

	@Override
	public void token(TokenType type, Lexer lexer) {
		if (type == TokenType.PUNCTUATION) {
			punctuation(lexer);
		}
		else if (type == TokenType.DELIMITER) {
			if (this.parentheses == 0) {
				this.state = State.START;
			}
		}
		else if (this.state != State.PLAIN) {
			word((type == TokenType.WORD) ? lexer.keyword() : Keyword.NONE);
		}
	}

	private void punctuation(Lexer lexer) {
		if (lexer.is('(')) {
			if (this.parentheses++ == 0) {
				this.parenthesisOpened = this.window.mark - this.window.anchor;
			}
		}
		else if (lexer.is(')') && this.parentheses > 0) {
			this.parentheses--;
		}
		this.afterBegin = false;
		if (this.state == State.START) {
			this.state = State.PLAIN;
		}
	}

	private void word(Keyword keyword) {
		switch (this.state) {
			case START -> {
				if (keyword == Keyword.END && this.bodies > 0) {
					this.bodies--;
				}
				this.state = (keyword == Keyword.CREATE) ? State.CREATE : State.PLAIN;
			}
			case CREATE -> {
				if (keyword == Keyword.FUNCTION || keyword == Keyword.PROCEDURE) {
					this.state = State.ROUTINE;
				}
				else if (keyword != Keyword.OR && keyword != Keyword.REPLACE) {
					this.state = State.PLAIN;
				}
			}
			case ROUTINE -> routine(keyword);
			case PLAIN -> {
			}
		}
	}

	private void routine(Keyword keyword) {
		if (keyword == Keyword.ATOMIC && this.afterBegin) {
			if (this.bodies++ == 0) {
				this.bodyOpened = this.begun;
			}
			this.state = State.START;
			this.afterBegin = false;
			return;
		}
		this.afterBegin = keyword == Keyword.BEGIN && this.parentheses == 0;
		this.begun = this.window.mark - this.window.anchor;
	}

	@Override
	public boolean isOpen() {
		return this.parentheses > 0 || this.bodies > 0;
	}

	@Override
	public boolean isPlain() {
		return this.state == State.PLAIN;
	}

	@Override
	public int opened() {
		return (this.bodies > 0) ? this.bodyOpened : this.parenthesisOpened;
	}

	@Override
	public String what() {
		return (this.bodies > 0) ? "body" : "parenthesis";
	}

}
