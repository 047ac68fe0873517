package dev.migrations.source;

/**
 * Checks that bytes are UTF-8 and turns CR LF and CR into LF, in place and chunk by
 * chunk. A sequence of bytes, or CR LF, may lie across two chunks.
 */
final class Utf8Normalizer {

	private long offset;

	private boolean afterCarriageReturn;

	/** How many bytes of the current character are still to come. */
	private int missing;

	/** The range that the next of them must lie in. */
	private int lowest;

	private int highest;

	private long startOfCharacter;

	private boolean invalid;

	/**
	 * How many bytes at the beginning of the first chunk are a byte order mark.
	 * @param chunk the bytes
	 * @param length how many there are
	 * @return 0 or 3; always 0 after the first chunk
	 */
	int lengthOfByteOrderMark(byte[] chunk, int length) {
		boolean found = this.offset == 0 && length >= 3 && chunk[0] == (byte) 0xEF && chunk[1] == (byte) 0xBB
				&& chunk[2] == (byte) 0xBF;
		this.offset += found ? 3 : 0;
		return found ? 3 : 0;
	}

	/**
	 * Normalises the next chunk.
	 * @param chunk the bytes, which are overwritten
	 * @param start where they begin
	 * @param end where they end
	 * @return where the normalised bytes, which begin at the start, end
	 */
	int normalize(byte[] chunk, int start, int end) {
		int out = start;
		int in = start;
		while (in < end) {
			if (this.missing == 0 && !this.afterCarriageReturn) {
				int plain = endOfPlain(chunk, in, end);
				if (out < in) {
					System.arraycopy(chunk, in, chunk, out, plain - in);
				}
				out += plain - in;
				in = plain;
				if (in == end) {
					break;
				}
			}
			byte b = chunk[in];
			if (b > 0 && this.missing == 0) {
				if (b == '\r') {
					chunk[out++] = '\n';
				}
				else if (b != '\n' || !this.afterCarriageReturn) {
					chunk[out++] = b;
				}
				this.afterCarriageReturn = b == '\r';
			}
			else {
				this.afterCarriageReturn = false;
				if (!accept(b & 0xFF, this.offset + in - start)) {
					this.invalid = true;
					return out;
				}
				chunk[out++] = b;
			}
			in++;
		}
		this.offset += end - start;
		return out;
	}

	private static int endOfPlain(byte[] chunk, int from, int end) {
		int at = from;
		// Nearly every byte needs only the first comparison.
		while (at < end && (chunk[at] > '\r' || (chunk[at] > 0 && chunk[at] != '\r'))) {
			at++;
		}
		return at;
	}

	private boolean accept(int b, long position) {
		if (this.missing > 0) {
			this.missing--;
			boolean accepted = b >= this.lowest && b <= this.highest;
			expect(0x80, 0xBF);
			return accepted;
		}
		this.startOfCharacter = position;
		if (b >= 0xC2 && b <= 0xDF) {
			this.missing = 1;
			expect(0x80, 0xBF);
		}
		else if (b >= 0xE0 && b <= 0xEF) {
			this.missing = 2;
			// No longer form than needed, and no surrogates.
			expect((b == 0xE0) ? 0xA0 : 0x80, (b == 0xED) ? 0x9F : 0xBF);
		}
		else if (b >= 0xF0 && b <= 0xF4) {
			this.missing = 3;
			expect((b == 0xF0) ? 0x90 : 0x80, (b == 0xF4) ? 0x8F : 0xBF);
		}
		else {
			return false;
		}
		return true;
	}

	private void expect(int lowest, int highest) {
		this.lowest = lowest;
		this.highest = highest;
	}

	/**
	 * Whether something was found that is not UTF-8, or NUL.
	 * @return true if nothing more should be read
	 */
	boolean isInvalid() {
		return this.invalid;
	}

	/**
	 * Whether the text may end here.
	 * @return false if it is invalid or ends inside a character
	 */
	boolean isComplete() {
		return !this.invalid && this.missing == 0;
	}

	/**
	 * Where the character begins that is invalid.
	 * @return the offset in bytes from the beginning of the file
	 */
	long problemOffset() {
		return this.startOfCharacter;
	}

}
