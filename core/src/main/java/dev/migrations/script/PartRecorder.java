package dev.migrations.script;

import java.util.ArrayList;
import java.util.List;

import dev.migrations.script.ScriptSegment.Category;
import org.jspecify.annotations.Nullable;

/**
 * Tells a listener of the parts of a script. What follows the last token of a statement
 * so far is kept back until it is known whether it lies inside the statement.
 */
final class PartRecorder {

	private static final char[] SEMICOLON = { ';' };

	private final Lexer lexer;

	private final CharWindow window;

	private final @Nullable ScriptListener listener;

	private final boolean segments;

	private final List<ScriptSegment> trailing = new ArrayList<>();

	/** Semicolons that were kept back. */
	private int semicolons;

	PartRecorder(Lexer lexer, CharWindow window, @Nullable ScriptListener listener) {
		this.lexer = lexer;
		this.window = window;
		this.listener = listener;
		this.segments = listener != null && listener.needsParts();
	}

	/**
	 * The current token is code.
	 * @param type its type
	 */
	void code(TokenType type) {
		if (this.listener != null) {
			for (; this.semicolons > 0; this.semicolons--) {
				this.listener.code(TokenType.PUNCTUATION, SEMICOLON, 0, 1);
			}
			this.listener.code(type, this.window.chars, this.window.mark, this.window.position);
			this.trailing.clear();
		}
	}

	/**
	 * The current token may lie inside of the statement or behind it.
	 * @param category what it is if it lies behind it
	 */
	void keepBack(Category category) {
		if (this.listener != null) {
			if (this.segments) {
				this.trailing.add(new ScriptSegment(category, this.lexer.start(), this.lexer.end()));
			}
			this.semicolons += (category == Category.DELIMITER) ? 1 : 0;
		}
	}

	/**
	 * The statement has ended before what was kept back.
	 * @param start characters before it in the script
	 * @param length its length; 0 if it has no tokens
	 * @param dropped whether it is not a statement after all
	 */
	void statement(long start, int length, boolean dropped) {
		if (this.listener == null) {
			return;
		}
		if (!dropped) {
			this.listener.endOfStatement();
		}
		if (this.segments && length > 0) {
			this.listener.segment(dropped ? Category.COMMENT : Category.STATEMENT, start, start + length);
		}
		for (ScriptSegment segment : this.trailing) {
			this.listener.segment(segment.category(), segment.start(), segment.end());
		}
		this.trailing.clear();
		this.semicolons = 0;
	}

	/**
	 * The current token, or command, is a segment.
	 * @param category what it is
	 */
	void segment(Category category) {
		if (this.listener != null && this.segments) {
			this.listener.segment(category, this.lexer.start(), this.lexer.end());
		}
	}

}
