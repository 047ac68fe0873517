package dev.migrations.source;

import dev.migrations.model.ScriptContent;

/**
 * SQL file that was found in a location. Files are in the order of their paths.
 *
 * @param location the location as messages name it, such as
 * {@code classpath:db/migration}
 * @param path the path below the location, with forward slashes
 * @param origin the directory or jar that holds it
 * @param size length in bytes
 * @param stamp changes whenever the content does: time of last modification, or CRC-32 of
 * a jar's entry
 * @param crc32 CRC-32 of the bytes, where it is known without reading them, from the
 * directory of a jar; otherwise {@value #NO_CRC32}
 * @param content opens the file at any time
 * @param scan opens the file faster, as long as the reader that found it is open
 */
record ScriptFile(String location, String path, String origin, long size, long stamp, long crc32, ScriptContent content,
		ScriptContent scan) implements Comparable<ScriptFile> {

	/**
	 * The stamp of a file of which it cannot be told whether it changed.
	 */
	static final long NO_STAMP = -1;

	/**
	 * The CRC-32 of a file that would have to be read for it.
	 */
	static final long NO_CRC32 = -1;

	private static final String SUFFIX = ".sql";

	/**
	 * Whether a file is a script, by the end of its name.
	 * @param name the name, with or without folders before it
	 * @return false for a file that is to be ignored
	 */
	static boolean isScript(String name) {
		return name.regionMatches(true, name.length() - SUFFIX.length(), SUFFIX, 0, SUFFIX.length());
	}

	/**
	 * The name in messages, such as {@code classpath:db/migration/V1__users.sql}.
	 * @return the location and the path
	 */
	String name() {
		return this.location + (this.location.endsWith("/") ? "" : "/") + this.path;
	}

	/**
	 * The same file, to be read when the reader that found it is closed.
	 * @return the file
	 */
	ScriptFile alone() {
		return new ScriptFile(this.location, this.path, this.origin, this.size, this.stamp, this.crc32, this.content,
				this.content);
	}

	/**
	 * The same file, of which the bytes are kept once they were read.
	 * @return the file
	 */
	ScriptFile kept() {
		ScriptContent kept = new KeptScript(this.scan, (int) this.size);
		return new ScriptFile(this.location, this.path, this.origin, this.size, this.stamp, this.crc32, kept, kept);
	}

	/**
	 * What tells this file from every other.
	 * @return the directory or jar, and the name
	 */
	String id() {
		return this.origin + '|' + name();
	}

	@Override
	public int compareTo(ScriptFile other) {
		return this.path.compareTo(other.path);
	}

}
