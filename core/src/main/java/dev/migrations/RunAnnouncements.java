package dev.migrations;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.migrations.execution.AppliedStep;
import dev.migrations.execution.RunListener;
import dev.migrations.model.MigrationType;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.SlowStatement;
import dev.migrations.plan.Step;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What one run has to tell: to the log, to the listeners, and to its own report. It goes
 * on counting where the run has to connect again.
 */
final class RunAnnouncements implements RunListener, Consumer<String> {

	private static final Log logger = LogFactory.getLog(Migrator.class);

	private static final long LOG_INTERVAL_NANOS = 5_000_000_000L;

	private final MigrationEvent.Operation operation;

	private final Announcer announcer;

	private final long begin = System.nanoTime();

	private final List<AppliedStep> applied = new ArrayList<>();

	/** By script; null until there is one. */
	private @Nullable Map<String, String> remarks;

	/** Null until a statement has taken long. */
	private @Nullable SlowestStatements slowest;

	/** Null until a migration has started: at most starts none does. */
	private volatile @Nullable MigrationOrder order;

	private volatile MigrationEvent.@Nullable Run run;

	private String vendor = "";

	private boolean announced;

	private volatile MigrationEvent.@Nullable Subject subject;

	private volatile int statements;

	private volatile long stepBegin;

	private volatile long lastLog = System.nanoTime() - LOG_INTERVAL_NANOS;

	RunAnnouncements(MigrationEvent.Operation operation, Announcer announcer) {
		this.operation = operation;
		this.announcer = announcer;
	}

	/**
	 * Identifies the run.
	 */
	String id() {
		return run().id();
	}

	/**
	 * The run, which gets its identity when something is first said about it: most have
	 * nothing to say, and nobody to say it to.
	 */
	private MigrationEvent.Run run() {
		MigrationEvent.Run result = this.run;
		if (result == null) {
			result = this.announcer.run(UUID.randomUUID().toString(), this.operation);
			this.run = result;
		}
		return result;
	}

	/**
	 * The product is known.
	 */
	void connected(String vendor) {
		this.vendor = vendor;
	}

	/**
	 * What was applied so far, in order.
	 */
	List<AppliedStep> applied() {
		return this.applied;
	}

	/**
	 * Which statements took longest so far.
	 */
	List<SlowStatement> slowest() {
		return (this.slowest != null) ? this.slowest.list() : List.of();
	}

	/**
	 * What is mostly a mistake in the scripts that were applied so far.
	 */
	List<String> remarks() {
		Map<String, String> all = this.remarks;
		if (all == null) {
			return List.of();
		}
		List<String> made = new ArrayList<>();
		for (AppliedStep step : this.applied) {
			String remark = all.get(step.step().scriptName());
			if (remark != null) {
				made.add(remark);
			}
		}
		return made;
	}

	/**
	 * How long the run has taken so far.
	 */
	Duration duration() {
		return Duration.ofNanos(System.nanoTime() - this.begin);
	}

	/**
	 * The run begins.
	 */
	void runStarted() {
		if (this.announcer.isHeard()) {
			announce(new MigrationEvent.RunStarted(run()));
		}
	}

	/**
	 * Something is waited for.
	 */
	@Override
	public void accept(String message) {
		logger.info(message);
		announce(new MigrationEvent.Waiting(run(), message));
	}

	@Override
	public boolean isHeard() {
		return this.announcer.isHeard();
	}

	@Override
	public void due(int steps) {
		if (!this.announced) {
			this.announced = true;
			announce(new MigrationEvent.RunPlanned(run(), this.vendor, steps));
		}
	}

	@Override
	public void started(Step step, int left, int statements, int resumedAfter) {
		ResolvedMigration migration = step.migration();
		this.stepBegin = System.nanoTime();
		this.statements = statements;
		MigrationEvent.Subject before = this.subject;
		int number = (before != null && !before.script().equals(step.scriptName())) ? before.number() + 1
				: this.applied.size() + 1;
		this.subject = new MigrationEvent.Subject(
				(migration.type() != MigrationType.REPEATABLE) ? migration.spelling() : null, migration.description(),
				step.scriptName(), number, number - 1 + left);
		order().started(new MigrationEvent.MigrationStarted(run(), this.subject, statements, resumedAfter));
	}

	@Override
	public void remarked(Step step, String remark) {
		if (this.remarks == null) {
			this.remarks = new HashMap<>();
		}
		this.remarks.put(step.scriptName(), remark);
	}

	private MigrationOrder order() {
		MigrationOrder result = this.order;
		if (result == null) {
			// Not a lambda: many that apply would set up the machinery of lambdas for
			// this one.
			result = new MigrationOrder(new Consumer<>() {

				@Override
				public void accept(MigrationEvent event) {
					announce(event);
				}

			});
			this.order = result;
		}
		return result;
	}

	@Override
	public void progressed(int statement) {
		if (this.subject != null && this.announcer.isHeard()) {
			order().happened(this.subject, new MigrationEvent.MigrationProgressed(run(), this.subject, statement,
					this.statements, Duration.ofNanos(System.nanoTime() - this.stepBegin), null, null, null));
		}
	}

	@Override
	public void progressed(String script, int statement, @Nullable String phase, @Nullable Double percent,
			@Nullable String waitingFor) {
		MigrationOrder known = this.order;
		MigrationEvent.MigrationStarted started = (known != null) ? known.started(script) : null;
		if (known == null || started == null) {
			return;
		}
		MigrationEvent.Subject watched = started.migration();
		MigrationEvent.MigrationProgressed event = new MigrationEvent.MigrationProgressed(run(), watched, statement,
				started.statements(), Duration.ofNanos(System.nanoTime() - this.stepBegin), phase, percent, waitingFor);
		long now = System.nanoTime();
		if (now - this.lastLog >= LOG_INTERVAL_NANOS) {
			this.lastLog = now;
			logger.info(event.toSentence());
		}
		known.happened(watched, event);
	}

	@Override
	public void tookLong(SlowStatement slow) {
		if (this.slowest == null) {
			this.slowest = new SlowestStatements();
		}
		this.slowest.add(slow);
	}

	@Override
	public void retried(int attempt, int attempts, Duration pause, String reason) {
		logger.warn(reason + " The next attempt is in " + pause.toMillis() + " ms.");
		if (this.subject != null) {
			order().happened(this.subject,
					new MigrationEvent.MigrationRetried(run(), this.subject, attempt, attempts, pause, reason));
		}
	}

	@Override
	public void skipped(String statement) {
		if (this.subject != null) {
			logger.info("Skipped in " + this.subject.script() + ", " + statement);
			order().happened(this.subject, new MigrationEvent.StatementSkipped(run(), this.subject, statement));
		}
	}

	@Override
	public void applied(AppliedStep done) {
		this.applied.add(done);
		String script = done.step().migration().script();
		String what = (this.operation == MigrationEvent.Operation.UNDO)
				? "Undid " + script + " with " + done.step().scriptName() : "Applied " + script;
		logger.info(what + " in " + done.duration().toMillis() + " ms (" + done.statements()
				+ ((done.statements() == 1) ? " statement)" : " statements)"));
		order().ended(done.step().scriptName(), new Function<>() {

			@Override
			public MigrationEvent apply(MigrationEvent.Subject migration) {
				return new MigrationEvent.MigrationApplied(run(), migration, done.statements(), done.skipped(),
						done.duration());
			}

		});
		if (order().isEmpty()) {
			this.subject = null;
		}
	}

	@Override
	public void separated(Throwable failure) {
		this.subject = null;
		order().separated();
		logger
			.info("Rolled back the migrations that shared a transaction, and each is applied again in one of its own. "
					+ Reports.line(failure));
	}

	@Override
	public void failed(Throwable failure) {
		this.subject = null;
		order().failed((migration) -> new MigrationEvent.MigrationFailed(run(), migration, failure));
	}

	/**
	 * The run has ended.
	 */
	void finished(MigrationReport report) {
		if (this.announcer.isHeard()) {
			announce(new MigrationEvent.RunFinished(run(), this.vendor, report.applied().size(), report.initial(),
					report.current(), report.duration()));
		}
	}

	/**
	 * The undo has ended.
	 */
	void finished(UndoReport report) {
		announce(new MigrationEvent.RunFinished(run(), this.vendor, report.undone().size(), report.initial(),
				report.current(), report.duration()));
	}

	/**
	 * The run has failed. There is no report, and what was applied is not applied again.
	 */
	void runFailed(Throwable failure) {
		remarks().forEach(logger::warn);
		announce(new MigrationEvent.RunFailed(run(), failure));
	}

	private void announce(MigrationEvent event) {
		if (this.announcer.isHeard()) {
			this.announcer.announce(event);
		}
	}

}
