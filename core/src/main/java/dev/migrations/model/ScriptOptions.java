package dev.migrations.model;

import org.jspecify.annotations.Nullable;

/**
 * Options that a script gives in comments at its head, such as
 * {@code -- migrations: transaction=none}.
 *
 * @param transactional whether the script may run inside a transaction; false after
 * {@code transaction=none}
 * @param database the database that the script is for; null if it does not say
 */
public record ScriptOptions(boolean transactional, @Nullable String database) {

	/**
	 * What applies to a script without options.
	 */
	public static final ScriptOptions DEFAULTS = new ScriptOptions(true, null);

}
