package dev.migrations.model;

import org.jspecify.annotations.Nullable;

/**
 * The history cannot be read or written.
 */
public final class MigrationHistoryException extends MigrationException {

	/**
	 * Creates an exception.
	 * @param description what was found and where
	 * @param action what the reader can do next
	 */
	public MigrationHistoryException(String description, String action) {
		this(description, action, null);
	}

	/**
	 * Creates an exception with a cause.
	 * @param description what was found and where
	 * @param action what the reader can do next
	 * @param cause the cause, if there is one
	 */
	public MigrationHistoryException(String description, String action, @Nullable Throwable cause) {
		super(description, action, cause);
	}

}
