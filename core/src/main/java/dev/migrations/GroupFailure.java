package dev.migrations;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.migrations.model.DatabasesFailedException;
import dev.migrations.model.MigrationException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Words the failure of some of several databases.
 */
final class GroupFailure {

	private static final Log logger = LogFactory.getLog(MigratorGroup.class);

	/**
	 * How many of those are listed that did not fail: there may be thousands of tenants.
	 */
	private static final int MOST_OTHERS = 10;

	private GroupFailure() {
	}

	/**
	 * Logs a failure that is not ours with its stack, which what is thrown in the end
	 * does not show.
	 * @param what whose failure it is, such as {@code "tenant"}
	 */
	static void logUnexpected(String what, String name, RuntimeException failure) {
		if (!(failure instanceof MigrationException)) {
			logger.error("Unexpected failure of the " + what + " '" + name + "'", failure);
		}
	}

	/**
	 * Throws if one of several databases failed. A single one has nothing to be listed
	 * beside it, so that its failure speaks for itself.
	 */
	static void throwIfAny(List<DatabaseOutcome> outcomes) {
		if (outcomes.size() > 1) {
			throwIfAny("databases", outcomes);
		}
		for (DatabaseOutcome outcome : outcomes) {
			if (outcome.failure() != null) {
				throw outcome.failure();
			}
		}
	}

	/**
	 * Throws if one failed.
	 * @param what what they are, such as {@code "tenants"}
	 */
	static void throwIfAny(String what, List<DatabaseOutcome> outcomes) {
		Map<String, RuntimeException> failures = new LinkedHashMap<>();
		for (DatabaseOutcome outcome : outcomes) {
			if (outcome.failure() != null) {
				failures.put(outcome.database(), outcome.failure());
			}
		}
		if (failures.isEmpty()) {
			return;
		}
		String end = System.lineSeparator();
		StringBuilder description = new StringBuilder();
		description.append(failures.size())
			.append(" of ")
			.append(outcomes.size())
			.append(' ')
			.append(what)
			.append(" failed.")
			.append(end);
		int others = 0;
		for (DatabaseOutcome outcome : outcomes) {
			if (outcome.failure() != null || others++ < MOST_OTHERS) {
				description.append(end).append("    ").append(outcome.words());
			}
		}
		if (others > MOST_OTHERS) {
			description.append(end).append("    and ").append(others - MOST_OTHERS).append(" more that did not fail");
		}
		StringBuilder action = new StringBuilder();
		failures.forEach((database, failure) -> {
			MigrationException known = (failure instanceof MigrationException exception) ? exception : null;
			description.append(end)
				.append(end)
				.append(database)
				.append(": ")
				.append((known != null) ? known.getDescription()
						: "an unexpected failure, " + failure.getClass().getName() + ".");
			action.append(action.isEmpty() ? "" : end)
				.append(database)
				.append(": ")
				.append((known != null) ? known.getAction() : "Look at the cause in the log.");
		});
		throw new DatabasesFailedException(description.toString(), action.toString(), failures);
	}

}
