package dev.migrations.model;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Row of the audit: something that was done to the history other than applying a
 * migration.
 *
 * @param number position in the audit, counted from 1
 * @param action what was done
 * @param migration identity of the migration as the history stores it, such as
 * {@code V:1.2}
 * @param detail what exactly was done
 * @param reason why, as whoever did it gave it; null if no reason was given
 * @param performedBy user of the database; where it has none, the user of the process
 * @param performedAt the database server's time
 * @param origin from where it was done
 */
public record AuditEntry(long number, Action action, String migration, String detail, @Nullable String reason,
		@Nullable String performedBy, @Nullable Instant performedAt, RunOrigin origin) {

	/**
	 * What can be done to the history.
	 */
	public enum Action {

		/**
		 * A schema was taken to be built up to a version.
		 */
		BASELINE,

		/**
		 * A row was changed or forgotten by a repair.
		 */
		REPAIR,

		/**
		 * A migration was undone.
		 */
		UNDO

	}

}
