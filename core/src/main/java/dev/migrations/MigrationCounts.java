package dev.migrations;

import dev.migrations.model.StartMode;
import dev.migrations.model.Version;
import org.jspecify.annotations.Nullable;

/**
 * How many migrations of one database are in which state.
 *
 * @param vendor the database product, for example {@code postgresql}
 * @param current the highest version applied; null if there is none
 * @param head the highest version there is a file for; null if there is none
 * @param applied applied, baselines included
 * @param pending to be applied by the next run up to its target, or refused by it as out
 * of order
 * @param running begun and not finished
 * @param failed stopped at a statement that failed, or at one of their undo
 * @param mismatched applied, and edited since
 * @param isMismatchAllowed whether the settings allow edited migrations
 * @param missing applied, although there is no file here, which is below the head
 * @param ahead in the history, but belonging to a newer version of the code
 * @param mode what a start does about it
 */
public record MigrationCounts(String vendor, @Nullable Version current, @Nullable Version head, int applied,
		int pending, int running, int failed, int mismatched, boolean isMismatchAllowed, int missing, int ahead,
		StartMode mode) {
}
