package dev.migrations;

import java.util.List;
import java.util.Objects;

import dev.migrations.model.MigrationState;
import dev.migrations.model.Target;
import dev.migrations.model.Version;
import dev.migrations.plan.Plan;
import dev.migrations.plan.PlannedMigration;
import dev.migrations.plan.Step;
import org.jspecify.annotations.Nullable;

/**
 * What a run over one of several databases would do now.
 *
 * @param plan what comparing the files with the history gave
 * @param steps the migrations that are due, in order
 * @param baseline the version at which the run would baseline the schema first; null if
 * it would not
 * @param report what there is to report as long as nothing is done
 */
record OutstandingMigrations(Plan plan, List<Step> steps, @Nullable Version baseline, MigrationReport report) {

	/**
	 * Whether there is a file of a version.
	 */
	boolean has(Version version) {
		return this.plan.migrations()
			.stream()
			.anyMatch((migration) -> migration.resolved() != null && Objects.equals(version, migration.version()));
	}

	/**
	 * The highest version that was executed. A baseline says nothing of other databases.
	 */
	@Nullable Version highestApplied() {
		return this.plan.migrations()
			.stream()
			.filter((migration) -> isInForce(migration.state()))
			.map(PlannedMigration::version)
			.filter(Objects::nonNull)
			.max(Version::compareTo)
			.orElse(null);
	}

	private static boolean isInForce(MigrationState state) {
		return switch (state) {
			case APPLIED, RETIRED, MISSING, FUTURE -> true;
			default -> false;
		};
	}

	/**
	 * The same without what is beyond a target.
	 */
	OutstandingMigrations within(Target target) {
		return new OutstandingMigrations(this.plan,
				this.steps.stream()
					.filter((step) -> target.includes(step.migration().version(), this.plan.head()))
					.toList(),
				this.baseline, this.report);
	}

}
