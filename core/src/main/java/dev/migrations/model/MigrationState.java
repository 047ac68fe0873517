package dev.migrations.model;

/**
 * State of a migration, from comparing its file with its row in the history.
 */
public enum MigrationState {

	/**
	 * To be applied by the next run.
	 */
	PENDING(true),

	/**
	 * Applied.
	 */
	APPLIED(false),

	/**
	 * Begun by a run that has not finished, or that crashed.
	 */
	RUNNING(true),

	/**
	 * Stopped at a statement that failed; the next run resumes there.
	 */
	FAILED(true),

	/**
	 * Applied, but its file is gone.
	 */
	MISSING(false),

	/**
	 * Applied, and its file is no longer needed: a baseline stands for it, or a repair
	 * has accepted that it was deleted.
	 */
	RETIRED(false),

	/**
	 * Applied by a newer version of the code, whose file is not known here.
	 */
	FUTURE(false),

	/**
	 * Not applied, although a higher version is.
	 */
	OUT_OF_ORDER(true),

	/**
	 * Repeatable migration that changed since it was applied.
	 */
	OUTDATED(true),

	/**
	 * Baseline row.
	 */
	BASELINE(false),

	/**
	 * Not applied, because the baseline stands for it.
	 */
	BELOW_BASELINE(false),

	/**
	 * Not applied, because it is above the target.
	 */
	ABOVE_TARGET(true),

	/**
	 * Its undo was begun and has not finished.
	 */
	UNDOING(true),

	/**
	 * Taken back; the next run applies it again.
	 */
	UNDONE(true);

	private final boolean unfinished;

	MigrationState(boolean unfinished) {
		this.unfinished = unfinished;
	}

	/**
	 * Whether a migration in this state is not, or not completely, applied although its
	 * file is to be.
	 * @return whether something is left to be done
	 */
	public boolean isUnfinished() {
		return this.unfinished;
	}

}
