package dev.migrations.model;

import java.util.List;

/**
 * Migrations are due where none may be.
 */
public final class PendingMigrationsException extends MigrationException {

	private final List<String> pending;

	/**
	 * Creates an exception.
	 * @param description what was found and where
	 * @param action what the reader can do next
	 * @param pending the scripts that are due, in order
	 */
	public PendingMigrationsException(String description, String action, List<String> pending) {
		super(description, action, null);
		this.pending = List.copyOf(pending);
	}

	/**
	 * The scripts that are due.
	 * @return the scripts, in the order in which they would be applied
	 */
	public List<String> getPending() {
		return this.pending;
	}

}
