package dev.migrations.source;

import java.util.List;

import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Version;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was found in the locations.
 *
 * @param migrations versioned migrations and baselines by version, then repeatable ones
 * by description
 * @param loneUndoScripts undo scripts of versions that no migration has
 * @param notes what a reader should know about how they were found, each a sentence
 * @param allRead whether every script was read; of others neither the options are known,
 * nor is it proven that they are what was applied
 * @param headOfOthers the highest version that another database of the same sequence has
 * a file for; null if there is none
 */
public record ResolvedMigrations(List<ResolvedMigration> migrations, List<String> loneUndoScripts, List<String> notes,
		boolean allRead, @Nullable Version headOfOthers) {

	/**
	 * Copies the lists.
	 * @param migrations the migrations in order
	 * @param loneUndoScripts the undo scripts without a migration
	 * @param notes the notes
	 * @param allRead whether every script was read
	 * @param headOfOthers the highest version of other databases
	 */
	public ResolvedMigrations {
		migrations = List.copyOf(migrations);
		loneUndoScripts = List.copyOf(loneUndoScripts);
		notes = List.copyOf(notes);
	}

}
