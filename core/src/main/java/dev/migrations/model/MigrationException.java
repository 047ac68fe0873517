package dev.migrations.model;

import org.jspecify.annotations.Nullable;

/**
 * Failure that says what happened and what to do about it.
 */
public abstract class MigrationException extends RuntimeException {

	private final String description;

	private final String action;

	/**
	 * Creates an exception.
	 * @param description what was found and where, and what is in force now
	 * @param action what the reader can do next
	 * @param cause the cause, if there is one
	 */
	protected MigrationException(String description, String action, @Nullable Throwable cause) {
		super(description + System.lineSeparator() + action, cause);
		this.description = description;
		this.action = action;
	}

	/**
	 * What was found and where, and what is in force now.
	 * @return the description
	 */
	public String getDescription() {
		return this.description;
	}

	/**
	 * What the reader can do next.
	 * @return the action
	 */
	public String getAction() {
		return this.action;
	}

}
