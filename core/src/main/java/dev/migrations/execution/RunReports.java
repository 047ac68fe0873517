package dev.migrations.execution;

import dev.migrations.model.Statement;
import dev.migrations.model.StatementKind;
import dev.migrations.plan.Step;

/**
 * Tells the listener of a run how far it is: every statement that may take long, and the
 * many short ones no more often than is worth a look.
 */
final class RunReports {

	private static final long SHORTEST_INTERVAL_NANOS = 100_000_000;

	private final RunListener listener;

	private int left;

	private boolean started;

	private long lastReport;

	RunReports(RunListener listener) {
		this.listener = listener;
	}

	/**
	 * The lock is held, and something is due.
	 * @param steps how many steps are due
	 */
	void due(int steps) {
		this.listener.due(steps);
	}

	/**
	 * A step is about to be looked at.
	 * @param stepsLeft how many steps are left, this one included
	 */
	void begin(int stepsLeft) {
		this.left = stepsLeft;
		this.started = false;
	}

	/**
	 * The step is recorded as begun.
	 */
	void started(Step step, ResumePoint resume) {
		this.started = true;
		this.lastReport = System.nanoTime();
		this.listener.started(step, this.left, resume.statements(), resume.done());
	}

	/**
	 * A statement is about to be sent.
	 */
	void sends(Statement statement) {
		long now = System.nanoTime();
		boolean quick = statement.kind() == StatementKind.DML || statement.kind() == StatementKind.SESSION;
		if (!quick || now - this.lastReport >= SHORTEST_INTERVAL_NANOS) {
			this.lastReport = now;
			this.listener.progressed(statement.number());
		}
	}

	/**
	 * A statement was left out by its guard.
	 */
	void skipped(String statement) {
		this.listener.skipped(statement);
	}

	/**
	 * The step was applied and committed.
	 */
	void applied(AppliedStep applied) {
		this.listener.applied(applied);
	}

	/**
	 * The step failed.
	 */
	void failed(Throwable failure) {
		if (this.started) {
			this.listener.failed(failure);
		}
	}

}
