package dev.migrations.model;

/**
 * Whether a migration is applied or taken back.
 */
public enum Direction {

	/**
	 * Applied.
	 */
	UP,

	/**
	 * Taken back.
	 */
	DOWN

}
