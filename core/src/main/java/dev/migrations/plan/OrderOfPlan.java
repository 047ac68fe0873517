package dev.migrations.plan;

import java.util.Comparator;

import dev.migrations.model.MigrationType;
import dev.migrations.model.Version;

/**
 * Versioned migrations by version, a baseline first, then repeatable ones by description.
 * It is written out, because every start of an application needs it, and comparators put
 * together from lambdas take longer to set up than to run.
 */
final class OrderOfPlan implements Comparator<PlannedMigration> {

	@Override
	public int compare(PlannedMigration left, PlannedMigration right) {
		Version leftVersion = left.version();
		Version rightVersion = right.version();
		int result = Boolean.compare(leftVersion == null, rightVersion == null);
		if (result == 0 && leftVersion != null && rightVersion != null) {
			result = leftVersion.compareTo(rightVersion);
		}
		if (result == 0) {
			result = Boolean.compare(left.key().type() != MigrationType.BASELINE,
					right.key().type() != MigrationType.BASELINE);
		}
		if (result == 0) {
			result = left.description().compareTo(right.description());
		}
		return (result != 0) ? result : left.key().name().compareTo(right.key().name());
	}

}
