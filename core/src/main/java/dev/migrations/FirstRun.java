package dev.migrations;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.migrations.dialect.Occupancy;
import dev.migrations.history.History;
import dev.migrations.model.AppliedMigration;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Version;
import dev.migrations.plan.Problem;
import dev.migrations.plan.Step;
import org.jspecify.annotations.Nullable;

/**
 * The first run on a database that was in use before: no migration has been recorded, and
 * there are objects that are not ours. Tells what forbids it, and whether it begins with
 * a baseline.
 */
final class FirstRun {

	private final Engine engine;

	private final Connection connection;

	FirstRun(Engine engine, Connection connection) {
		this.engine = engine;
		this.connection = connection;
	}

	/**
	 * The version at which the run would baseline the schema before it applies anything.
	 * @param history the history
	 * @return the version; null if it would not
	 */
	@Nullable Version baseline(History history) throws SQLException {
		boolean comes = this.engine.baselinesOnMigrate() && history.migrations().isEmpty()
				&& this.engine.occupancy(this.connection) == Occupancy.HERE;
		return comes ? this.engine.configuredBaseline().version() : null;
	}

	/**
	 * The history as the run will find it when it applies its first migration.
	 * @param history the history
	 * @return the same, or one with nothing but the baseline
	 */
	History foreseen(History history) throws SQLException {
		return foreseen(history, baseline(history));
	}

	/**
	 * The history as the run will find it when it applies its first migration.
	 * @param history the history
	 * @param baseline the version at which the run would baseline the schema; null if it
	 * would not
	 * @return the same, or one with nothing but the baseline
	 */
	static History foreseen(History history, @Nullable Version baseline) {
		return (baseline != null) ? new History(history.columns(), List.of(AppliedMigration.baseline(baseline)))
				: history;
	}

	/**
	 * Says that a baseline would be recorded first.
	 */
	static String note(Version baseline) {
		return "The schema has objects and no history: the run takes it to be built up to version " + baseline
				+ " (migrations.baseline-on-migrate).";
	}

	/**
	 * What would forbid the run, if it is the first.
	 * @param history the history
	 * @param due the migrations that are due, in order
	 * @return the problems; only those of the baseline if the run would baseline the
	 * schema first
	 */
	List<Problem> problems(History history, List<Step> due) throws SQLException, IOException {
		boolean baselines = this.engine.baselinesOnMigrate();
		if (!history.migrations().isEmpty() || (due.isEmpty() && !baselines)) {
			return List.of();
		}
		Occupancy occupancy = this.engine.occupancy(this.connection);
		if (baselines && occupancy == Occupancy.HERE) {
			return this.engine.configuredBaseline().problems();
		}
		return due.isEmpty() ? List.of() : problems(due, occupancy);
	}

	/**
	 * What forbids the first run.
	 * @param due the migrations that are due, in order
	 * @param occupancy where there are objects that are not ours
	 * @return the problems
	 */
	List<Problem> problems(List<Step> due, Occupancy occupancy) throws SQLException, IOException {
		Problem applied = (occupancy == Occupancy.HERE) ? appliedByFlyway(due) : null;
		if (applied != null) {
			return List.of(applied);
		}
		return (occupancy == Occupancy.NOWHERE) ? List.of() : losses(due);
	}

	/**
	 * What would forbid the run because Flyway has applied its scripts.
	 * @param history the history
	 * @param due the migrations that are due, in order
	 * @return the problem as a sentence; none if it is not the first run
	 */
	List<String> notes(History history, List<Step> due) throws SQLException {
		Problem applied = (isFirst(history, due) && !this.engine.baselinesOnMigrate()) ? appliedByFlyway(due) : null;
		return (applied != null) ? Reports.sentences(List.of(applied)) : List.of();
	}

	private static boolean isFirst(History history, List<Step> due) {
		return history.migrations().isEmpty() && !due.isEmpty();
	}

	private @Nullable Problem appliedByFlyway(List<Step> due) throws SQLException {
		return AppliedByFlyway.problem(this.engine.flywayHistory(), this.connection, due);
	}

	private List<Problem> losses(List<Step> due) throws SQLException, IOException {
		if (this.engine.appliesEverything()) {
			return List.of();
		}
		List<ResolvedMigration> scripts = new ArrayList<>();
		for (Step step : due) {
			scripts.add(step.script());
		}
		return this.engine.lossCheck(this.connection).problems(this.connection, scripts);
	}

}
