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
	 * The step as it is meant where there is a later one: what was announced took effect.
	 */
	JournalStep followed() {
		return (this.state != State.INTENT) ? this : new JournalStep(this.number, this.statementHash, this.prefixHash,
				State.DONE, this.fingerprint, this.kind);
	}

	/**
	 * How far a statement got.
	 */
	enum State {

		/**
		 * About to be sent. It took effect if there is a later step; whether the last one
		 * did is not known.
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
