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
 * @param resumption where a script is resumed whose steps are accepted; null for any
 * other change
 */
public record RepairAction(Kind kind, AppliedMigration row, @Nullable ResolvedMigration file, String description,
		@Nullable Resumption resumption) {

	/**
	 * Creates a change after which no script is resumed at another place.
	 * @param kind what is changed
	 * @param row the row as it was read
	 * @param file the file that it is about; null where none is needed
	 * @param description what would be changed and why, and what follows from it
	 */
	public RepairAction(Kind kind, AppliedMigration row, @Nullable ResolvedMigration file, String description) {
		this(kind, row, file, description, null);
	}

	/**
	 * The same change of a script that is resumed.
	 * @param description what would be changed, and what follows from it
	 * @param resumption where the script is resumed
	 * @return the change
	 */
	public RepairAction resuming(String description, Resumption resumption) {
		return new RepairAction(this.kind, this.row, this.file, description, resumption);
	}

	@Override
	public String toString() {
		return this.description;
	}

	/**
	 * Where the next run goes on with a script.
	 *
	 * @param done number of the last statement that is taken to be in force; 0 if none is
	 * @param statement number of the first statement that is sent; 0 if none is left
	 * @param line line on which it begins, counted from 1; 0 if none is left
	 * @param text its beginning, without secrets; empty if none is left
	 */
	public record Resumption(int done, int statement, long line, String text) {

		/**
		 * Whether there is a statement that is sent.
		 * @return false if all are taken to be in force
		 */
		public boolean sendsMore() {
			return this.statement > 0;
		}

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
		 * its steps, so that the next run applies it from its beginning. So is that of
		 * one that had no statements when it was applied, and was written since.
		 */
		FORGET,

		/**
		 * The row of a repeatable migration that is applied, and whose file was deleted,
		 * is deleted.
		 */
		FORGET_DELETED,

		/**
		 * The row of a versioned migration that is applied, and whose file was deleted on
		 * purpose, says that it needs none any more.
		 */
		ACCEPT_MISSING,

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
