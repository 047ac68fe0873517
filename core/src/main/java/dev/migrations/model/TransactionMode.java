package dev.migrations.model;

/**
 * Which migrations share a transaction.
 */
public enum TransactionMode {

	/**
	 * Each migration has its own, except where a schema is still empty and the database
	 * can roll back what changes it: there many share one, as long as that works.
	 */
	AUTO,

	/**
	 * Each migration has its own.
	 */
	PER_MIGRATION,

	/**
	 * All migrations that are applied by one run share one.
	 */
	PER_RUN

}
