package dev.migrations.model;

import org.jspecify.annotations.Nullable;

/**
 * One change that a repair makes to the history.
 *
 * @param kind what is changed
 * @param row the row as it was read; the repair refuses to touch it when it has changed
 * @param file the file whose checksums are adopted, or whose steps are accepted; null
 * where none is needed
 * @param description what would be changed and why, and what follows from it
 */
public record RepairAction(Kind kind, AppliedMigration row, @Nullable ResolvedMigration file, String description) {

	@Override
	public String toString() {
		return this.description;
	}

	/**
	 * What a repair can change.
	 */
	public enum Kind {

		/**
		 * The row takes over the checksums of the file as it is now.
		 */
		ADOPT_CHECKSUM,

		/**
		 * The row of a migration that failed, or that was never finished, is deleted with
		 * its steps, so that the next run applies it from its beginning.
		 */
		FORGET,

		/**
		 * The row of a repeatable migration that is applied, and whose file was deleted,
		 * is deleted.
		 */
		FORGET_DELETED,

		/**
		 * The statements that are in force, and the one in doubt, are taken to be those
		 * of the file as it is now, so that the next run resumes behind them.
		 */
		ACCEPT_STEPS,

		/**
		 * The statement in doubt is taken not to have taken effect, so that the next run
		 * sends it again.
		 */
		SEND_AGAIN,

		/**
		 * The migration whose undo has not finished is taken to be applied, because what
		 * the undo had taken back was restored by hand.
		 */
		MARK_APPLIED,

		/**
		 * The migration whose undo has not finished is taken to be undone, because what
		 * was left of it was removed by hand.
		 */
		MARK_UNDONE

	}

}
