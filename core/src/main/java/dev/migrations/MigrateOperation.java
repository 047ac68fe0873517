package dev.migrations;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;

import dev.migrations.dialect.Occupancy;
import dev.migrations.dialect.ServerSettings;
import dev.migrations.execution.ExclusiveRun;
import dev.migrations.execution.MigrationRun;
import dev.migrations.history.History;
import dev.migrations.lock.LockWait;
import dev.migrations.lock.MigrationLock;
import dev.migrations.model.AppliedMigration;
import dev.migrations.model.Target;
import dev.migrations.model.Version;
import dev.migrations.plan.Plan;
import dev.migrations.plan.Planner;
import dev.migrations.session.WorkingConnection;
import dev.migrations.source.ResolvedMigrations;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * One run that applies what is pending.
 * <ol>
 * <li>A first look, which ends most runs. Otherwise the class path must hide no
 * script.</li>
 * <li>Where it finds anything but migrations that are due, files and history are read in
 * full and compared; any problem ends the run here, with nothing changed.</li>
 * <li>Under the lock the history is read again. What was not read in full before is read
 * now, unless somebody else has done everything meanwhile; any problem ends the run here,
 * too. What is due is applied.</li>
 * <li>The history is read once more, for the report.</li>
 * </ol>
 * A run that loses its connection begins again, and reads what is in force by then. So
 * does one that finds the file of an SQLite database locked, and one behind a script that
 * may have left something in its session for which there is no other end.
 */
final class MigrateOperation implements DatabaseAccess.Work<MigrationReport> {

	private static final Log logger = LogFactory.getLog(Migrator.class);

	/**
	 * How often a run is begun again after it has lost its connection.
	 */
	private static final int MOST_LOST_CONNECTIONS = 3;

	private final DatabaseAccess access;

	private final RunAnnouncements run;

	private final LockWait waiting;

	private final Target wanted;

	private final boolean isLeg;

	private final @Nullable Version leg;

	/**
	 * The target once it has been counted: one that counts migrations is not counted
	 * again where the run begins again.
	 */
	private @Nullable Target fixed;

	/**
	 * Whether the class path hides no script, which is not asked again either.
	 */
	private boolean shown;

	/**
	 * How often it has lost its connection. What may be why is not sent as a block again:
	 * alone, each statement has its own outcome.
	 */
	private int lost;

	/** What there was at the beginning; null until something is done. */
	private @Nullable Plan before;

	/** Whether the rest is for another session. */
	private boolean left;

	private MigrateOperation(DatabaseAccess access, RunAnnouncements run, Target wanted, boolean isLeg,
			@Nullable Version leg) {
		this.access = access;
		this.run = run;
		this.waiting = access.waiting(run);
		this.wanted = wanted;
		this.isLeg = isLeg;
		this.leg = leg;
	}

	/**
	 * A whole run.
	 * @param wanted how far it goes
	 */
	static MigrateOperation to(Target wanted, DatabaseAccess access, RunAnnouncements run) {
		return new MigrateOperation(access, run, wanted, false, null);
	}

	/**
	 * A part of a run over several databases.
	 * @param wanted how far the whole run goes
	 * @param leg the version of the part's last migration; null for all that is wanted
	 */
	static MigrateOperation leg(Target wanted, @Nullable Version leg, DatabaseAccess access, RunAnnouncements run) {
		return new MigrateOperation(access, run, wanted, true, leg);
	}

	/**
	 * Applies, and announces it.
	 */
	MigrationReport run() {
		this.run.runStarted();
		try {
			MigrationReport report = inEachSession();
			this.run.finished(report);
			return report;
		}
		catch (Throwable ex) {
			this.run.runFailed(ex);
			throw ex;
		}
	}

	private MigrationReport inEachSession() {
		while (true) {
			try {
				MigrationReport report = once();
				if (!this.left) {
					return report;
				}
			}
			catch (RuntimeException ex) {
				WorkProblem.requireAnotherAttempt(ex, this.lost, MOST_LOST_CONNECTIONS);
				this.lost++;
				logger.warn("The connection was lost. Connecting again to read what is in force.");
			}
		}
	}

	private MigrationReport once() {
		// Not a lambda: most starts would set up the machinery of lambdas for this one.
		return this.access.callOnceReadable(this.waiting, this);
	}

	@Override
	public MigrationReport on(WorkingConnection connection, Engine engine) throws SQLException, IOException {
		this.left = false;
		this.run.connected(connection.dialect().vendor().id());
		FirstLook look = FirstLook.at(connection.jdbc(), engine, engine.planner(this.wanted));
		for (String note : look.resolved().notes()) {
			logger.info(note);
		}
		Plan settled = look.settled();
		if (settled != null) {
			return report(connection, settled, settled);
		}
		List<AppliedMigration> rows = look.rows();
		Plan due = look.due();
		requireNoneHidden(engine);
		if (due != null && rows != null && !mayBeBaselined(rows) && !engine.opensEveryScript()
				&& !engine.lockLeavesTraces()) {
			Planner planner = engine.planner(target(engine, look.resolved(), rows));
			return apply(connection, engine, rows, due,
					DueMigrations.after(look, connection.jdbc(), engine, planner, this.leg));
		}
		ResolvedMigrations resolved = look.resolved().allRead() ? look.resolved() : engine.finder().resolve();
		History history = engine.reader().read(connection.jdbc());
		History foreseen = mayBeBaselined(history.migrations())
				? new FirstRun(engine, connection.jdbc()).foreseen(history) : history;
		Planner planner = engine.planner(target(engine, resolved, foreseen.migrations()));
		DueMigrations migrations = DueMigrations.of(resolved, connection.jdbc(), engine, planner, this.leg);
		Plan first = migrations.plan(foreseen);
		if (foreseen != history) {
			return apply(connection, engine, history.migrations(), first.unrecorded(), migrations);
		}
		if (first.steps().isEmpty()) {
			Reports.requireTables(engine.requiredTables(), connection.jdbc());
			return report(connection, first, first);
		}
		return apply(connection, engine, history.migrations(), first, migrations);
	}

	private void requireNoneHidden(Engine engine) {
		if (!this.shown) {
			engine.finder().source().requireNoneHidden();
			this.shown = true;
		}
	}

	private MigrationReport apply(WorkingConnection connection, Engine engine, List<AppliedMigration> applied,
			Plan first, DueMigrations due) throws SQLException, IOException {
		if (this.before == null) {
			this.before = first;
		}
		ReadOnlyTarget.requireWritable(connection, engine, first);
		MigrationLock lock = engine.lock(this.access.secondConnection());
		try {
			if (mayBeBaselined(applied) && engine.occupancy(connection.jdbc()) == Occupancy.HERE) {
				baseline(connection, engine, lock, first.head());
			}
			ServerSettings server = engine.serverSettings(connection.jdbc());
			// Not a lambda, for the reason above; and most that wait for the lock need no
			// run.
			due.run(new ExclusiveRun(connection, lock, this.waiting), new Supplier<>() {

				@Override
				public MigrationRun get() {
					return run(connection, engine, server);
				}

			});
		}
		catch (SQLException ex) {
			throw ReadOnlyTarget.worded(connection, first, ex);
		}
		this.left = due.isLeft();
		Plan last = due.last();
		if (!this.isLeg && !this.left) {
			Reports.requireTables(engine.requiredTables(), connection.jdbc());
		}
		return report(connection, first, last);
	}

	private void baseline(WorkingConnection connection, Engine engine, MigrationLock lock, @Nullable Version head)
			throws SQLException {
		BaselineVersion baseline = engine.configuredBaseline();
		if (!baseline.isWithin(head)) {
			Reports.requireNone(baseline.problems());
		}
		engine.baseline(connection, engine.context(this.run.id(), "migrations.baseline-on-migrate"))
			.recordIfEmpty(lock, this.waiting, baseline.version());
	}

	private MigrationRun run(WorkingConnection connection, Engine engine, @Nullable ServerSettings server) {
		return engine.run(connection, server, engine.context(this.run.id(), null), this.access.secondConnection(),
				this.run, this.lost == 0);
	}

	private Target target(Engine engine, ResolvedMigrations resolved, List<AppliedMigration> applied) {
		Target target = this.fixed;
		if (target == null) {
			target = engine.planner(this.wanted).target(resolved.migrations(), applied);
			this.fixed = target;
		}
		return target;
	}

	private boolean mayBeBaselined(List<AppliedMigration> applied) {
		return this.access.settings().plan().baselineOnMigrate() && applied.isEmpty();
	}

	private MigrationReport report(WorkingConnection connection, Plan first, Plan last) {
		return Reports.report(connection.dialect(), (this.before != null) ? this.before : first, last,
				this.isLeg ? null : this.wanted, this.run);
	}

}
