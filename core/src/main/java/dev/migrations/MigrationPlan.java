package dev.migrations;

import java.util.List;

import dev.migrations.model.MigrationState;
import org.jspecify.annotations.Nullable;

/**
 * What a run would do now, and why.
 *
 * @param vendor the database product, for example {@code postgresql}
 * @param steps what would be applied, in order
 * @param problems what would stop the run before it begins, each a sentence
 * @param warnings what was found and allowed, each a sentence
 */
public record MigrationPlan(String vendor, List<Step> steps, List<String> problems, List<String> warnings) {

	/**
	 * Migration that would be applied.
	 *
	 * @param version the version as the file spells it; null for a repeatable migration
	 * @param description the description
	 * @param script the file, relative to its location
	 * @param state its state now
	 * @param reason why it would be applied
	 */
	public record Step(@Nullable String version, String description, String script, MigrationState state,
			String reason) {
	}

}
