package dev.migrations.model;

/**
 * Whether migrations may be taken back.
 */
public enum UndoPolicy {

	/**
	 * Those that have an undo script may.
	 */
	ALLOWED,

	/**
	 * None may, and undo scripts are an error.
	 */
	FORBIDDEN

}
