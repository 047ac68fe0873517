package dev.migrations.model;

/**
 * What to do with a pending migration that is below one already applied.
 */
public enum OutOfOrderPolicy {

	/**
	 * Stop, and name it.
	 */
	REJECT,

	/**
	 * Apply it.
	 */
	ALLOW

}
