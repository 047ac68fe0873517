package dev.migrations;

import java.time.Instant;
import java.util.List;

import dev.migrations.model.MigrationState;
import dev.migrations.model.UndoTarget;
import org.jspecify.annotations.Nullable;

/**
 * What an undo would take back now. Handed to {@link Migrator#undo(UndoPlan)}, exactly
 * that is taken back or nothing.
 *
 * @param vendor the database product, for example {@code postgresql}
 * @param target how far to undo
 * @param steps what would be taken back, in order: the migration applied last first
 * @param problems what would stop the undo before it begins, each a sentence
 * @param notes what whoever undoes should know, each a sentence
 */
public record UndoPlan(String vendor, UndoTarget target, List<Step> steps, List<String> problems, List<String> notes) {

	/**
	 * Migration that would be taken back.
	 *
	 * @param version the version as the file spells it
	 * @param description the description
	 * @param migration the migration's file, relative to its location
	 * @param script the undo script, relative to its location
	 * @param state the migration's state now
	 * @param reason why it would be taken back
	 * @param appliedAt the server's time at which it was applied; null if the history
	 * does not say
	 */
	public record Step(String version, String description, String migration, String script, MigrationState state,
			String reason, @Nullable Instant appliedAt) {
	}

}
