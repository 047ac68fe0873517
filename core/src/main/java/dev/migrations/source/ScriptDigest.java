package dev.migrations.source;

import dev.migrations.model.Checksum;

/**
 * What reading a script once tells about it.
 *
 * @param checksum checksum of the normalised text
 * @param size length in bytes, as stored
 * @param crc32 CRC-32 of the bytes, as stored
 * @param mayHaveOptions false if the word that introduces options certainly does not
 * occur
 */
record ScriptDigest(Checksum checksum, long size, long crc32, boolean mayHaveOptions) {
}
