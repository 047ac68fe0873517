package dev.migrations.execution;

import dev.migrations.plan.Step;

/**
 * Told by a run how far it is.
 */
public interface RunListener {

	/**
	 * The lock is held, and something is due.
	 * @param steps how many steps are due
	 */
	default void due(int steps) {
	}

	/**
	 * The first statement of a step is about to be sent.
	 * @param step the step
	 * @param left how many steps are left, this one included
	 * @param statements how many statements it has
	 * @param resumedAfter the last statement that an earlier run has done; 0 if none has
	 */
	default void started(Step step, int left, int statements, int resumedAfter) {
	}

	/**
	 * A statement is about to be sent.
	 * @param statement its number, counted from 1
	 */
	default void progressed(int statement) {
	}

	/**
	 * A statement was left out by its guard.
	 * @param statement which one, where, and by which guard
	 */
	default void skipped(String statement) {
	}

	/**
	 * A step was applied and committed.
	 * @param applied the step
	 */
	default void applied(AppliedStep applied) {
	}

	/**
	 * A step that had started failed.
	 * @param failure why
	 */
	default void failed(Throwable failure) {
	}

}
