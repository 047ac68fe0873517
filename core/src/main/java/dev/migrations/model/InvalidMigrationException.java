package dev.migrations.model;

import org.jspecify.annotations.Nullable;

/**
 * A file cannot be taken for a migration, or two claim the same version.
 */
public final class InvalidMigrationException extends MigrationException {

	/**
	 * Creates an exception.
	 * @param description what was found and where
	 * @param action what the reader can do next
	 */
	public InvalidMigrationException(String description, String action) {
		this(description, action, null);
	}

	/**
	 * Creates an exception with a cause.
	 * @param description what was found and where
	 * @param action what the reader can do next
	 * @param cause the cause, if there is one
	 */
	public InvalidMigrationException(String description, String action, @Nullable Throwable cause) {
		super(description, action, cause);
	}

}
