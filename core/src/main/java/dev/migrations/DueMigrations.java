package dev.migrations;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;

import dev.migrations.dialect.Occupancy;
import dev.migrations.execution.MigrationRun;
import dev.migrations.execution.ExclusiveRun;
import dev.migrations.execution.RunPlanner;
import dev.migrations.history.History;
import dev.migrations.model.AppliedMigration;
import dev.migrations.model.Version;
import dev.migrations.plan.Plan;
import dev.migrations.plan.PlannedMigration;
import dev.migrations.plan.Planner;
import dev.migrations.plan.Step;
import dev.migrations.source.ResolvedMigrations;
import org.jspecify.annotations.Nullable;

/**
 * What is due once the lock is held. Unless the files were read before, it looks once
 * more as briefly as the start did: of several instances that start at once, one finds
 * something to do and reads everything in full.
 */
final class DueMigrations implements RunPlanner {

	private final Connection connection;

	private final Engine engine;

	private final Planner planner;

	private final @Nullable Version leg;

	/** What was seen before the lock was held; null if all files were read then. */
	private final @Nullable FirstLook before;

	/** All of them read; null before that. */
	private @Nullable ResolvedMigrations files;

	/** Null unless nothing was left to do. */
	private @Nullable Plan settled;

	private boolean left;

	private DueMigrations(Connection connection, Engine engine, Planner planner, @Nullable Version leg,
			@Nullable FirstLook before, @Nullable ResolvedMigrations files) {
		this.connection = connection;
		this.engine = engine;
		this.planner = planner;
		this.leg = leg;
		this.before = before;
		this.files = files;
	}

	/**
	 * Of files that will be read once the lock is held.
	 * @param planner compares files with the history
	 * @param leg the version of the last migration; null for all that are due
	 * @param before what was seen so far
	 */
	static DueMigrations after(FirstLook before, Connection connection, Engine engine, Planner planner,
			@Nullable Version leg) {
		return new DueMigrations(connection, engine, planner, leg, before, null);
	}

	/**
	 * Of files that were read.
	 * @param planner compares files with the history
	 * @param leg the version of the last migration; null for all that are due
	 * @param files the files
	 */
	static DueMigrations of(ResolvedMigrations files, Connection connection, Engine engine, Planner planner,
			@Nullable Version leg) {
		return new DueMigrations(connection, engine, planner, leg, null, files);
	}

	/**
	 * Runs while nobody else does. Whoever calls this need not know what plans a run,
	 * which most starts do without.
	 */
	void run(ExclusiveRun alone, Supplier<MigrationRun> run) throws SQLException, IOException {
		alone.run(this, run);
	}

	@Override
	public boolean isDue() throws SQLException {
		if (this.before != null && looksAgain()) {
			FirstLook look = again(this.before);
			if (this.settled != null) {
				return false;
			}
			this.files = look.resolved().allRead() ? look.resolved() : this.engine.finder().resolve();
		}
		return true;
	}

	@Override
	public boolean looksAgain() {
		return this.before != null && this.files == null;
	}

	@Override
	public boolean isOver() throws SQLException {
		if (this.before != null && looksAgain()) {
			again(this.before);
		}
		return this.settled != null;
	}

	private FirstLook again(FirstLook look) throws SQLException {
		FirstLook now = look.again(this.connection, this.engine, this.planner);
		this.settled = now.settled();
		return now;
	}

	@Override
	public List<Step> steps(History history) {
		return plan(history).stepsUpTo(this.leg);
	}

	@Override
	public boolean goesOnElsewhere() {
		this.left = true;
		return true;
	}

	/**
	 * Whether something is left to do, in another session.
	 */
	boolean isLeft() {
		return this.left;
	}

	@Override
	public void beginsAmongOthers(History history, Occupancy occupancy) throws SQLException, IOException {
		// Also what later parts of a run over several databases apply.
		Reports.requireNone(new FirstRun(this.engine, this.connection).problems(plan(history).steps(), occupancy));
	}

	@Override
	public List<PlannedMigration> otherBytes(History history) {
		return compare(history.migrations()).otherBytes();
	}

	/**
	 * What there is at the end of the run.
	 */
	Plan last() throws SQLException {
		if (this.settled != null) {
			return this.settled;
		}
		List<AppliedMigration> rows = this.engine.reader().readOutline(this.connection, this.engine.requiredTables());
		Plan plan = (rows != null) ? compare(rows) : null;
		return (plan != null && plan.isSettled()) ? plan : plan(this.engine.reader().read(this.connection));
	}

	/**
	 * Compares the files with the history, and makes sure that there is no problem.
	 */
	Plan plan(History history) {
		Plan plan = compare(history.migrations());
		Reports.requireNoProblems(plan);
		return plan;
	}

	private Plan compare(List<AppliedMigration> applied) {
		if (this.files == null) {
			throw new IllegalStateException("The files were not read");
		}
		return Engine.compare(this.planner, this.files, applied);
	}

}
