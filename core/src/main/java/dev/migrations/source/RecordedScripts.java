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
	 * The checksum of a script that is taken to be the one that was applied, because its
	 * size and its CRC-32 are.
	 * @param key the migration
	 * @param size the size of the script
	 * @param crc32 its CRC-32
	 * @return the checksum; null if the script has to be read
	 */
	@Nullable Checksum checksum(MigrationKey key, long size, long crc32);

}
