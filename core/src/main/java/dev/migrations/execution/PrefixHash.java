package dev.migrations.execution;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import dev.migrations.model.Statement;

/**
 * Hash of a script up to and including the statement added last, and hash of that
 * statement: SHA-256 over the texts of the statements as they are in the file, before
 * placeholders. The hash of the part up to a statement chains the hashes of the
 * statements, so that where one ends and the next begins counts too.
 */
final class PrefixHash {

	private final MessageDigest digest = sha256();

	private byte[] prefix = new byte[0];

	private byte[] last = new byte[0];

	void add(Statement statement) {
		this.last = this.digest.digest(statement.text().getBytes(StandardCharsets.UTF_8));
		this.digest.update(this.prefix);
		this.prefix = this.digest.digest(this.last);
	}

	/**
	 * A hash that goes on from here by itself.
	 */
	PrefixHash copy() {
		PrefixHash copy = new PrefixHash();
		copy.prefix = this.prefix;
		copy.last = this.last;
		return copy;
	}

	String value() {
		return HexFormat.of().formatHex(this.prefix);
	}

	String lastStatement() {
		return HexFormat.of().formatHex(this.last);
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
