package dev.migrations.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Migration as its row in the history records it. What the row does not hold, because an
 * earlier version of this tool wrote it, is null.
 *
 * @param key its identity
 * @param version its version; null for a repeatable migration
 * @param spelling the version or name as the file spelled it
 * @param description the description
 * @param script the file
 * @param checksum checksum of the normalised text
 * @param statementChecksum checksum of the tokens
 * @param size length of the file in bytes
 * @param crc32 CRC-32 of the file's bytes
 * @param state the recorded state
 * @param order position in the order of application
 * @param appliedAt the server's time at which it was finished, or begun where it is not
 * @param appliedBy who applied it
 * @param executionTime how long it took
 * @param failedStatement number of the statement that failed, counted from 1
 * @param origin from where it was applied
 */
public record AppliedMigration(MigrationKey key, @Nullable Version version, String spelling, String description,
		String script, @Nullable Checksum checksum, @Nullable Checksum statementChecksum, @Nullable Long size,
		@Nullable Long crc32, HistoryState state, long order, @Nullable Instant appliedAt, @Nullable String appliedBy,
		@Nullable Duration executionTime, @Nullable Integer failedStatement, RunOrigin origin) {

	/**
	 * The row that a baseline would have.
	 * @param version the version up to which the schema is taken to be built
	 * @return a row that nobody has written
	 */
	public static AppliedMigration baseline(Version version) {
		return new AppliedMigration(MigrationKey.baseline(version), version, version.toString(), "baseline", "", null,
				null, null, null, HistoryState.BASELINE, 1, null, null, null, null, RunOrigin.UNKNOWN);
	}

	/**
	 * How the migration was found due.
	 * @return the type
	 */
	public MigrationType type() {
		return this.key.type();
	}

	// Written out, because what the compiler makes for a record takes long to set up.
	@Override
	public boolean equals(Object other) {
		return other instanceof AppliedMigration row && this.key.equals(row.key)
				&& Objects.equals(this.version, row.version) && this.spelling.equals(row.spelling)
				&& this.description.equals(row.description) && this.script.equals(row.script)
				&& Objects.equals(this.checksum, row.checksum)
				&& Objects.equals(this.statementChecksum, row.statementChecksum) && Objects.equals(this.size, row.size)
				&& Objects.equals(this.crc32, row.crc32) && this.state == row.state && this.order == row.order
				&& Objects.equals(this.appliedAt, row.appliedAt) && Objects.equals(this.appliedBy, row.appliedBy)
				&& Objects.equals(this.executionTime, row.executionTime)
				&& Objects.equals(this.failedStatement, row.failedStatement) && this.origin.equals(row.origin);
	}

	@Override
	public int hashCode() {
		return 31 * this.key.hashCode() + Long.hashCode(this.order);
	}

}
