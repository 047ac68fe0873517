package dev.migrations.script;

/**
 * What the lexer found.
 */
enum TokenType {

	/** The end of the script. */
	END,

	/** White space. */
	SPACE,

	/** Comment that is no code. */
	COMMENT,

	/** Comment that begins with {@code migrations:}. */
	OPTION_COMMENT,

	/** Comment that is code for the optimiser. */
	HINT,

	/** Beginning of a comment whose text is executed, with its version. */
	CODE_COMMENT_BEGIN,

	/** End of a comment whose text is executed. */
	CODE_COMMENT_END,

	/** What ends a statement, unless it stands in a body. */
	DELIMITER,

	/** Identifier without quotes, or keyword. */
	WORD,

	/** Identifier in quotes. */
	QUOTED_IDENTIFIER,

	/** String in quotes, with its prefix, or in dollar quotes. */
	STRING,

	/** Number. */
	NUMBER,

	/** Backslash outside of quotes, where it is a command of the client. */
	BACKSLASH,

	/** Any other character. */
	PUNCTUATION;

	boolean isBlank() {
		return this == SPACE || this == COMMENT || this == OPTION_COMMENT;
	}

}
