package dev.migrations.execution;

import dev.migrations.history.History;
import dev.migrations.model.AppliedMigration;
import org.jspecify.annotations.Nullable;

/**
 * The number in the order of application that the next row of the history gets. Whoever
 * holds the lock and has read the history knows it; the server would have to look at
 * every row, for each migration again.
 */
final class NextOrder {

	private @Nullable History read;

	private long next;

	/**
	 * The number after those of a history that was read under the lock, and of the rows
	 * written since.
	 * @param history the history as it was read last
	 * @return the number
	 */
	long after(History history) {
		if (this.read != history) {
			this.read = history;
			this.next = 1;
			for (AppliedMigration row : history.migrations()) {
				this.next = Math.max(this.next, row.order() + 1);
			}
		}
		return this.next;
	}

	/**
	 * Rows that were written are not there any more.
	 */
	void forget() {
		this.read = null;
	}

	/**
	 * A row was written with that number.
	 */
	void used() {
		this.next++;
	}

}
