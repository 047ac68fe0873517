package dev.migrations.script;

import java.io.Reader;
import java.util.random.RandomGenerator;

/**
 * Reader that hands out a text in pieces of random length, as a network or a jar may do.
 */
final class ChunkedReader extends Reader {

	private final String text;

	private final int longest;

	private final RandomGenerator random;

	private int position;

	ChunkedReader(String text, int longest, RandomGenerator random) {
		this.text = text;
		this.longest = longest;
		this.random = random;
	}

	@Override
	public int read(char[] buffer, int offset, int length) {
		if (this.position == this.text.length()) {
			return -1;
		}
		int wanted = Math.min(length, 1 + this.random.nextInt(this.longest));
		int count = Math.min(wanted, this.text.length() - this.position);
		this.text.getChars(this.position, this.position + count, buffer, offset);
		this.position += count;
		return count;
	}

	@Override
	public void close() {
	}

}
