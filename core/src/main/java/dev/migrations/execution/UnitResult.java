package dev.migrations.execution;

import java.time.Duration;
import java.util.List;

/**
 * What became of one step.
 *
 * @param applied false if the history had changed since the step was planned, so that
 * nothing was done
 * @param statements how many statements were executed
 * @param skipped what was left out by a guard, each with its place
 * @param duration how long it took, as far as that is known yet
 */
record UnitResult(boolean applied, int statements, List<String> skipped, Duration duration) {

	/**
	 * The script was rolled back because of a lock, and is to be tried again.
	 */
	static final UnitResult AGAIN = new UnitResult(false, 0, List.of(), Duration.ZERO);

	/**
	 * The script was rolled back because of one of several statements that were one text,
	 * and is to be sent again statement by statement, to know which.
	 */
	static final UnitResult ONE_BY_ONE = new UnitResult(false, 0, List.of(), Duration.ZERO);

	static final UnitResult STALE = new UnitResult(false, 0, List.of(), Duration.ZERO);

}
