package dev.migrations.execution;

import org.jspecify.annotations.Nullable;

/**
 * Row of the journal: one statement of a script whose statements commit by themselves.
 *
 * @param number number of the statement, counted from 1
 * @param statementHash hash of the statement, before placeholders
 * @param prefixHash hash of the script up to and including the statement
 * @param state how far it got
 * @param fingerprint fingerprint of the schema before it; null where none was taken
 */
record JournalStep(int number, String statementHash, String prefixHash, State state, @Nullable String fingerprint) {

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
