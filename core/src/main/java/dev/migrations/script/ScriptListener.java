package dev.migrations.script;

/**
 * Is told every part of a script while its statements are read.
 */
interface ScriptListener {

	/**
	 * Whether the listener is interested in segments, and in each token by itself.
	 * @return false if only the code in all matters
	 */
	default boolean needsParts() {
		return true;
	}

	/**
	 * A part between statements, or a whole statement. The parts follow each other
	 * without gaps.
	 * @param category what it is
	 * @param start characters before it in the script
	 * @param end characters before its end
	 */
	default void segment(ScriptSegment.Category category, long start, long end) {
	}

	/**
	 * A token that is code: of a statement, or a comment with options.
	 * @param type its type
	 * @param chars where it stands
	 * @param from its beginning
	 * @param to its end
	 */
	default void code(TokenType type, char[] chars, int from, int to) {
	}

	/**
	 * Tokens of a statement that are code; told only to a listener that does not need
	 * each by itself.
	 * @param utf8 the tokens, each followed by zero
	 * @param length how many bytes they are
	 */
	default void tokens(byte[] utf8, int length) {
	}

	/**
	 * The end of a statement.
	 */
	default void endOfStatement() {
	}

	/**
	 * A part of the data of a COPY statement.
	 * @param chars where it stands
	 * @param from its beginning
	 * @param to its end
	 */
	default void data(char[] chars, int from, int to) {
	}

	/**
	 * The end of the data of a COPY statement.
	 */
	default void endOfData() {
	}

}
