package dev.migrations.model;

import org.jspecify.annotations.Nullable;

/**
 * The database cannot be reached, or a connection to it was lost.
 */
public final class DatabaseUnavailableException extends MigrationException {

	/**
	 * Creates an exception.
	 * @param description what was found and where
	 * @param action what the reader can do next
	 * @param cause the cause, if there is one
	 */
	public DatabaseUnavailableException(String description, String action, @Nullable Throwable cause) {
		super(description, action, cause);
	}

}
