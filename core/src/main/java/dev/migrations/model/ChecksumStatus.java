package dev.migrations.model;

/**
 * Whether the checksum of a file still is the one it was applied with.
 */
public enum ChecksumStatus {

	/**
	 * The file is unchanged.
	 */
	MATCH,

	/**
	 * Only comments or white space changed; no error.
	 */
	REFORMATTED,

	/**
	 * The file was edited after it had been applied.
	 */
	MISMATCH,

	/**
	 * Applied, but there is no file to compare with.
	 */
	MISSING_FILE,

	/**
	 * Nothing was applied yet.
	 */
	NOT_APPLIED,

	/**
	 * The history holds no checksum, or one of an unknown algorithm.
	 */
	UNKNOWN

}
