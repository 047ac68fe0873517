package dev.migrations.model;

/**
 * What happens to a database when the application starts.
 */
public enum StartMode {

	/**
	 * What is due is applied.
	 */
	MIGRATE,

	/**
	 * Nothing is changed; the start fails if anything is due, or does not fit.
	 */
	VALIDATE,

	/**
	 * Nothing is changed; the start waits until nothing is due, because somebody else
	 * migrates.
	 */
	WAIT,

	/**
	 * Nothing is changed; what is due is written to the log, and the start goes on.
	 */
	PLAN

}
