package dev.migrations.source;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;

import dev.migrations.model.Checksum;
import dev.migrations.model.InvalidScriptException;
import dev.migrations.model.ScriptContent;

/**
 * Computes checksums of scripts, one after the other, in one pass over the bytes each and
 * in constant memory. The algorithm {@value Checksum#TEXT_V1} never changes:
 * <ol>
 * <li>The bytes must be UTF-8 in its shortest form, without surrogates and without NUL.
 * <li>One byte order mark at the beginning is dropped.
 * <li>Every CR LF, and every CR that is left, becomes LF.
 * <li>SHA-256 of these bytes, in lower-case hexadecimal, follows the algorithm's id.
 * </ol>
 * CRC-32 and size are those of the bytes as stored.
 */
final class TextHasher {

	private static final byte[] WORD = { 'm', 'i', 'g', 'r', 'a', 't', 'i', 'o', 'n', 's' };

	private static final int SHORT = 8 * 1024;

	private final MessageDigest sha256;

	private final CRC32 crc32 = new CRC32();

	private final byte[] buffer;

	TextHasher() {
		this(64 * 1024);
	}

	TextHasher(int bufferSize) {
		this.buffer = new byte[bufferSize];
		try {
			this.sha256 = MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	/**
	 * Reads a script.
	 * @param script the script, as messages name it
	 * @param content its bytes
	 * @return what reading it tells
	 * @throws InvalidScriptException if it is not UTF-8, or holds NUL
	 * @throws IOException if it cannot be read
	 */
	ScriptDigest digest(String script, ScriptContent content) throws IOException {
		this.sha256.reset();
		this.crc32.reset();
		Utf8Normalizer normalizer = new Utf8Normalizer();
		boolean mayHaveOptions = false;
		long size = 0;
		try (InputStream in = content.open()) {
			int length = begin(in);
			mayHaveOptions = length == this.buffer.length || containsWord(length);
			while (length > 0) {
				size += length;
				this.crc32.update(this.buffer, 0, length);
				int start = normalizer.lengthOfByteOrderMark(this.buffer, length);
				this.sha256.update(this.buffer, start, normalizer.normalize(this.buffer, start, length) - start);
				if (normalizer.isInvalid()) {
					break;
				}
				// A buffer that was not filled holds the end.
				length = (length == this.buffer.length) ? in.readNBytes(this.buffer, 0, length) : 0;
			}
		}
		if (!normalizer.isComplete()) {
			throw EncodingProblem.describe(script, content, normalizer.problemOffset());
		}
		String hex = HexFormat.of().formatHex(this.sha256.digest());
		return new ScriptDigest(new Checksum(Checksum.TEXT_V1 + hex), size, this.crc32.getValue(), mayHaveOptions);
	}

	/**
	 * Fills the buffer for the first time. Most scripts are short, and the JDK reads up
	 * to 8 KB of a file without a buffer of its own.
	 */
	private int begin(InputStream in) throws IOException {
		int most = Math.min(SHORT, this.buffer.length);
		int length = in.readNBytes(this.buffer, 0, most);
		return (length == most) ? length + in.readNBytes(this.buffer, length, this.buffer.length - length) : length;
	}

	/**
	 * Whether the word that introduces options occurs, in whichever case.
	 */
	private boolean containsWord(int length) {
		int last = length - WORD.length;
		for (int i = 0; i <= last; i++) {
			if ((this.buffer[i] | 0x20) == 'm' && isWordAt(i)) {
				return true;
			}
		}
		return false;
	}

	private boolean isWordAt(int start) {
		for (int i = 1; i < WORD.length; i++) {
			if ((this.buffer[start + i] | 0x20) != WORD[i]) {
				return false;
			}
		}
		return true;
	}

}
