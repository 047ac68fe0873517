package dev.migrations;

import java.time.Duration;
import java.time.Instant;

import dev.migrations.model.Checksum;
import dev.migrations.model.ChecksumStatus;
import dev.migrations.model.MigrationState;
import dev.migrations.model.MigrationType;
import dev.migrations.model.RunOrigin;
import org.jspecify.annotations.Nullable;

/**
 * One migration, as its file and its row in the history give it together.
 *
 * @param version the version as the file spells it; null for a repeatable migration
 * @param description the description
 * @param type how it is found due
 * @param script the file, relative to its location; null where none is recorded
 * @param state its state
 * @param checksum its checksums
 * @param appliedAt the server's time at which it was applied; null if it was not
 * @param appliedBy who applied it; null if it was not
 * @param executionTime how long it took; null if it was not applied
 * @param statements how far it got; null where that cannot be told
 * @param origin from where it was applied; null if it was not
 */
public record MigrationInfo(@Nullable String version, String description, MigrationType type, @Nullable String script,
		MigrationState state, ChecksumInfo checksum, @Nullable Instant appliedAt, @Nullable String appliedBy,
		@Nullable Duration executionTime, @Nullable StatementCount statements, @Nullable RunOrigin origin) {

	/**
	 * Checksums of one migration.
	 *
	 * @param applied the one it was applied with; null if it was not
	 * @param resolved the one of its file; null if there is none
	 * @param status what comparing them gives
	 */
	public record ChecksumInfo(@Nullable Checksum applied, @Nullable Checksum resolved, ChecksumStatus status) {
	}

	/**
	 * How many of a script's statements are in force.
	 *
	 * @param done statements that were executed
	 * @param total statements in the file
	 */
	public record StatementCount(int done, int total) {
	}

}
