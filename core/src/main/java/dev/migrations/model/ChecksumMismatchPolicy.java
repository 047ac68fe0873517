package dev.migrations.model;

/**
 * What to do with an applied migration whose file was edited.
 */
public enum ChecksumMismatchPolicy {

	/**
	 * Stop, and name it.
	 */
	FAIL,

	/**
	 * Log a warning and go on.
	 */
	WARN

}
