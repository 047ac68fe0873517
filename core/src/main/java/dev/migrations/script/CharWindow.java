package dev.migrations.script;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/**
 * Part of a script that is in memory: what was read of the current statement, or of the
 * current token between statements, and a little more. It counts lines as it moves on.
 * <p>
 * The fields are indexes into {@link #chars}. Reading more may move the characters;
 * {@link #mark}, {@link #position}, {@link #limit} and {@link #anchor} move with them.
 */
final class CharWindow implements Closeable {

	/** Most scripts are small. */
	private static final int INITIAL_SIZE = 2 * 1024;

	/** One that is not is read in larger pieces. */
	private static final int USUAL_SIZE = 16 * 1024;

	/**
	 * A large one in larger ones still: what begins in one and ends in the next is slow.
	 */
	private static final int LARGE_SIZE = 64 * 1024;

	private static final int MAX_SIZE = Integer.MAX_VALUE - 8;

	/** The characters in memory. */
	char[] chars = new char[INITIAL_SIZE];

	/** Where the current token begins. */
	int mark;

	/** The next character to read. */
	int position;

	/** The end of what was read so far. */
	int limit;

	/** Where the current statement begins; negative between statements. */
	int anchor = -1;

	/** Whether what lies before the position may be dropped, between statements. */
	boolean discarding;

	private final String script;

	private final Reader reader;

	private final int maxStatementSize;

	private boolean ended;

	/** Characters dropped before those in memory. */
	private long base;

	/** The last character dropped; a line break before the first one. */
	private char dropped = '\n';

	/** Line breaks are counted up to this index. */
	private int counted;

	private long line = 1;

	/** Offset in the script of the first character of the line. */
	private long lineStart;

	/** From this offset in the script on there is no line break. */
	private long unbroken;

	/** Up to this one. */
	private long unbrokenEnd;

	CharWindow(String script, Reader reader, int maxStatementSize) {
		this.script = script;
		this.reader = reader;
		this.maxStatementSize = maxStatementSize;
	}

	String script() {
		return this.script;
	}

	/**
	 * Reads more characters.
	 * @return whether there were any
	 * @throws IOException if the script cannot be read
	 */
	boolean fill() throws IOException {
		if (this.ended) {
			return false;
		}
		drop();
		if (this.anchor >= 0 && this.position - this.anchor > this.maxStatementSize) {
			throw tooLong(this.anchor);
		}
		int size = (this.base > LARGE_SIZE) ? LARGE_SIZE
				: (this.base + this.limit >= INITIAL_SIZE) ? USUAL_SIZE : INITIAL_SIZE;
		if (this.chars.length < size) {
			this.chars = Arrays.copyOf(this.chars, size);
		}
		if (this.limit == this.chars.length) {
			if (this.chars.length == MAX_SIZE) {
				throw tooLong(Math.max(this.anchor, 0));
			}
			grow();
		}
		int count = this.reader.read(this.chars, this.limit, this.chars.length - this.limit);
		if (count < 0) {
			this.ended = true;
			return false;
		}
		this.limit += count;
		return true;
	}

	private void grow() {
		try {
			this.chars = Arrays.copyOf(this.chars, (int) Math.min(this.chars.length * 2L, MAX_SIZE));
		}
		catch (OutOfMemoryError ex) {
			// The array alone was too large; nothing is damaged, and the place helps
			// more.
			throw place(Math.max(this.anchor, 0)).invalid(
					"the statement that begins here does not fit into memory (" + this.limit + " characters so far)",
					"Close it if a delimiter is missing, split it, or give the JVM more memory.");
		}
	}

	private void drop() {
		int keep = (this.anchor >= 0) ? this.anchor : (this.discarding ? this.position : this.mark);
		if (keep == 0) {
			return;
		}
		count(keep);
		this.dropped = this.chars[keep - 1];
		System.arraycopy(this.chars, keep, this.chars, 0, this.limit - keep);
		this.base += keep;
		this.counted -= keep;
		this.limit -= keep;
		this.position -= keep;
		this.mark = Math.max(this.mark - keep, 0);
		this.anchor -= (this.anchor >= 0) ? keep : 0;
	}

	/**
	 * Makes characters available.
	 * @param count how many from {@link #position}
	 * @return whether there are so many
	 * @throws IOException if the script cannot be read
	 */
	boolean ensure(int count) throws IOException {
		while (this.limit - this.position < count) {
			if (!fill()) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Looks ahead.
	 * @param ahead how far from {@link #position}
	 * @return the character; -1 after the end
	 * @throws IOException if the script cannot be read
	 */
	int peek(int ahead) throws IOException {
		return (this.position + ahead < this.limit || ensure(ahead + 1)) ? this.chars[this.position + ahead] : -1;
	}

	/**
	 * Whether the current token begins a line.
	 * @return whether it does
	 */
	boolean isFirstColumn() {
		return ((this.mark > 0) ? this.chars[this.mark - 1] : this.dropped) == '\n';
	}

	/**
	 * The offset of an index in the script.
	 * @param index an index into {@link #chars}
	 * @return characters before it
	 */
	long offset(int index) {
		return this.base + index;
	}

	/**
	 * The place of an index.
	 * @param index an index into {@link #chars}, not before the current statement
	 * @return its line and column
	 */
	Place place(int index) {
		long currentLine = this.line;
		long currentStart = this.lineStart;
		for (int i = lineBreak(this.counted, index); i < index; i = lineBreak(i + 1, index)) {
			currentLine++;
			currentStart = offset(i) + 1;
		}
		return new Place(this.script, currentLine, (int) (offset(index) - currentStart) + 1);
	}

	/**
	 * Counts line breaks up to an index, so that places after it are found quickly.
	 * @param index an index into {@link #chars}, not after the current statement's start
	 */
	void count(int index) {
		for (int i = lineBreak(this.counted, index); i < index; i = lineBreak(i + 1, index)) {
			this.line++;
			this.lineStart = offset(i) + 1;
		}
		this.counted = Math.max(this.counted, index);
	}

	/**
	 * Finds the next line break.
	 * @param from where to begin
	 * @param to where to end
	 * @return its index; {@code to}, or more, if there is none
	 */
	private int lineBreak(int from, int to) {
		int i = from;
		while (i < to && this.chars[i] != '\n') {
			i = (offset(i) == this.unbroken) ? Math.max(i + 1, (int) (this.unbrokenEnd - this.base)) : i + 1;
		}
		return i;
	}

	/**
	 * Takes note of characters among which there is no line break, so that nobody has to
	 * look there for one.
	 * @param from index of the first of them
	 * @param to index behind the last
	 */
	void passed(int from, int to) {
		if (offset(from) != this.unbrokenEnd) {
			this.unbroken = offset(from);
		}
		this.unbrokenEnd = offset(to);
	}

	String text(int from, int to) {
		requireShort(from, to);
		return new String(this.chars, from, to - from);
	}

	/**
	 * Makes sure that a statement is not too long.
	 * @param from where it begins
	 * @param to where it ends
	 */
	void requireShort(int from, int to) {
		if (to - from > this.maxStatementSize) {
			throw tooLong(from);
		}
	}

	private RuntimeException tooLong(int from) {
		return place(from).invalid(
				"the statement that begins here is longer than " + this.maxStatementSize + " characters",
				"Close it if a delimiter is missing, split it, or raise migrations.statement.max-size.");
	}

	@Override
	public void close() throws IOException {
		this.reader.close();
	}

}
