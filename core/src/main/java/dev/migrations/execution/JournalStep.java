package dev.migrations.execution;

import org.jspecify.annotations.Nullable;

/**
 * Row of the journal: one statement of a script whose statements commit by themselves.
 *
 * @param number number of the statement, counted from 1
 * @param statementHash hash of the statement, before placeholders
 * @param prefixHash hash of the script up to and including the statement
 * @param state how far it got
 * @param fingerprint what the catalog said before it; null where it was not asked
 * @param kind kind of the statement, or {@code SEGMENT} for several up to this one
 */
record JournalStep(int number, String statementHash, String prefixHash, State state, @Nullable String fingerprint,
		String kind) {

	/**
	 * How far a statement got.
	 */
	enum State {

		/**
		 * About to be sent; whether it took effect is not known.
		 */
		INTENT,

		/**
		 * Took effect.
		 */
		DONE,

		/**
		 * Was in doubt after a crash, and the schema shows that it took effect.
		 */
		VERIFIED,

		/**
		 * Left out by its guard.
		 */
		SKIPPED

	}

}
