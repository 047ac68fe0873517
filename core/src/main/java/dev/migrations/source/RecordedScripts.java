package dev.migrations.source;

import dev.migrations.model.Checksum;
import dev.migrations.model.MigrationKey;
import org.jspecify.annotations.Nullable;

/**
 * What was recorded about scripts when they were applied.
 */
@FunctionalInterface
public interface RecordedScripts {

	/**
	 * The checksum of a script that need not be read: it is taken to be the one that was
	 * applied, because its size and its CRC-32 are, or nothing is recorded about it that
	 * it could be compared with.
	 * @param key the migration
	 * @param size the size of the script
	 * @param crc32 its CRC-32, or -1 where it would have to be read for that
	 * @return the checksum, {@link Checksum#NONE} for one that nobody compares; null if
	 * the script has to be read
	 */
	@Nullable Checksum checksum(MigrationKey key, long size, long crc32);

}
