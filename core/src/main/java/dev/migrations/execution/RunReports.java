package dev.migrations.execution;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.migrations.model.SlowStatement;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementKind;
import dev.migrations.plan.Step;
import org.jspecify.annotations.Nullable;

/**
 * Tells the listener of a run how far it is: every statement that may take long, and the
 * many short ones no more often than is worth a look.
 */
final class RunReports {

	private static final long SHORTEST_INTERVAL_NANOS = 100_000_000;

	/** From then on a statement is worth mentioning at the end of the run. */
	private static final long LONG_NANOS = Duration.ofSeconds(1).toNanos();

	private final RunListener listener;

	private int left;

	private boolean started;

	private int settings;

	private long lastReport;

	private @Nullable StatementWatch watch;

	private Trip.Script script = new Trip.Script("", 0);

	private @Nullable Trip trip;

	/** The last trip of several scripts, if it took long. */
	private @Nullable Trip longTrip;

	/** The statement of it that is known to have taken long. */
	private Trip.@Nullable Part told;

	private long sentAt;

	RunReports(RunListener listener) {
		this.listener = listener;
	}

	/**
	 * What is sent from now on is watched.
	 * @param statementWatch the watch; null if there is none
	 */
	void watch(@Nullable StatementWatch statementWatch) {
		this.watch = statementWatch;
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
		this.settings = 0;
		this.script = new Trip.Script(step.scriptName(), resume.statements());
		if (this.started) {
			// It is tried again.
			return;
		}
		this.started = true;
		this.lastReport = System.nanoTime();
		this.listener.started(step, this.left, resume.statements(), resume.done());
		if (resume.remark() != null) {
			this.listener.remarked(step, resume.remark());
		}
	}

	/**
	 * A statement is a setting that is made around the script, and does not count.
	 */
	void passesSetting() {
		this.settings++;
	}

	/**
	 * A statement is about to be sent.
	 */
	void sends(Statement statement) {
		long now = System.nanoTime();
		boolean quick = statement.kind() == StatementKind.DML || statement.kind() == StatementKind.SESSION;
		if (!quick || now - this.lastReport >= SHORTEST_INTERVAL_NANOS) {
			this.lastReport = now;
			this.listener.progressed(statement.number() - this.settings);
		}
	}

	/**
	 * A statement of the script that has started last.
	 */
	Trip.Part part(Statement statement) {
		return new Trip.Part(statement, this.script);
	}

	/**
	 * A statement is sent now, alone.
	 */
	void sendsAlone(Statement statement) {
		sendsTogether(List.of(statement));
	}

	/**
	 * Statements of one script are sent now.
	 */
	void sendsTogether(List<Statement> statements) {
		List<Trip.Part> parts = new ArrayList<>(statements.size());
		for (Statement statement : statements) {
			parts.add(part(statement));
		}
		sends(new Trip(parts));
	}

	/**
	 * Statements are sent now.
	 */
	void sends(Trip statements) {
		this.trip = statements;
		this.longTrip = null;
		this.told = null;
		this.sentAt = System.nanoTime();
		if (this.watch != null) {
			this.watch.sends(statements);
		}
	}

	/**
	 * What was sent has been executed.
	 */
	void executed() {
		Trip done = this.trip;
		long nanos = System.nanoTime() - this.sentAt;
		if (done != null && nanos >= LONG_NANOS) {
			tookLong(done, (this.watch != null) ? this.watch.seen() : null, Duration.ofNanos(nanos));
		}
		ended();
	}

	private void tookLong(Trip done, Trip.@Nullable Part slow, Duration duration) {
		if (!done.isOfOneScript()) {
			this.longTrip = done;
			this.told = slow;
			if (slow == null) {
				// Many scripts took that long, and none of them need be slow.
				return;
			}
		}
		tookLong((slow != null) ? slow : done.first(), (slow != null) ? slow : done.last(), duration);
	}

	/**
	 * How long a script took is known now, which was sent in one trip with others.
	 * @param script the script
	 * @param duration how long it took
	 */
	void took(String script, Duration duration) {
		Trip all = this.longTrip;
		if (all == null || duration.toNanos() < LONG_NANOS
				|| (this.told != null && this.told.script().name().equals(script))) {
			return;
		}
		Trip.Part first = null;
		Trip.Part last = null;
		for (Trip.Part part : all.parts()) {
			if (part.script().name().equals(script)) {
				first = (first != null) ? first : part;
				last = part;
			}
		}
		if (first != null && last != null) {
			tookLong(first, last, duration);
		}
	}

	private void tookLong(Trip.Part first, Trip.Part last, Duration duration) {
		this.listener.tookLong(new SlowStatement(first.script().name(), first.statement().number() - this.settings,
				last.statement().lastNumber() - this.settings, first.script().statements(), first.statement().line(),
				duration));
	}

	/**
	 * Nothing is sent any longer.
	 */
	void ended() {
		this.trip = null;
		if (this.watch != null) {
			this.watch.ended();
		}
	}

	/**
	 * Who kept the last statement waiting, as far as it was watched; null if nobody did.
	 */
	@Nullable String waitingFor() {
		return (this.watch != null) ? this.watch.waitingFor() : null;
	}

	/**
	 * A statement was left out by its guard.
	 */
	void skipped(String statement) {
		this.listener.skipped(statement);
	}

	/**
	 * A statement did not get its lock in time, or lost a deadlock, and will be tried
	 * again.
	 */
	void retried(int attempt, int attempts, Duration pause, String reason) {
		this.listener.retried(attempt, attempts, pause, reason);
	}

	/**
	 * The step was applied and committed.
	 */
	void applied(AppliedStep applied) {
		this.listener.applied(applied);
	}

	/**
	 * Steps that shared a transaction were rolled back, and are applied again one by one.
	 */
	void separated(Throwable failure) {
		this.listener.separated(failure);
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
