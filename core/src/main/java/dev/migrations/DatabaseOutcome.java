package dev.migrations;

import org.jspecify.annotations.Nullable;

/**
 * What became of one of several databases, or tenants.
 *
 * @param database its name
 * @param kind what became of it
 * @param report what was done; null if that is not known, and where something else than
 * migrating was asked for
 * @param failure why it failed; null if it did not
 */
public record DatabaseOutcome(String database, Kind kind, @Nullable MigrationReport report,
		@Nullable RuntimeException failure) {

	static DatabaseOutcome done(String database, @Nullable MigrationReport report) {
		return new DatabaseOutcome(database, Kind.DONE, report, null);
	}

	static DatabaseOutcome failed(String database, RuntimeException failure) {
		return new DatabaseOutcome(database, Kind.FAILED, null, failure);
	}

	static DatabaseOutcome notBegun(String database) {
		return new DatabaseOutcome(database, Kind.NOT_BEGUN, null, null);
	}

	/**
	 * A database of a sequence in which another one failed.
	 */
	static DatabaseOutcome stopped(String database, boolean begun, @Nullable MigrationReport report) {
		return new DatabaseOutcome(database, begun ? Kind.STOPPED : Kind.NOT_BEGUN, report, null);
	}

	String words() {
		String report = (this.report != null) ? Reports.words(this.report) : null;
		return this.database + ": " + switch (this.kind) {
			case DONE -> (report != null) ? report : "done";
			case FAILED -> "failed";
			case STOPPED -> "stopped" + ((report != null) ? ", " + report : "");
			case NOT_BEGUN -> "not begun" + ((report != null) ? ", " + report : "");
		};
	}

	/**
	 * What became of a database.
	 */
	public enum Kind {

		/**
		 * Everything that was due was done.
		 */
		DONE,

		/**
		 * It failed.
		 */
		FAILED,

		/**
		 * It was begun and is as it should be; what was left was not, because another one
		 * failed.
		 */
		STOPPED,

		/**
		 * It was not begun, because another one failed.
		 */
		NOT_BEGUN

	}

}
