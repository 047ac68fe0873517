package dev.migrations;

import java.util.List;

import dev.migrations.history.History;
import dev.migrations.model.Target;
import dev.migrations.model.Version;
import dev.migrations.plan.Plan;
import dev.migrations.plan.Step;
import dev.migrations.source.ResolvedMigrations;
import org.jspecify.annotations.Nullable;

/**
 * Target of one run. One that counts migrations is counted when the run begins, and not
 * again where it has to connect again.
 */
final class RunTarget {

	private final Target wanted;

	private final @Nullable Version leg;

	private final boolean isLeg;

	private @Nullable Target fixed;

	RunTarget(Target wanted) {
		this.wanted = wanted;
		this.leg = null;
		this.isLeg = false;
	}

	/**
	 * Creates a target of a leg of a run.
	 * @param wanted how far the whole run goes
	 * @param leg the version of the leg's last migration; null for all that is wanted
	 */
	RunTarget(Target wanted, @Nullable Version leg) {
		this.wanted = wanted;
		this.leg = leg;
		this.isLeg = true;
	}

	/**
	 * Whether this is one of several parts of a run.
	 */
	boolean isLeg() {
		return this.isLeg;
	}

	/**
	 * The steps of a plan that are due now.
	 */
	List<Step> steps(Plan plan) {
		return plan.stepsUpTo(this.leg);
	}

	Target wanted() {
		return this.wanted;
	}

	Target fixed(Engine engine, ResolvedMigrations resolved, History history) {
		Target target = this.fixed;
		if (target == null) {
			target = engine.planner(this.wanted).target(resolved.migrations(), history.migrations());
			this.fixed = target;
		}
		return target;
	}

}
