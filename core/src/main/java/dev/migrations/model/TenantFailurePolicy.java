package dev.migrations.model;

/**
 * What the failure of one tenant means for the others.
 */
public enum TenantFailurePolicy {

	/**
	 * Nothing: it is reported, and the others are migrated.
	 */
	CONTINUE,

	/**
	 * Those that have begun finish, no other begins, and the start fails.
	 */
	STOP

}
