package dev.migrations.source;

import dev.migrations.model.InvalidMigrationException;
import dev.migrations.model.Version;
import org.jspecify.annotations.Nullable;

/**
 * What the name of a class says, which is read as that of a script.
 *
 * @param version its version; null for a repeatable migration
 * @param spelling the version or the name as the class spells it
 * @param description the description, its words separated by spaces
 */
public record CodeName(@Nullable Version version, String spelling, String description) {

	/**
	 * Reads the name of a class.
	 * @param name the name without its package
	 * @return what it says
	 * @throws InvalidMigrationException if it is not the name of a migration
	 */
	public static CodeName of(String name) {
		ScriptName script = ScriptName.of(name + ".sql");
		if (script == null
				|| (script.kind() != ScriptName.Kind.VERSIONED && script.kind() != ScriptName.Kind.REPEATABLE)) {
			throw new InvalidMigrationException("The class " + name + " does not have the name of a migration.",
					"Name it like V8__AddEnvironmentId or R__Totals, or override version() and description().");
		}
		return new CodeName(script.version(), script.spelling(), words(script.description()));
	}

	/**
	 * {@code AddEnvironmentId} becomes {@code Add Environment Id}.
	 */
	private static String words(String description) {
		return description.replaceAll("(?<=[\\p{Ll}\\p{Nd}])(?=\\p{Lu})", " ");
	}

}
