package dev.migrations.session;

/**
 * Called when a transaction of the working connection has ended.
 */
public interface TransactionListener {

	/**
	 * It was committed.
	 */
	default void committed() {
	}

	/**
	 * It is about to be rolled back, or lost with its session.
	 */
	default void rolledBack() {
	}

}
