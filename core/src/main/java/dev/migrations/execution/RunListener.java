package dev.migrations.execution;

import java.time.Duration;

import dev.migrations.model.SlowStatement;
import dev.migrations.plan.Step;
import org.jspecify.annotations.Nullable;

/**
 * Told by a run how far it is.
 */
public interface RunListener {

	/**
	 * Whether anything else is called with what this is told.
	 * @return whether somebody listens
	 */
	default boolean isHeard() {
		return true;
	}

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
	 * Something in the script of the step that has started is mostly a mistake.
	 * @param step the step
	 * @param remark what, and what to do about it
	 */
	default void remarked(Step step, String remark) {
	}

	/**
	 * A statement is about to be sent.
	 * @param statement its number, counted from 1
	 */
	default void progressed(int statement) {
	}

	/**
	 * How far a statement is that takes long. Called by another thread.
	 * @param script the script that it is of
	 * @param statement its number, counted from 1
	 * @param phase what the server is doing; null if it does not tell
	 * @param percent how much of that is done, 0 to 100; null if the server does not tell
	 * @param waitingFor who keeps it waiting; null if nobody does
	 */
	default void progressed(String script, int statement, @Nullable String phase, @Nullable Double percent,
			@Nullable String waitingFor) {
	}

	/**
	 * A statement was executed that took a second or longer, or several that were sent
	 * together.
	 * @param slow which, and how long
	 */
	default void tookLong(SlowStatement slow) {
	}

	/**
	 * A statement was left out by its guard.
	 * @param statement which one, where, and by which guard
	 */
	default void skipped(String statement) {
	}

	/**
	 * A statement did not get its lock in time, or lost a deadlock, and will be tried
	 * again.
	 * @param attempt how many attempts have failed by now
	 * @param attempts how many there are at most
	 * @param pause how long is waited until the next one
	 * @param reason the statement, and who was in the way
	 */
	default void retried(int attempt, int attempts, Duration pause, String reason) {
	}

	/**
	 * A step was applied and committed.
	 * @param applied the step
	 */
	default void applied(AppliedStep applied) {
	}

	/**
	 * Steps that shared a transaction were rolled back because one of them failed. All
	 * are begun again, each in its own transaction.
	 * @param failure why
	 */
	default void separated(Throwable failure) {
	}

	/**
	 * A step that had started failed.
	 * @param failure why
	 */
	default void failed(Throwable failure) {
	}

}
