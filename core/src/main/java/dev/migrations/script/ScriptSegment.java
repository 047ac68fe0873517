package dev.migrations.script;

/**
 * Part of a script of one category. The segments of a script follow each other without
 * gaps.
 *
 * @param category what it is
 * @param start characters before it in the script
 * @param end characters before its end
 */
public record ScriptSegment(Category category, long start, long end) {

	/**
	 * What a part of a script is.
	 */
	public enum Category {

		/**
		 * A statement, with the white space and comments inside of it.
		 */
		STATEMENT,

		/**
		 * A comment between statements, or a command of the client that is skipped.
		 */
		COMMENT,

		/**
		 * White space between statements.
		 */
		WHITE_SPACE,

		/**
		 * What ends a statement, or a command that sets it.
		 */
		DELIMITER,

		/**
		 * Data of a COPY statement, with its end marker.
		 */
		COPY_DATA

	}

}
