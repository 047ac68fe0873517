package dev.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.migrations.dialect.FlywayHistory;
import dev.migrations.plan.Problem;
import dev.migrations.plan.Step;
import org.jspecify.annotations.Nullable;

/**
 * Scripts that Flyway has applied to a database of which our history knows nothing yet:
 * somebody has changed the tool and kept the files. Applying them again would be what
 * both tools are there to prevent.
 */
final class AppliedByFlyway {

	private AppliedByFlyway() {
	}

	/**
	 * What forbids the first run on a database if Flyway has applied one of its scripts.
	 * @param due the migrations that are due
	 * @return the problem; null if Flyway has applied none of them
	 */
	static @Nullable Problem problem(FlywayHistory flyway, Connection connection, List<Step> due) throws SQLException {
		Set<String> applied = new HashSet<>(flyway.scripts(connection));
		for (Step step : due) {
			String script = step.scriptName();
			if (applied.contains(script.substring(script.lastIndexOf('/') + 1))) {
				return new Problem(
						script + " is due, but Flyway has applied it to this database, as its table "
								+ "flyway_schema_history says, and there is no history of migrations yet. "
								+ "Nothing was applied.",
						"Take over what is there: set migrations.baseline-on-migrate=true, and "
								+ "migrations.baseline-version to the last version that Flyway has applied; or use "
								+ "'migrations baseline <version>' with it. To apply everything again all the same, "
								+ "use 'migrations baseline 0'.");
			}
		}
		return null;
	}

}
