package dev.migrations;

import org.jspecify.annotations.Nullable;

/**
 * What became of one of several databases.
 *
 * @param database its name
 * @param report what was done; null if it failed or was not begun, and where something
 * else than migrating was asked for
 * @param failure why it failed; null if it did not
 * @param note what to know beyond that, as part of a sentence
 */
record DatabaseOutcome(String database, @Nullable MigrationReport report, @Nullable RuntimeException failure,
		String note) {

	static DatabaseOutcome done(String database, @Nullable MigrationReport report) {
		return new DatabaseOutcome(database, report, null, "done");
	}

	static DatabaseOutcome failed(String database, RuntimeException failure) {
		return new DatabaseOutcome(database, null, failure, "failed");
	}

	static DatabaseOutcome notBegun(String database) {
		return new DatabaseOutcome(database, null, null, "not begun");
	}

	static DatabaseOutcome stopped(String database, String note) {
		return new DatabaseOutcome(database, null, null, note);
	}

	String words() {
		return this.database + ": " + ((this.report != null) ? Reports.words(this.report) : this.note);
	}

}
