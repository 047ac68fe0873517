package dev.migrations.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.Locale;

import dev.migrations.model.InvalidScriptException;

/**
 * Decodes the bytes of a script into its normalised text: strictly from UTF-8, without a
 * byte order mark, with LF for CRLF and CR. A NUL character is refused.
 */
public final class NormalizedReader extends Reader {

	/** Most scripts are small. */
	private static final int INITIAL_SIZE = 2 * 1024;

	/** One that is not is read in larger pieces. */
	private static final int USUAL_SIZE = 32 * 1024;

	private static final int LARGE_SIZE = 64 * 1024;

	private final String script;

	private final InputStream in;

	private byte[] bytes = new byte[INITIAL_SIZE];

	private int position;

	private int limit;

	/** Bytes read before those in the buffer. */
	private long base;

	private boolean ended;

	private boolean begun;

	private boolean afterCarriageReturn;

	/** Second half of a surrogate pair that did not fit any more; 0 if there is none. */
	private char pending;

	private long line = 1;

	/** Characters delivered before the current call of {@code read}. */
	private long delivered;

	/** Characters delivered before the current line. */
	private long lineStart;

	private NormalizedReader(String script, InputStream in) {
		this.script = script;
		this.in = in;
	}

	/**
	 * Creates a reader. Its type is that of any reader: to make sure that one may stand
	 * for the other, the JVM would load this class with every class that reads scripts,
	 * and a start with nothing to do reads none.
	 * @param script the script's location, as messages name it
	 * @param in its bytes; closed with the reader
	 * @return the reader
	 */
	public static Reader of(String script, InputStream in) {
		return new NormalizedReader(script, in);
	}

	/**
	 * Reads characters.
	 * @param target where they go
	 * @param offset index of the first one
	 * @param length how many at most
	 * @return how many; -1 at the end
	 * @throws InvalidScriptException if the bytes are not UTF-8, or contain a NUL
	 */
	@Override
	public int read(char[] target, int offset, int length) throws IOException {
		if (length == 0) {
			return 0;
		}
		if (!this.begun) {
			skipByteOrderMark();
		}
		int end = offset + length;
		int out = offset;
		if (this.pending != 0) {
			target[out++] = this.pending;
			this.pending = 0;
		}
		while (out < end && (this.position < this.limit || (out == offset && fill()))) {
			out = copyPlain(target, out, end);
			if (out < end && this.position < this.limit) {
				out = readSpecial(target, offset, out, end);
			}
		}
		this.delivered += out - offset;
		return (out > offset) ? out - offset : -1;
	}

	/**
	 * Copies the ASCII characters up to the first that needs a closer look.
	 */
	private int copyPlain(char[] target, int out, int end) {
		byte[] source = this.bytes;
		int from = this.position;
		int to = from + Math.min(end - out, this.limit - from);
		if (this.afterCarriageReturn && from < to && source[from] != '\n') {
			this.afterCarriageReturn = false;
		}
		while (from < to && source[from] > '\r') {
			target[out++] = (char) source[from++];
		}
		this.position = from;
		return out;
	}

	private int readSpecial(char[] target, int offset, int out, int end) throws IOException {
		byte next = this.bytes[this.position];
		if (next < 0) {
			return decode(target, offset, out, end);
		}
		if (next == 0) {
			throw invalid(out - offset, "there is a NUL character (byte offset " + offset() + ")",
					"Remove it. If every second character is one, the file is UTF-16: save it as UTF-8.");
		}
		this.position++;
		if (next == '\n' && this.afterCarriageReturn) {
			this.afterCarriageReturn = false;
			return out;
		}
		this.afterCarriageReturn = next == '\r';
		if (next == '\r' || next == '\n') {
			this.line++;
			this.lineStart = this.delivered + (out - offset) + 1;
			next = '\n';
		}
		target[out] = (char) next;
		return out + 1;
	}

	private int decode(char[] target, int offset, int out, int end) throws IOException {
		this.afterCarriageReturn = false;
		int first = this.bytes[this.position] & 0xFF;
		int length = (first < 0xE0) ? 2 : (first < 0xF0) ? 3 : 4;
		if (first < 0xC2 || first > 0xF4 || !available(length)) {
			throw notUtf8(out - offset);
		}
		int code = first & (0xFF >> (length + 1));
		for (int i = 1; i < length; i++) {
			int next = this.bytes[this.position + i];
			if ((next & 0xC0) != 0x80) {
				throw notUtf8(out - offset);
			}
			code = (code << 6) | (next & 0x3F);
		}
		if (length == 3 && (code < 0x800 || (code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE))
				|| length == 4 && (code < Character.MIN_SUPPLEMENTARY_CODE_POINT || code > Character.MAX_CODE_POINT)) {
			throw notUtf8(out - offset);
		}
		this.position += length;
		if (length < 4) {
			target[out] = (char) code;
			return out + 1;
		}
		target[out] = Character.highSurrogate(code);
		char low = Character.lowSurrogate(code);
		if (out + 1 == end) {
			this.pending = low;
			return end;
		}
		target[out + 1] = low;
		return out + 2;
	}

	private void skipByteOrderMark() throws IOException {
		this.begun = true;
		if (available(3) && this.bytes[0] == (byte) 0xEF && this.bytes[1] == (byte) 0xBB
				&& this.bytes[2] == (byte) 0xBF) {
			this.position = 3;
		}
	}

	private boolean available(int count) throws IOException {
		while (this.limit - this.position < count) {
			if (!fill()) {
				return false;
			}
		}
		return true;
	}

	private boolean fill() throws IOException {
		if (this.ended) {
			return false;
		}
		int kept = this.limit - this.position;
		int size = (this.base > LARGE_SIZE) ? LARGE_SIZE : (this.limit == INITIAL_SIZE) ? USUAL_SIZE : INITIAL_SIZE;
		byte[] target = (this.bytes.length < size) ? new byte[size] : this.bytes;
		System.arraycopy(this.bytes, this.position, target, 0, kept);
		this.bytes = target;
		this.base += this.position;
		this.position = 0;
		this.limit = kept;
		int count = this.in.read(this.bytes, kept, this.bytes.length - kept);
		if (count < 0) {
			this.ended = true;
			return false;
		}
		this.limit += count;
		return true;
	}

	private long offset() {
		return this.base + this.position;
	}

	private InvalidScriptException notUtf8(int read) {
		int first = this.bytes[this.position] & 0xFF;
		String hint = (offset() == 0 && first >= 0xFE) ? "It looks like UTF-16: save the file as UTF-8."
				: "Save the file as UTF-8.";
		return invalid(read, "byte 0x" + Integer.toHexString(first).toUpperCase(Locale.ROOT) + " (byte offset "
				+ offset() + ") does not begin a character in UTF-8", hint);
	}

	private InvalidScriptException invalid(int read, String problem, String action) {
		return new InvalidScriptException(this.script, this.line, this.delivered + read - this.lineStart + 1, problem,
				action, null);
	}

	@Override
	public void close() throws IOException {
		this.in.close();
	}

}
