package dev.migrations.script;

import java.io.IOException;

import dev.migrations.dialect.LexicalRules;
import dev.migrations.dialect.LexicalRules.HashComments;
import org.jspecify.annotations.Nullable;

/**
 * Finds the ends of comments.
 */
final class CommentScanner {

	/** What a comment that holds options begins with, after its dashes. */
	static final String OPTIONS = "migrations";

	private static final int MAX_OPTIONS = 4096;

	private final LexicalRules rules;

	private final CharWindow window;

	/** Where the comment begins that is open and whose text is code. */
	private @Nullable Place codeComment;

	CommentScanner(LexicalRules rules, CharWindow window) {
		this.rules = rules;
		this.window = window;
	}

	boolean inCodeComment() {
		return this.codeComment != null;
	}

	void requireClosed() {
		if (this.codeComment != null) {
			throw this.codeComment.invalid("the comment with code that begins here is never closed",
					"Close it with */.");
		}
	}

	/**
	 * Reads a comment, if one begins here.
	 * @param first the character at the position
	 * @return the type of the token; null if no comment begins here
	 * @throws IOException if the script cannot be read
	 */
	@Nullable TokenType scan(char first) throws IOException {
		int second = this.window.peek(1);
		return switch (first) {
			case '-' -> (second == '-' && isDashComment()) ? dashComment() : null;
			case '#' -> isHashComment(second) ? line() : null;
			case '*' -> (second == '/' && this.codeComment != null) ? endOfCode() : null;
			default -> (second == '*') ? block() : (second == '/' && this.rules.slashComments()) ? line() : null;
		};
	}

	private boolean isDashComment() throws IOException {
		if (!this.rules.dashNeedsSpace()) {
			return true;
		}
		int third = this.window.peek(2);
		return third <= ' ' || third == 0x7F || this.window.anchor < 0;
	}

	private boolean isHashComment(int second) {
		return switch (this.rules.hashComments()) {
			case ANYWHERE -> true;
			case FIRST_COLUMN -> this.window.anchor < 0 && this.window.isFirstColumn();
			case BEFORE_SPACE_OR_BANG -> second == ' ' || second == '!';
			case NONE -> false;
		};
	}

	private TokenType dashComment() throws IOException {
		if (isOptions()) {
			return options();
		}
		return line();
	}

	private boolean isOptions() throws IOException {
		int at = 2;
		while (isBlank(this.window.peek(at)) && at < MAX_OPTIONS) {
			at++;
		}
		for (int i = 0; i < OPTIONS.length(); i++) {
			if (this.window.peek(at++) != OPTIONS.charAt(i)) {
				return false;
			}
		}
		while (isBlank(this.window.peek(at)) && at < MAX_OPTIONS) {
			at++;
		}
		return this.window.peek(at) == ':';
	}

	private static boolean isBlank(int c) {
		return c == ' ' || c == '\t';
	}

	private TokenType options() throws IOException {
		CharWindow in = this.window;
		int length = 2;
		for (int c = in.peek(length); c != '\n' && c >= 0; c = in.peek(length)) {
			if (++length > MAX_OPTIONS) {
				throw in.place(in.mark)
					.invalid("the options that begin here are longer than " + MAX_OPTIONS + " characters",
							"Break the line after the options.");
			}
		}
		in.position += length;
		return TokenType.OPTION_COMMENT;
	}

	private TokenType line() throws IOException {
		CharWindow in = this.window;
		in.discarding = true;
		int at = in.position + 1;
		while (true) {
			char[] chars = in.chars;
			int limit = in.limit;
			while (at < limit && chars[at] != '\n') {
				at++;
			}
			in.position = at;
			if (at < limit || !in.fill()) {
				in.discarding = false;
				return TokenType.COMMENT;
			}
			at = in.position;
		}
	}

	private TokenType block() throws IOException {
		int third = this.window.peek(2);
		if (this.rules.codeComments() && this.codeComment == null
				&& (third == '!' || (third == 'M' && this.window.peek(3) == '!'))) {
			return beginOfCode((third == '!') ? 3 : 4);
		}
		CharWindow in = this.window;
		TokenType type = (third == '+') ? TokenType.HINT : TokenType.COMMENT;
		Place opened = null;
		if (type == TokenType.HINT && in.anchor < 0) {
			in.anchor = in.mark;
		}
		if (in.anchor < 0) {
			in.count(in.mark);
			opened = in.place(in.mark);
			in.discarding = true;
		}
		in.position += 2;
		for (int depth = 1; depth > 0;) {
			if (!toNext(this.rules.nestedComments() || this.rules.codeComments()) || !in.ensure(2)) {
				throw ((opened != null) ? opened : in.place(in.mark))
					.invalid("the comment that begins here is never closed", "Close it with */.");
			}
			depth += step(in);
		}
		in.discarding = false;
		return type;
	}

	/**
	 * Goes on inside of a comment.
	 * @return how many more comments are open then
	 */
	private int step(CharWindow in) throws IOException {
		char first = in.chars[in.position];
		char second = in.chars[in.position + 1];
		if (first == '*' && second == '/') {
			in.position += 2;
			return -1;
		}
		if (first == '/' && second == '*' && this.rules.nestedComments()) {
			in.position += 2;
			return 1;
		}
		boolean code = this.rules.codeComments() && first == '/' && second == '*' && in.peek(2) == '!';
		in.position += code ? 3 : 1;
		if (code) {
			skipCode(in);
		}
		return 0;
	}

	/**
	 * Goes behind a comment with code that stands in a comment, if it ends on its line:
	 * so far does the client take it for nested, which keeps statements of dumps together
	 * that were commented out.
	 */
	private static void skipCode(CharWindow in) throws IOException {
		for (int c = in.peek(0); c >= 0 && c != '\n'; c = in.peek(0)) {
			in.position++;
			if (c == '*' && in.peek(0) == '/') {
				in.position++;
				return;
			}
		}
	}

	/**
	 * Goes to the next asterisk, or to the next slash as well.
	 */
	private boolean toNext(boolean slashes) throws IOException {
		CharWindow in = this.window;
		while (true) {
			char[] chars = in.chars;
			int limit = in.limit;
			int at = in.position;
			while (at < limit && chars[at] != '*' && (!slashes || chars[at] != '/')) {
				at++;
			}
			in.position = at;
			if (at < limit) {
				return true;
			}
			if (!in.fill()) {
				return false;
			}
		}
	}

	private TokenType beginOfCode(int length) throws IOException {
		CharWindow in = this.window;
		if (in.anchor < 0) {
			in.anchor = in.mark;
			in.count(in.mark);
		}
		this.codeComment = in.place(in.mark);
		int end = length;
		while (end < length + 6 && in.peek(end) >= '0' && in.peek(end) <= '9') {
			end++;
		}
		in.position += end;
		return TokenType.CODE_COMMENT_BEGIN;
	}

	private TokenType endOfCode() {
		this.codeComment = null;
		this.window.position += 2;
		return TokenType.CODE_COMMENT_END;
	}

}
