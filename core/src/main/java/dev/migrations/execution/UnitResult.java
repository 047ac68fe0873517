package dev.migrations.execution;

/**
 * What became of one step.
 *
 * @param applied false if the history had changed since the step was planned, so that
 * nothing was done
 * @param statements how many statements were executed
 */
record UnitResult(boolean applied, int statements) {

	static final UnitResult STALE = new UnitResult(false, 0);

}
