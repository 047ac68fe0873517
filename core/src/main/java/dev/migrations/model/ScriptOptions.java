package dev.migrations.model;

/**
 * Options that a script gives in comments at its head, such as
 * {@code -- migrations: transaction=none}.
 *
 * @param transactional whether the script may run inside a transaction; false after
 * {@code transaction=none}
 */
public record ScriptOptions(boolean transactional) {

	/**
	 * What applies to a script without options.
	 */
	public static final ScriptOptions DEFAULTS = new ScriptOptions(true);

}
