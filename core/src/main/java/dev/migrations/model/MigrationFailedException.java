package dev.migrations.model;

import org.jspecify.annotations.Nullable;

/**
 * A statement of a migration failed.
 */
public final class MigrationFailedException extends MigrationException {

	/**
	 * Creates an exception.
	 * @param description what was found and where
	 * @param action what the reader can do next
	 */
	public MigrationFailedException(String description, String action) {
		this(description, action, null);
	}

	/**
	 * Creates an exception with a cause.
	 * @param description what was found and where
	 * @param action what the reader can do next
	 * @param cause the cause, if there is one
	 */
	public MigrationFailedException(String description, String action, @Nullable Throwable cause) {
		super(description, action, cause);
	}

}
