package dev.migrations.model;

/**
 * How a migration is found due.
 */
public enum MigrationType {

	/**
	 * Applied once, in the order of its version.
	 */
	VERSIONED,

	/**
	 * Applied after all versioned ones, again whenever its checksum changes.
	 */
	REPEATABLE,

	/**
	 * Stands for everything up to and including its version.
	 */
	BASELINE

}
