package dev.migrations.boot.autoconfigure;

/**
 * Whether somebody is asked before migrations are applied at start-up.
 */
public enum ConfirmPolicy {

	/**
	 * Nobody is asked.
	 */
	NEVER,

	/**
	 * Whoever sits at the terminal is asked; where there is none, nobody is.
	 */
	AUTO,

	/**
	 * Whoever sits at the terminal is asked; where there is none, nothing is applied and
	 * start-up stops.
	 */
	ALWAYS

}
