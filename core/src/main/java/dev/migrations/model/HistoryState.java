package dev.migrations.model;

/**
 * State of a migration as its row in the history records it.
 */
public enum HistoryState {

	/**
	 * Begun and not finished; only seen where DDL commits by itself.
	 */
	RUNNING,

	/**
	 * Finished.
	 */
	APPLIED,

	/**
	 * Finished; its file was deleted on purpose since, which a repair has accepted.
	 */
	RETIRED,

	/**
	 * A statement failed after earlier ones had taken effect.
	 */
	FAILED,

	/**
	 * Its undo was begun and not finished.
	 */
	UNDOING,

	/**
	 * Taken back; pending again.
	 */
	UNDONE,

	/**
	 * Declared to be in force by a baseline.
	 */
	BASELINE;

	/**
	 * Whether all of it was applied and nothing was taken back.
	 * @return whether it is in force, and no baseline
	 */
	public boolean isApplied() {
		return this == APPLIED || this == RETIRED;
	}

	/**
	 * The state of a migration whose script was executed to its end.
	 * @param type its type
	 * @return the state
	 */
	public static HistoryState completed(MigrationType type) {
		return (type == MigrationType.BASELINE) ? BASELINE : APPLIED;
	}

}
