package dev.migrations.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

import dev.migrations.dialect.Vendor;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementKind;

/**
 * Splits a script that is made as it is read, in a JVM of its own with little memory, and
 * prints what it counted.
 */
final class LargeScript extends InputStream {

	private static final String END_OF_COPY = "\\.\n";

	private final boolean copy;

	private final long size;

	private long delivered;

	private long row;

	private boolean ended;

	private byte[] line = {};

	private int position;

	private LargeScript(boolean copy, long size) {
		this.copy = copy;
		this.size = size;
	}

	/**
	 * Splits a large script.
	 * @param args {@code inserts} or {@code copy}, and its size in bytes
	 * @throws IOException never
	 */
	public static void main(String[] args) throws IOException {
		LargeScript script = new LargeScript(args[0].equals("copy"), Long.parseLong(args[1]));
		long statements = 0;
		long lines = 0;
		char[] buffer = new char[8192];
		StatementSplitter splitter = new StatementSplitter(Vendor.POSTGRESQL, 64 * 1024 * 1024);
		try (StatementCursor cursor = splitter.split("large.sql", NormalizedReader.of("large.sql", script))) {
			for (Statement statement = cursor.next(); statement != null; statement = cursor.next()) {
				statements++;
				if (statement.kind() == StatementKind.COPY) {
					Reader data = cursor.copyData();
					for (int count = data.read(buffer); count > 0; count = data.read(buffer)) {
						lines += new String(buffer, 0, count).chars().filter((c) -> c == '\n').count();
					}
				}
			}
		}
		long expected = script.copy ? 2 : script.row;
		long expectedLines = script.copy ? script.row : 0;
		System.out.println((statements == expected && lines == expectedLines && script.delivered >= script.size)
				? "complete" : statements + " statements and " + lines + " lines instead of " + script.row + " rows");
	}

	@Override
	public int read() {
		byte[] one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xFF;
	}

	@Override
	public int read(byte[] target, int offset, int length) {
		if (this.position == this.line.length) {
			String next = nextLine();
			if (next.isEmpty()) {
				return -1;
			}
			this.line = next.getBytes(StandardCharsets.UTF_8);
			this.position = 0;
			this.delivered += this.line.length;
		}
		int count = Math.min(length, this.line.length - this.position);
		System.arraycopy(this.line, this.position, target, offset, count);
		this.position += count;
		return count;
	}

	private String nextLine() {
		if (this.ended) {
			return "";
		}
		if (this.delivered >= this.size) {
			this.ended = true;
			return this.copy ? END_OF_COPY + "select 1;\n" : "";
		}
		if (this.copy && this.delivered == 0) {
			return "copy customers (id, name, note) from stdin;\n";
		}
		this.row++;
		return this.copy
				? this.row + "\tJane O'Neill\tlikes; semicolons \\\\ -- and café, and \"a line\" of some length /*\n"
				: "insert into customers (id, name, note) values (" + this.row
						+ ", 'Jane O''Neill', 'likes; semicolons -- and café, and a line of some length');\n";
	}

}
