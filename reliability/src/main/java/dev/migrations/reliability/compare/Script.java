package dev.migrations.reliability.compare;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A generated script; or what the application does between two releases, which is no
 * migration and stands in the same place.
 *
 * @param file its file
 * @param head what stands in front of its first statement
 * @param lines its statements
 * @param release the release that brings it, counted from 1
 * @param undo its undo script; null if it is never undone
 */
record Script(String file, String head, List<Line> lines, int release, @Nullable Undo undo) {

	private static final String APPLICATION = "the application";

	private static final String CODE = "__Coded";

	Script(String file, String head, List<Line> lines) {
		this(file, head, lines, 1, null);
	}

	/**
	 * What the application does before a release.
	 */
	static Script ofApplication(List<Line> lines, int release) {
		return new Script(APPLICATION, "", lines, release, null);
	}

	/**
	 * One that is written in Java.
	 */
	static Script ofCode(String version, List<Line> lines, int release) {
		return new Script("V" + version + CODE, "", lines, release, null);
	}

	boolean isCode() {
		return this.file.endsWith(CODE);
	}

	boolean isMigration() {
		return !this.file.equals(APPLICATION);
	}

	/**
	 * Its version; null if it is repeatable.
	 */
	@Nullable String version() {
		return this.file.startsWith("V") ? this.file.substring(1, this.file.indexOf("__")).replace('_', '.') : null;
	}

	String text() {
		StringBuilder text = new StringBuilder(this.head);
		for (Line line : this.lines) {
			text.append(line.inFile());
		}
		return text.toString();
	}

	Script with(List<Line> others) {
		return new Script(this.file, this.head, List.copyOf(others), this.release, this.undo);
	}

	boolean isWrong() {
		return this.lines.stream().anyMatch(Line::mistake);
	}

	Script mended() {
		return with(this.lines.stream().filter((line) -> !line.mistake()).toList());
	}

	/**
	 * Whether it is the same file with the same statements.
	 */
	boolean isLike(Script other) {
		if (!this.file.equals(other.file) || this.lines.size() != other.lines.size()) {
			return false;
		}
		for (int i = 0; i < this.lines.size(); i++) {
			if (!this.lines.get(i).isLike(other.lines.get(i))) {
				return false;
			}
		}
		return true;
	}

	/**
	 * The script that takes it back, statement by statement.
	 * @return null if there is none
	 */
	@Nullable Script undoScript() {
		if (this.undo == null || this.undo.missing()) {
			return null;
		}
		List<Line> back = new ArrayList<>();
		for (Line line : this.lines) {
			if (line.inverse() != null) {
				back.add(0, Line.of(line.inverse()));
			}
		}
		back.addAll(Math.min(this.undo.at(), back.size()), this.undo.more());
		return new Script("U" + this.file.substring(1), "", List.copyOf(back), this.release, null);
	}

	Script withUndoMended() {
		return (this.undo != null) ? new Script(this.file, this.head, this.lines, this.release, this.undo.mended())
				: this;
	}

	/**
	 * In which line of the file a statement begins.
	 * @param number its number, counted from 1
	 */
	long lineOf(int number) {
		long line = 1 + breaks(this.head);
		for (Line before : this.lines.subList(0, number - 1)) {
			line += breaks(before.inFile());
		}
		return line + breaks(this.lines.get(number - 1).comment());
	}

	/**
	 * In which line of the file a statement ends.
	 * @param number its number, counted from 1
	 */
	long lastLineOf(int number) {
		return lineOf(number) + breaks(this.lines.get(number - 1).text());
	}

	private static long breaks(String text) {
		return text.chars().filter((character) -> character == '\n').count();
	}

	/**
	 * An undo script, apart from what takes statements back.
	 *
	 * @param missing whether there is none at first
	 * @param more what else it does, a mistake included
	 * @param at how many statements stand before that
	 */
	record Undo(boolean missing, List<Line> more, int at) {

		static final Undo RIGHT = new Undo(false, List.of(), 0);

		boolean isWrong() {
			return this.missing || this.more.stream().anyMatch(Line::mistake);
		}

		Undo mended() {
			return new Undo(false, this.more.stream().filter((line) -> !line.mistake()).toList(), this.at);
		}

	}

}
