package dev.migrations.benchmarks;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Script of single-row INSERTs as dumps and seed data have them, made as it is read.
 */
public final class InsertScript extends InputStream {

	private final long size;

	private long row;

	private byte[] line = {};

	private int position;

	private long delivered;

	/**
	 * Creates a script.
	 * @param size its size in bytes, rounded up to a whole statement
	 */
	public InsertScript(long size) {
		this.size = size;
	}

	@Override
	public int read() {
		byte[] one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xFF;
	}

	@Override
	public int read(byte[] target, int offset, int length) {
		if (this.position == this.line.length && !nextLine()) {
			return -1;
		}
		int count = Math.min(length, this.line.length - this.position);
		System.arraycopy(this.line, this.position, target, offset, count);
		this.position += count;
		this.delivered += count;
		return count;
	}

	private boolean nextLine() {
		if (this.delivered >= this.size) {
			return false;
		}
		this.row++;
		this.line = ("INSERT INTO customers (id, name, email, balance, note, created_at) VALUES (" + this.row
				+ ", 'Jane O''Neill " + this.row % 1000 + "', 'jane." + this.row + "@example.org', " + this.row % 977
				+ ".50, 'likes; semicolons -- and café', '2024-05-01 12:34:56');\n")
			.getBytes(StandardCharsets.UTF_8);
		this.position = 0;
		return true;
	}

}
