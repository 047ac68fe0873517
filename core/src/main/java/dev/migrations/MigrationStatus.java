package dev.migrations;

import java.util.List;

import dev.migrations.model.Version;
import org.jspecify.annotations.Nullable;

/**
 * State of one database compared with the files.
 *
 * @param vendor the database product, for example {@code postgresql}
 * @param current the highest version applied; null if there is none
 * @param head the highest version there is a file for; null if there is none
 * @param isUpToDate whether nothing is pending, failed or running, and files and history
 * fit together
 * @param migrations every migration that has a file or a row, in the order of application
 * @param problems what forbids a run because files and history do not fit together, each
 * with what to do about it
 * @param notes what to know, each a sentence: what does not fit together and is allowed,
 * versions that exist for some database products and not for others, that Flyway has
 * applied what is due, and that a run would record a baseline first
 * @param running what an instance that migrates is doing at this moment; null if nobody
 * does, or this database does not tell
 */
public record MigrationStatus(String vendor, @Nullable Version current, @Nullable Version head, boolean isUpToDate,
		List<MigrationInfo> migrations, List<String> problems, List<String> notes, @Nullable RunningMigration running) {
}
