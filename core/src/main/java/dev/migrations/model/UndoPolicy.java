package dev.migrations.model;

/**
 * Whether migrations may be taken back.
 */
public enum UndoPolicy {

	/**
	 * Those that have an undo script may be taken back.
	 */
	ALLOWED,

	/**
	 * None may be taken back, and undo scripts are an error.
	 */
	FORBIDDEN

}
