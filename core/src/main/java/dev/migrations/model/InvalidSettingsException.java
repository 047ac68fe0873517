package dev.migrations.model;

import org.jspecify.annotations.Nullable;

/**
 * A setting is wrong, or settings contradict each other.
 */
public final class InvalidSettingsException extends MigrationException {

	/**
	 * Creates an exception.
	 * @param description what was found and where
	 * @param action what the reader can do next
	 */
	public InvalidSettingsException(String description, String action) {
		this(description, action, null);
	}

	/**
	 * Creates an exception with a cause.
	 * @param description what was found and where
	 * @param action what the reader can do next
	 * @param cause the cause, if there is one
	 */
	public InvalidSettingsException(String description, String action, @Nullable Throwable cause) {
		super(description, action, cause);
	}

}
