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
 * @param isUpToDate whether nothing is pending, failed or running
 * @param migrations every migration that has a file or a row, in the order of application
 * @param notes what to know about the files, each a sentence: versions that exist for
 * some database products and not for others, and that Flyway has applied what is due
 * @param running what an instance that migrates is doing at this moment; null if nobody
 * does, or this database does not tell
 */
public record MigrationStatus(String vendor, @Nullable Version current, @Nullable Version head, boolean isUpToDate,
		List<MigrationInfo> migrations, List<String> notes, @Nullable RunningMigration running) {
}
