package dev.migrations.script;

/**
 * What is told of statements that list rows.
 */
enum RowTexts {

	/** Each, with its text. */
	EACH,

	/** Those that follow each other and begin alike are one, with the text of all. */
	TOGETHER,

	/** Of those that begin alike only the last, and no text. */
	NONE

}
