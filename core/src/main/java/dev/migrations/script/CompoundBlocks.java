package dev.migrations.script;

import java.util.Arrays;

/**
 * Open blocks of a compound statement of MariaDB or MySQL.
 * <ol>
 * <li>Only where a statement may begin do {@code BEGIN}, {@code IF}, {@code CASE},
 * {@code LOOP}, {@code REPEAT}, {@code WHILE} and {@code FOR} open a block: so the
 * functions {@code IF()} and {@code REPEAT()} open none.</li>
 * <li>A statement may begin after a delimiter, a label, {@code BEGIN}, {@code LOOP} and
 * {@code REPEAT}, after the {@code THEN}, {@code ELSE} and {@code DO} of a block, and
 * after the conditions of {@code DECLARE … HANDLER FOR}.</li>
 * <li>Only there, or after {@code UNTIL} and its condition, does {@code END} close a
 * block.</li>
 * <li>Anywhere else {@code CASE} opens an expression, which the first {@code END} closes
 * that follows an operand.</li>
 * </ol>
 */
final class CompoundBlocks {

	private enum Handler {

		NONE, DECLARED, CONDITION, CONDITION_PART, AFTER_CONDITION

	}

	/** The keyword that opened each block; {@code WHEN} stands for a CASE expression. */
	private Keyword[] open = new Keyword[16];

	private int depth;

	private boolean statementExpected;

	private boolean declaring;

	private Handler handler = Handler.NONE;

	/** Whether the label of a block may stand here, which the last token could be. */
	private boolean afterLabel;

	private boolean afterEnd;

	private boolean afterUntil;

	private boolean afterDot;

	private boolean afterOperand;

	/**
	 * Begins anew.
	 */
	void clear() {
		this.depth = 0;
		this.statementExpected = true;
		this.declaring = false;
		this.handler = Handler.NONE;
		this.afterLabel = false;
		this.afterEnd = false;
		this.afterUntil = false;
		this.afterDot = false;
		this.afterOperand = false;
	}

	boolean isEmpty() {
		return this.depth == 0;
	}

	static boolean opensBlock(Keyword keyword) {
		return switch (keyword) {
			case BEGIN, IF, CASE, LOOP, REPEAT, WHILE, FOR -> true;
			default -> false;
		};
	}

	void token(TokenType type, Keyword keyword, char first) {
		if (type == TokenType.DELIMITER) {
			delimiter();
		}
		else {
			if (this.handler != Handler.NONE) {
				condition(type, keyword, first);
			}
			if (this.statementExpected) {
				beginStatement(type, keyword);
			}
			else if (this.afterLabel && type == TokenType.PUNCTUATION && first == ':') {
				this.statementExpected = true;
				this.afterLabel = false;
			}
			else {
				this.afterLabel = false;
				insideStatement(keyword);
			}
		}
		this.afterDot = type == TokenType.PUNCTUATION && first == '.';
		this.afterOperand = isOperand(type, keyword, first);
	}

	private void delimiter() {
		while (this.depth > 0 && this.open[this.depth - 1] == Keyword.WHEN) {
			this.depth--;
		}
		this.statementExpected = true;
		this.declaring = false;
		this.handler = Handler.NONE;
		this.afterEnd = false;
		this.afterUntil = false;
	}

	private void beginStatement(TokenType type, Keyword keyword) {
		this.statementExpected = false;
		this.afterLabel = type == TokenType.QUOTED_IDENTIFIER || type == TokenType.WORD;
		if (opensBlock(keyword)) {
			push(keyword);
			this.statementExpected = keyword == Keyword.BEGIN || keyword == Keyword.LOOP || keyword == Keyword.REPEAT;
			return;
		}
		switch (keyword) {
			case END -> close();
			case ELSE -> this.statementExpected = true;
			case UNTIL -> this.afterUntil = true;
			case DECLARE -> this.declaring = true;
			default -> {
			}
		}
	}

	private void insideStatement(Keyword keyword) {
		Keyword top = (this.depth > 0) ? this.open[this.depth - 1] : Keyword.NONE;
		switch (keyword) {
			case CASE -> {
				if (!this.afterDot && !this.afterEnd) {
					push(Keyword.WHEN);
				}
			}
			case END -> {
				if (top == Keyword.WHEN) {
					this.depth -= this.afterOperand ? 1 : 0;
				}
				else if (top == Keyword.REPEAT && this.afterUntil && !this.afterDot) {
					close();
				}
			}
			case THEN -> this.statementExpected = top == Keyword.IF || top == Keyword.CASE;
			case DO, LOOP -> this.statementExpected = !this.afterEnd && (top == Keyword.WHILE || top == Keyword.FOR);
			case ATOMIC -> this.statementExpected = top == Keyword.BEGIN;
			case HANDLER -> this.handler = this.declaring ? Handler.DECLARED : Handler.NONE;
			default -> {
			}
		}
	}

	/**
	 * Follows the conditions of a handler up to its statement.
	 */
	private void condition(TokenType type, Keyword keyword, char first) {
		this.handler = switch (this.handler) {
			case NONE, DECLARED -> (keyword == Keyword.FOR) ? Handler.CONDITION : this.handler;
			case CONDITION -> (keyword == Keyword.SQLSTATE || keyword == Keyword.NOT) ? Handler.CONDITION_PART
					: Handler.AFTER_CONDITION;
			case CONDITION_PART -> (keyword == Keyword.VALUE) ? Handler.CONDITION_PART : Handler.AFTER_CONDITION;
			case AFTER_CONDITION -> {
				boolean another = type == TokenType.PUNCTUATION && first == ',';
				this.statementExpected = !another;
				yield another ? Handler.CONDITION : Handler.NONE;
			}
		};
	}

	private void push(Keyword keyword) {
		if (this.depth == this.open.length) {
			this.open = Arrays.copyOf(this.open, this.depth * 2);
		}
		this.open[this.depth++] = keyword;
	}

	private void close() {
		this.depth--;
		this.afterEnd = true;
		this.afterUntil = false;
	}

	private static boolean isOperand(TokenType type, Keyword keyword, char first) {
		return switch (type) {
			case WORD -> switch (keyword) {
				case CASE, WHEN, THEN, ELSE, AND, OR, NOT, IN, LIKE, BETWEEN, IS, SELECT -> false;
				default -> true;
			};
			case PUNCTUATION -> first == ')';
			case DELIMITER -> false;
			default -> true;
		};
	}

}
