package dev.migrations.model;

/**
 * What to do with an applied migration whose file is gone.
 */
public enum MissingPolicy {

	/**
	 * Stop, and name it.
	 */
	FAIL,

	/**
	 * Log a warning and go on.
	 */
	IGNORE

}
