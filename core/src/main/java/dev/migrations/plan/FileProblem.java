package dev.migrations.plan;

import dev.migrations.model.AppliedMigration;
import dev.migrations.model.Checksum;
import dev.migrations.model.HistoryState;
import dev.migrations.model.MigrationType;
import dev.migrations.model.ResolvedMigration;
import org.jspecify.annotations.Nullable;

/**
 * Words what is wrong with the file of a migration that was applied. It stands apart from
 * judging, so that a start that finds every file as it was does not load it.
 */
final class FileProblem {

	private FileProblem() {
	}

	/**
	 * There is none.
	 * @param name how messages name the migration
	 * @param renumbered the file that has its text; null if none has
	 */
	static Problem missing(String name, AppliedMigration row, @Nullable ResolvedMigration renumbered) {
		boolean unfinished = row.state() != HistoryState.APPLIED;
		String found = name + (unfinished ? " is " + row.state() + ", and" : " was applied" + when(row) + ", but")
				+ " there is no such file." + sameText(renumbered);
		boolean mayBeForgotten = unfinished || row.type() == MigrationType.REPEATABLE;
		return new Problem(found,
				otherwise(row, renumbered,
						"Restore the file, check migrations.locations, or set "
								+ "migrations.on-missing=ignore. If it was deleted on purpose, "
								+ (mayBeForgotten ? "forget it with 'migrations repair --forget'"
										: "accept that with 'migrations repair --accept-missing'")
								+ ": what it has made stays in the database."));
	}

	/**
	 * It is not the script that was applied.
	 * @param renumbered the file that has the text of that one; null if none has
	 */
	static Problem another(ResolvedMigration file, AppliedMigration row, @Nullable ResolvedMigration renumbered) {
		return new Problem(
				file.script() + " is not applied: another script of version " + file.version() + " was applied"
						+ when(row) + ": " + row.script() + "." + sameText(renumbered),
				otherwise(row, renumbered,
						"Give " + file.script() + " the next version that is free"
								+ ((file.code() == null) ? ": migrations renumber " + file.script() : "")
								+ ". Only if it is the same script, renamed and edited, accept it with: migrations "
								+ "repair --checksums"));
	}

	private static String sameText(@Nullable ResolvedMigration renumbered) {
		return (renumbered != null) ? " " + renumbered.script() + " has the text of that." : "";
	}

	/**
	 * Two branches may have taken the same version, and one of them another one after it
	 * was applied here.
	 */
	private static String otherwise(AppliedMigration row, @Nullable ResolvedMigration renumbered, String action) {
		if (renumbered == null || row.type() != MigrationType.VERSIONED) {
			return action;
		}
		String version = " as version " + row.key().name();
		return "If " + renumbered.script() + " is what was applied" + version + ", undo that with the code that still "
				+ "has it" + version + ", or make this database anew. Otherwise "
				+ Character.toLowerCase(action.charAt(0)) + action.substring(1);
	}

	/**
	 * It had no statements when it was applied.
	 * @param condition on which condition it is applied once it is forgotten
	 */
	static Problem written(ResolvedMigration file, AppliedMigration row, String condition) {
		return new Problem(
				edited(file, row).description() + " It had no statements then, so that nothing of it is in force.",
				"Restore the file as it was, and put the statements into a new migration. Or forget it with "
						+ "'migrations repair --forget': the next start applies it" + condition + ".");
	}

	/**
	 * It was edited.
	 */
	static Problem edited(ResolvedMigration file, AppliedMigration row) {
		return new Problem(
				file.script() + " was edited after it had been applied" + when(row) + ": it was applied with "
						+ abbreviated(row.checksum()) + ", the file now has " + abbreviated(file.checksum()) + ".",
				"Restore the file as it was applied and put the change into a new migration; or accept it as it is now "
						+ "with: migrations repair --checksums; or set migrations.on-checksum-mismatch=warn to start "
						+ "with the difference.");
	}

	static String when(@Nullable AppliedMigration row) {
		return (row != null && row.appliedAt() != null) ? " on " + row.appliedAt() : "";
	}

	private static String abbreviated(@Nullable Checksum checksum) {
		return (checksum != null) ? checksum.algorithm() + checksum.abbreviated() + "…" : "no checksum";
	}

}
