package dev.migrations.script;

/**
 * Boundary of statements that contain no statements: every delimiter ends one.
 */
final class PlainBoundary implements StatementBoundary {

	@Override
	public void begin() {
	}

	@Override
	public void token(TokenType type, Lexer lexer) {
	}

	@Override
	public boolean isOpen() {
		return false;
	}

	@Override
	public boolean isPlain() {
		return true;
	}

	@Override
	public int opened() {
		return 0;
	}

	@Override
	public String what() {
		return "statement";
	}

}
