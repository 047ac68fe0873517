package dev.migrations.script;

/**
 * Boundary of statements of MariaDB and MySQL, where no own delimiter is set.
 * <ol>
 * <li>A statement has a body if it creates a procedure, function, trigger or event,
 * alters an event, or is a compound statement itself, with a label before it or
 * without.</li>
 * <li>The body begins behind the parameters and characteristics of a routine, behind
 * {@code FOR EACH ROW} and the order of a trigger, or behind the {@code DO} of an
 * event.</li>
 * <li>Only a body that is a block contains delimiters, as {@link CompoundBlocks}
 * tells.</li>
 * </ol>
 */
final class MysqlBoundary implements StatementBoundary {

	private enum State {

		START, LABEL, AFTER_BEGIN, HEAD, PARAMETERS, CHARACTERISTICS, TRIGGER, TRIGGER_ORDER, EVENT, BODY, BODY_LABEL,
		BLOCK, PLAIN

	}

	private final CharWindow window;

	private final CompoundBlocks blocks = new CompoundBlocks();

	private State state = State.START;

	private int parentheses;

	private int opened;

	private Keyword previous = Keyword.NONE;

	/** Tokens of a clause that are still to be passed over. */
	private int skipped;

	MysqlBoundary(CharWindow window) {
		this.window = window;
	}

	@Override
	public void begin() {
		this.state = State.START;
		this.parentheses = 0;
		this.previous = Keyword.NONE;
		this.skipped = 0;
	}

	@Override
	public void token(TokenType type, Lexer lexer) {
		if (this.state == State.PLAIN || type == TokenType.HINT || type == TokenType.CODE_COMMENT_BEGIN
				|| type == TokenType.CODE_COMMENT_END) {
			return;
		}
		Keyword keyword = (type == TokenType.WORD) ? lexer.keyword() : Keyword.NONE;
		char first = this.window.chars[this.window.mark];
		if (this.state == State.BLOCK) {
			// In a comment with code a semicolon ends no statement of the script.
			boolean delimiter = type == TokenType.PUNCTUATION && first == ';';
			this.blocks.token(delimiter ? TokenType.DELIMITER : type, keyword, first);
			if (this.blocks.isEmpty()) {
				this.state = State.PLAIN;
			}
			return;
		}
		if (type == TokenType.PUNCTUATION && (first == '(' || first == ')')) {
			this.parentheses += (first == '(') ? 1 : -1;
		}
		if (this.parentheses == 0) {
			this.state = next(type, keyword, first);
		}
		this.previous = keyword;
	}

	private State next(TokenType type, Keyword keyword, char first) {
		boolean colon = type == TokenType.PUNCTUATION && first == ':';
		return switch (this.state) {
			case START -> start(type, keyword);
			case LABEL -> colon ? State.START : State.PLAIN;
			case AFTER_BEGIN -> (keyword == Keyword.NOT) ? block(Keyword.BEGIN, this.opened) : State.PLAIN;
			case HEAD -> head(type, keyword, first);
			case PARAMETERS -> (type == TokenType.PUNCTUATION && first == ')') ? State.CHARACTERISTICS : this.state;
			case CHARACTERISTICS -> colon ? State.BODY : characteristic(keyword);
			case TRIGGER ->
				(keyword == Keyword.ROW && this.previous == Keyword.EACH) ? State.TRIGGER_ORDER : this.state;
			case TRIGGER_ORDER -> triggerOrder(type, keyword);
			case EVENT -> (keyword == Keyword.DO) ? State.BODY : this.state;
			case BODY -> body(type, keyword);
			case BODY_LABEL -> colon ? State.BODY : State.PLAIN;
			case BLOCK, PLAIN -> this.state;
		};
	}

	private State start(TokenType type, Keyword keyword) {
		if (keyword == Keyword.BEGIN) {
			this.opened = this.window.mark - this.window.anchor;
			return State.AFTER_BEGIN;
		}
		if (CompoundBlocks.opensBlock(keyword)) {
			return block(keyword, this.window.mark - this.window.anchor);
		}
		return switch (keyword) {
			case CREATE, ALTER -> State.HEAD;
			// These cannot be labels.
			case INSERT, REPLACE -> State.PLAIN;
			default -> isLabel(type) ? State.LABEL : State.PLAIN;
		};
	}

	private State head(TokenType type, Keyword keyword, char first) {
		if (this.skipped > 0) {
			this.skipped--;
			return this.state;
		}
		return switch (keyword) {
			case PROCEDURE, FUNCTION -> State.PARAMETERS;
			case TRIGGER -> State.TRIGGER;
			case EVENT -> State.EVENT;
			case OR, REPLACE, AGGREGATE -> this.state;
			case DEFINER -> {
				this.skipped = 2;
				yield this.state;
			}
			default -> (type == TokenType.PUNCTUATION) ? head(first) : State.PLAIN;
		};
	}

	/**
	 * The host of a definer, or the parentheses behind {@code CURRENT_USER}.
	 */
	private State head(char first) {
		this.skipped = (first == '@') ? 1 : 0;
		return (first == '@' || first == ')') ? this.state : State.PLAIN;
	}

	private State characteristic(Keyword keyword) {
		if (CompoundBlocks.opensBlock(keyword)) {
			return block(keyword, this.window.mark - this.window.anchor);
		}
		return switch (keyword) {
			case SET ->
				(this.previous == Keyword.CHARACTER || this.previous == Keyword.RETURNS) ? this.state : State.PLAIN;
			case RETURN, SELECT, INSERT, UPDATE, DELETE, REPLACE, CALL, DO, WITH, CREATE, ALTER, DROP, TRUNCATE, RENAME,
					EXECUTE, PREPARE, SIGNAL, START, COMMIT, ROLLBACK, GRANT, REVOKE, LOCK ->
				State.PLAIN;
			default -> this.state;
		};
	}

	private State triggerOrder(TokenType type, Keyword keyword) {
		if (keyword == Keyword.FOLLOWS || keyword == Keyword.PRECEDES) {
			return this.state;
		}
		if (this.previous == Keyword.FOLLOWS || this.previous == Keyword.PRECEDES) {
			return State.BODY;
		}
		return body(type, keyword);
	}

	private State body(TokenType type, Keyword keyword) {
		if (CompoundBlocks.opensBlock(keyword)) {
			return block(keyword, this.window.mark - this.window.anchor);
		}
		return isLabel(type) ? State.BODY_LABEL : State.PLAIN;
	}

	private static boolean isLabel(TokenType type) {
		return type == TokenType.WORD || type == TokenType.QUOTED_IDENTIFIER;
	}

	private State block(Keyword keyword, int position) {
		this.opened = position;
		this.blocks.clear();
		this.blocks.token(TokenType.WORD, keyword, ' ');
		if (this.state == State.AFTER_BEGIN) {
			this.blocks.token(TokenType.WORD, Keyword.NOT, ' ');
		}
		return State.BLOCK;
	}

	@Override
	public boolean isOpen() {
		return this.state == State.BLOCK;
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
