package dev.migrations.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Some of several databases could not be migrated. The description lists what became of
 * each.
 */
public final class DatabasesFailedException extends MigrationException {

	private final Map<String, RuntimeException> failures;

	/**
	 * Creates an exception.
	 * @param description what became of each database
	 * @param action what the reader can do next
	 * @param failures why databases failed, by their names; at least one
	 */
	public DatabasesFailedException(String description, String action,
			Map<String, ? extends RuntimeException> failures) {
		super(description, action, failures.values().iterator().next());
		failures.values().stream().skip(1).forEach(this::addSuppressed);
		this.failures = Collections.unmodifiableMap(new LinkedHashMap<>(failures));
	}

	/**
	 * Why databases failed.
	 * @return the failures by the names of the databases
	 */
	public Map<String, RuntimeException> getFailures() {
		return this.failures;
	}

}
