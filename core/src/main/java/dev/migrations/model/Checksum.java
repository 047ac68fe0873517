package dev.migrations.model;

import org.jspecify.annotations.Nullable;

/**
 * Checksum together with the id of the algorithm that made it, such as
 * {@code v1:sha256:…}. An id stays valid for ever: what it means is never changed, a
 * better algorithm gets an id of its own.
 *
 * @param value the id and the digest in lower-case hexadecimal, or the text of code
 */
public record Checksum(String value) {

	/**
	 * Id of SHA-256 over the normalised text, before placeholders.
	 */
	public static final String TEXT_V1 = "v1:sha256:";

	/**
	 * Id of SHA-256 over the tokens, without comments and white space outside literals.
	 */
	public static final String STATEMENTS_V1 = "s1:sha256:";

	/**
	 * The checksum of a script without statements.
	 */
	public static final Checksum NO_STATEMENTS = new Checksum(
			STATEMENTS_V1 + "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

	/**
	 * Id of a text that a migration written in code gives in place of a checksum.
	 */
	public static final String CODE = "java:";

	/**
	 * Stands for the checksum of a migration that has none.
	 */
	public static final Checksum NONE = new Checksum("none:");

	/**
	 * The checksum of a migration that is written in code.
	 * @param text what it gives in place of one
	 * @return the checksum
	 */
	public static Checksum ofCode(String text) {
		return new Checksum(CODE + text);
	}

	/**
	 * The id and the digest, as they are recorded.
	 * @return the value; null if there is no checksum
	 */
	public @Nullable String recorded() {
		return equals(NONE) ? null : this.value;
	}

	/**
	 * The id of the algorithm.
	 * @return everything up to and including the last colon
	 */
	public String algorithm() {
		return this.value.startsWith(CODE) ? CODE : this.value.substring(0, this.value.lastIndexOf(':') + 1);
	}

	/**
	 * The first characters of the digest, enough to tell two files apart in a message.
	 * @return at most twelve characters
	 */
	public String abbreviated() {
		String digest = this.value.substring(algorithm().length());
		return digest.substring(0, Math.min(12, digest.length()));
	}

	// Written out for the reason that MigrationKey gives.
	@Override
	public boolean equals(Object other) {
		return other instanceof Checksum checksum && this.value.equals(checksum.value);
	}

	@Override
	public int hashCode() {
		return this.value.hashCode();
	}

	@Override
	public String toString() {
		return this.value;
	}

}
