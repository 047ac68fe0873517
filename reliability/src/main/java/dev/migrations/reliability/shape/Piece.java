package dev.migrations.reliability.shape;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Statement of a script, as it stands in the file and as it is executed.
 *
 * @param text what stands in the file, without the semicolon
 * @param copyData the lines that follow a COPY statement; null for any other
 * @param executed whether it is executed; false behind a guard that does not hold
 */
public record Piece(String text, @Nullable List<String> copyData, boolean executed) {

	static Piece sql(String text) {
		return new Piece(text, null, true);
	}

	/**
	 * A COPY with its data.
	 */
	static Piece copy(String text, String... lines) {
		return new Piece(text, List.of(lines), true);
	}

	/**
	 * A statement that its guard prevents.
	 */
	static Piece skipped(String text) {
		return new Piece(text, null, false);
	}

	String inFile() {
		String data = (this.copyData != null) ? String.join("\n", this.copyData) + "\n\\.\n" : "";
		return this.text + ";\n" + data;
	}

}
