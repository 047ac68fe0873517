package dev.migrations.execution;

import java.sql.SQLException;
import java.util.Collection;

import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A statement of a script failed. Carries it to where the script as a whole is known.
 */
final class StatementFailedException extends Exception {

	private final transient Statement statement;

	private final transient @Nullable ResolvedMigration migration;

	private final SQLException error;

	private final transient Collection<String> hidden;

	private @Nullable String blocked;

	private String inTheWay = "";

	private final boolean rolledBack;

	/**
	 * Creates an exception.
	 * @param statement the statement as it is in the file
	 * @param migration whose script it is in; null if it was not sent together with those
	 * of others
	 * @param error what the driver threw
	 * @param hidden values that must not be shown
	 */
	StatementFailedException(Statement statement, @Nullable ResolvedMigration migration, SQLException error,
			Collection<String> hidden) {
		super(error);
		this.statement = statement;
		this.migration = migration;
		this.error = error;
		this.hidden = hidden;
		this.rolledBack = false;
	}

	/**
	 * Creates an exception for code that failed.
	 * @param statement what stands for it
	 * @param error what the driver threw, or what stands for that
	 * @param thrown what the code threw
	 * @param hidden values that must not be shown
	 * @param rolledBack whether rolling back takes back all that it did
	 */
	StatementFailedException(Statement statement, SQLException error, Exception thrown, Collection<String> hidden,
			boolean rolledBack) {
		super(thrown);
		this.statement = statement;
		this.migration = null;
		this.error = error;
		this.hidden = hidden;
		this.rolledBack = rolledBack;
	}

	/**
	 * Whether rolling back takes back all that code did.
	 */
	boolean isRolledBack() {
		return this.rolledBack;
	}

	/**
	 * It failed because of a lock.
	 * @param reason what became of it
	 * @param attempts how often it was tried
	 * @param inTheWay who was in the way; empty if nobody knows
	 */
	void setBlocked(String reason, int attempts, String inTheWay) {
		this.blocked = "It " + reason + ", after " + attempts + ((attempts == 1) ? " attempt." : " attempts.");
		this.inTheWay = inTheWay.isEmpty() ? "" : " In the way: " + inTheWay;
	}

	/**
	 * What to say of the lock that it did not get; null if it failed for another reason.
	 */
	@Nullable String blocked() {
		return (this.blocked != null) ? this.blocked + this.inTheWay : null;
	}

	/**
	 * Who was in the way, to follow a sentence; empty if nobody knows.
	 */
	String inTheWay() {
		return this.inTheWay;
	}

	Collection<String> hidden() {
		return this.hidden;
	}

	/**
	 * Whose script the statement is in.
	 * @param sent the migration that was sent last, with which others may have been sent
	 * together
	 */
	ResolvedMigration migration(ResolvedMigration sent) {
		return (this.migration != null) ? this.migration : sent;
	}

	/**
	 * Whose script the statement is in, where it was sent together with those of others.
	 */
	ResolvedMigration sent() {
		if (this.migration == null) {
			throw new IllegalStateException("It was sent alone");
		}
		return this.migration;
	}

	Statement statement() {
		return this.statement;
	}

	SQLException error() {
		return this.error;
	}

}
