package dev.migrations.execution;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import dev.migrations.model.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Hash of a script up to and including the statement added last, and hash of that
 * statement: SHA-256 over the texts of the statements as they are in the file, before
 * placeholders. The hash of the part up to a statement is taken over the hash of the part
 * before it and the text of the statement, so that where one ends and the next begins
 * counts too.
 */
final class PrefixHash {

	private static final int HASH_BYTES = 32;

	/** Created when it is first needed: most scripts have no part that is hashed. */
	private @Nullable MessageDigest digest;

	private byte[] prefix = new byte[HASH_BYTES];

	/** The text of the last statement, of which hardly any needs a hash of its own. */
	private byte[] last = new byte[0];

	void add(Statement statement) {
		MessageDigest sha256 = digest();
		this.last = statement.text().getBytes(StandardCharsets.UTF_8);
		sha256.update(this.prefix);
		this.prefix = sha256.digest(this.last);
	}

	/**
	 * The hash of another script, which computes it as this one does.
	 */
	PrefixHash another() {
		this.digest = (this.digest != null) ? this.digest : sha256();
		PrefixHash another = new PrefixHash();
		another.digest = this.digest;
		return another;
	}

	/**
	 * A hash that goes on from here by itself.
	 */
	PrefixHash copy() {
		PrefixHash copy = new PrefixHash();
		// Whoever goes on first leaves nothing behind in it.
		copy.digest = this.digest;
		copy.prefix = this.prefix;
		copy.last = this.last;
		return copy;
	}

	String value() {
		return HexFormat.of().formatHex(this.prefix);
	}

	String lastStatement() {
		return HexFormat.of().formatHex(digest().digest(this.last));
	}

	/**
	 * The hash of a text of its own.
	 */
	static String of(String text) {
		return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
	}

	private MessageDigest digest() {
		MessageDigest sha256 = (this.digest != null) ? this.digest : sha256();
		this.digest = sha256;
		return sha256;
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
