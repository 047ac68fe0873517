package dev.migrations.script;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of characters in UTF-8.
 */
final class Utf8Digest {

	private final MessageDigest digest;

	private final byte[] bytes = new byte[8192];

	private int size;

	private char highSurrogate;

	Utf8Digest() {
		try {
			this.digest = MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	/**
	 * Begins anew, whatever was digested so far.
	 */
	void reset() {
		this.digest.reset();
		this.size = 0;
		this.highSurrogate = 0;
	}

	void update(char[] chars, int from, int to) {
		int at = from;
		while (at < to) {
			if (this.bytes.length - this.size < 4) {
				flush();
			}
			int plain = Math.min(to, at + this.bytes.length - this.size);
			while (at < plain && chars[at] < 128) {
				this.bytes[this.size++] = (byte) chars[at++];
			}
			if (at < plain && this.bytes.length - this.size >= 4) {
				encode(chars[at++]);
			}
		}
	}

	void update(byte[] utf8, int length) {
		if (this.bytes.length - this.size < length) {
			flush();
		}
		if (length > this.bytes.length) {
			this.digest.update(utf8, 0, length);
			return;
		}
		System.arraycopy(utf8, 0, this.bytes, this.size, length);
		this.size += length;
	}

	void update(byte value) {
		if (this.size == this.bytes.length) {
			flush();
		}
		this.bytes[this.size++] = value;
	}

	private void encode(char c) {
		if (Character.isHighSurrogate(c)) {
			this.highSurrogate = c;
		}
		else if (Character.isLowSurrogate(c)) {
			int code = Character.toCodePoint(this.highSurrogate, c);
			this.bytes[this.size++] = (byte) (0xF0 | code >> 18);
			this.bytes[this.size++] = (byte) (0x80 | code >> 12 & 0x3F);
			this.bytes[this.size++] = (byte) (0x80 | code >> 6 & 0x3F);
			this.bytes[this.size++] = (byte) (0x80 | code & 0x3F);
		}
		else {
			this.size = encode(c, this.bytes, this.size);
		}
	}

	/**
	 * Encodes a character that is not half of a pair.
	 * @param c the character
	 * @param utf8 receives it
	 * @param at where to
	 * @return where it ends
	 */
	static int encode(char c, byte[] utf8, int at) {
		int to = at;
		if (c < 128) {
			utf8[to++] = (byte) c;
			return to;
		}
		if (c < 0x800) {
			utf8[to++] = (byte) (0xC0 | c >> 6);
		}
		else {
			utf8[to++] = (byte) (0xE0 | c >> 12);
			utf8[to++] = (byte) (0x80 | c >> 6 & 0x3F);
		}
		utf8[to++] = (byte) (0x80 | c & 0x3F);
		return to;
	}

	private void flush() {
		this.digest.update(this.bytes, 0, this.size);
		this.size = 0;
	}

	/**
	 * Ends the digest.
	 * @return it in lower-case hexadecimal
	 */
	String finish() {
		flush();
		return HexFormat.of().formatHex(this.digest.digest());
	}

}
