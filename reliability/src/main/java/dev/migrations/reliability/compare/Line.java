package dev.migrations.reliability.compare;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Statement of a generated script.
 *
 * @param text the statement, without the semicolon
 * @param comment what stands before it in the file, with its line breaks
 * @param role how it stands to the transaction of its script
 * @param copyData the lines that follow a COPY; null for any other
 * @param mistake whether it is to be taken out where the script is mended
 */
record Line(String text, String comment, Role role, @Nullable List<String> copyData, boolean mistake) {

	static Line of(String text) {
		return new Line(text, "", Role.PLAIN, null, false);
	}

	static Line of(String text, Role role) {
		return new Line(text, "", role, null, false);
	}

	static Line copy(String text, List<String> data) {
		return new Line(text, "", Role.PLAIN, data, false);
	}

	Line behind(String before) {
		return new Line(this.text, before, this.role, this.copyData, this.mistake);
	}

	Line wrong() {
		return new Line(this.text, this.comment, this.role, this.copyData, true);
	}

	String inFile() {
		String data = (this.copyData != null) ? String.join("\n", this.copyData) + "\n\\.\n" : "";
		return this.comment + this.text + ";\n" + data;
	}

	/**
	 * What a statement is to the transaction of its script.
	 */
	enum Role {

		/** It is part of it. */
		PLAIN,

		/** It can be in none. */
		ALONE,

		/** It needs what was done before it to be committed. */
		BEHIND_COMMIT,

		/** It begins or commits a transaction of the script's own. */
		FRAME,

		/** A guard prevents it. */
		SKIPPED

	}

}
