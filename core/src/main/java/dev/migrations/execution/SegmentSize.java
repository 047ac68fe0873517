package dev.migrations.execution;

import dev.migrations.model.Statement;

/**
 * How much is in the open segment of a script that as a whole cannot be rolled back,
 * where the server has to keep all of the segment for rolling that back.
 */
final class SegmentSize {

	/** So many rows that are inserted one by one take a server a fraction of a second. */
	private static final int MOST_ROWS = 5_000;

	/** Any other statement may change many rows. */
	private static final int ROWS_OF_OTHERS = 5;

	/** A statement may insert many rows, too. */
	private static final int MOST_CHARACTERS = 4 * 1024 * 1024;

	private int rows;

	private long characters;

	/**
	 * A statement was sent in the segment.
	 */
	void add(Statement statement) {
		this.rows += statement.listsRows() ? statement.count() : ROWS_OF_OTHERS;
		this.characters += statement.text().length();
	}

	/**
	 * Whether the next statement should begin another segment.
	 */
	boolean isReached() {
		return this.rows >= MOST_ROWS || this.characters >= MOST_CHARACTERS;
	}

	/**
	 * The segment has ended.
	 */
	void clear() {
		this.rows = 0;
		this.characters = 0;
	}

}
