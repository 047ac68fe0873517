package dev.migrations.script;

import dev.migrations.model.StatementGuard;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the guard of the next statement, and sees to it that no comment with options
 * stands where it would go unnoticed.
 */
final class GuardComments {

	private @Nullable StatementGuard guard;

	private @Nullable Place place;

	/**
	 * Takes note of a comment with options between statements.
	 * @param text the comment
	 * @param where its place
	 * @param head whether there is no statement before it
	 */
	void read(String text, Place where, boolean head) {
		OptionComment comment = OptionComment.parse(text, where);
		if (comment.guard() != null) {
			requireNone();
			this.guard = comment.guard();
			this.place = where;
		}
		else if (!head) {
			throw where.invalid("options must stand at the head of the script, before its first statement",
					"Move the comment to the head of the script.");
		}
	}

	/**
	 * Requires that no guard waits for its statement.
	 */
	void requireNone() {
		if (this.guard != null && this.place != null) {
			throw this.place.invalid("the guard \"" + this.guard + "\" stands before no statement of its own",
					"Put each guard directly before the statement that it is for.");
		}
	}

	/**
	 * Whether the next statement has a guard.
	 */
	boolean isWaiting() {
		return this.guard != null;
	}

	/**
	 * Gives the guard to its statement.
	 * @return the guard; null if there is none
	 */
	@Nullable StatementGuard take() {
		StatementGuard taken = this.guard;
		this.guard = null;
		return taken;
	}

}
