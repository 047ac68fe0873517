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
 * @param inverse the statement that takes it back; null if there is none
 */
record Line(String text, String comment, Role role, @Nullable List<String> copyData, boolean mistake,
		@Nullable String inverse) {

	static Line of(String text) {
		return of(text, Role.PLAIN);
	}

	static Line of(String text, Role role) {
		return new Line(text, "", role, null, false, null);
	}

	static Line copy(String text, List<String> data) {
		return new Line(text, "", Role.PLAIN, data, false, null);
	}

	static Line undoable(String text, String inverse) {
		return new Line(text, "", Role.PLAIN, null, false, inverse);
	}

	Line behind(String before) {
		return new Line(this.text, before, this.role, this.copyData, this.mistake, this.inverse);
	}

	Line wrong() {
		return new Line(this.text, this.comment, this.role, this.copyData, true, this.inverse);
	}

	/**
	 * Whether it is the same but for comments.
	 */
	boolean isLike(Line other) {
		return inFile().substring(this.comment.length()).equals(other.inFile().substring(other.comment.length()));
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
