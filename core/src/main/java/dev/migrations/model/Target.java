package dev.migrations.model;

import org.jspecify.annotations.Nullable;

/**
 * How far to migrate.
 *
 * @param version the highest version to apply; null for the highest there is
 */
public record Target(@Nullable Version version) {

	/**
	 * Everything there is.
	 */
	public static final Target HEAD = new Target(null);

	/**
	 * Reads a target.
	 * @param text {@code head} or a version
	 * @return the target
	 * @throws IllegalArgumentException if the text is neither
	 */
	public static Target of(String text) {
		return text.equalsIgnoreCase("head") ? HEAD : new Target(Version.of(text));
	}

	/**
	 * Whether a version is within the target.
	 * @param candidate the version
	 * @return false if it is above
	 */
	public boolean includes(Version candidate) {
		return this.version == null || candidate.compareTo(this.version) <= 0;
	}

	@Override
	public String toString() {
		return (this.version != null) ? this.version.toString() : "head";
	}

}
