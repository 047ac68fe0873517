package dev.migrations.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

import dev.migrations.model.InvalidScriptException;
import dev.migrations.model.ScriptContent;

/**
 * Finds the line and column of a byte that is not UTF-8. They are counted only now, so
 * that reading a valid script does not pay for it.
 */
final class EncodingProblem {

	private long line = 1;

	private long column = 1;

	private int previous = -1;

	private EncodingProblem() {
	}

	/**
	 * Describes a problem.
	 * @param script the script, as messages name it
	 * @param content its bytes
	 * @param offset where the invalid character begins, in bytes
	 * @return the exception to throw
	 * @throws IOException if the script cannot be read again
	 */
	static InvalidScriptException describe(String script, ScriptContent content, long offset) throws IOException {
		EncodingProblem problem = new EncodingProblem();
		try (InputStream in = new BufferedInputStream(content.open())) {
			in.mark(3);
			byte[] start = in.readNBytes(3);
			in.reset();
			for (long i = 0; i < offset; i++) {
				problem.pass(in.read());
			}
			if (offset >= 3 && startsWith(start, 0xEF, 0xBB) && start[2] == (byte) 0xBF && problem.line == 1) {
				problem.column--;
			}
			boolean utf16 = startsWith(start, 0xFF, 0xFE) || startsWith(start, 0xFE, 0xFF);
			return problem.describe(script, in.read(), offset, utf16);
		}
	}

	private static boolean startsWith(byte[] bytes, int first, int second) {
		return bytes.length > 1 && bytes[0] == (byte) first && bytes[1] == (byte) second;
	}

	private void pass(int b) {
		if (b == '\r' || (b == '\n' && this.previous != '\r')) {
			this.line++;
			this.column = 1;
		}
		else if (b != '\n' && (b & 0xC0) != 0x80) {
			this.column++;
		}
		this.previous = b;
	}

	private InvalidScriptException describe(String script, int found, long offset, boolean utf16) {
		String where = " (byte " + offset + " of the file, counted from 0)";
		String problem = (found == 0) ? "NUL character" + where + "."
				: String.format("0x%02X is not UTF-8%s.", found, where);
		String action = utf16 ? "The file is UTF-16. Save it as UTF-8."
				: (found == 0) ? "Remove the character; if the file is UTF-16, save it as UTF-8."
						: "Save the file as UTF-8; it may be ISO-8859-1 or Windows-1252 now.";
		return new InvalidScriptException(script, this.line, this.column, problem, action, null);
	}

}
