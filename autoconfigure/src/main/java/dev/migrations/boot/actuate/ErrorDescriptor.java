package dev.migrations.boot.actuate;

import dev.migrations.model.MigrationException;

/**
 * Why the state of a database is not known.
 *
 * @param description what was found
 * @param action what to do next
 */
public record ErrorDescriptor(String description, String action) {

	/**
	 * Describes an exception. Of one that is not ours the message is left out, because
	 * drivers put URLs into theirs.
	 */
	static ErrorDescriptor of(RuntimeException exception) {
		for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
			if (cause instanceof MigrationException ours) {
				return new ErrorDescriptor(ours.getDescription(), ours.getAction());
			}
		}
		return new ErrorDescriptor(
				"The state of the database could not be read (" + exception.getClass().getName() + ").",
				"Check that the database can be reached with the settings of this application.");
	}

}
