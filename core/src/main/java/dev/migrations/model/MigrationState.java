package dev.migrations.model;

/**
 * State of a migration, from comparing its file with its row in the history.
 */
public enum MigrationState {

	/**
	 * To be applied by the next run.
	 */
	PENDING,

	/**
	 * Applied.
	 */
	APPLIED,

	/**
	 * Begun by a run that has not finished, or that crashed.
	 */
	RUNNING,

	/**
	 * Stopped at a statement that failed; the next run resumes there.
	 */
	FAILED,

	/**
	 * Applied, but its file is gone.
	 */
	MISSING,

	/**
	 * Applied by a newer version of the code, whose file is not known here.
	 */
	FUTURE,

	/**
	 * Not applied, although a higher version is.
	 */
	OUT_OF_ORDER,

	/**
	 * Repeatable migration that changed since it was applied.
	 */
	OUTDATED,

	/**
	 * Baseline row.
	 */
	BASELINE,

	/**
	 * Not applied, because the baseline stands for it.
	 */
	BELOW_BASELINE,

	/**
	 * Not applied, because it is above the target.
	 */
	ABOVE_TARGET,

	/**
	 * Its undo was begun and has not finished.
	 */
	UNDOING,

	/**
	 * Taken back; the next run applies it again.
	 */
	UNDONE;

	/**
	 * Whether a migration in this state is not, or not completely, applied although its
	 * file is to be.
	 * @return whether something is left to be done
	 */
	public boolean isUnfinished() {
		return switch (this) {
			case PENDING, RUNNING, FAILED, OUT_OF_ORDER, OUTDATED, ABOVE_TARGET, UNDOING, UNDONE -> true;
			case APPLIED, MISSING, FUTURE, BASELINE, BELOW_BASELINE -> false;
		};
	}

}
