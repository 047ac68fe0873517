package dev.migrations.model;

/**
 * How SQLite keeps a transaction safe, in the files beside the database.
 */
public enum SqliteJournalMode {

	/**
	 * A write-ahead log: readers and a writer do not wait for each other.
	 */
	WAL,

	/**
	 * A rollback journal, which is deleted at the end of each transaction.
	 */
	DELETE,

	/**
	 * Whatever the database file has.
	 */
	UNCHANGED

}
