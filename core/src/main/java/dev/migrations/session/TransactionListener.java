package dev.migrations.session;

/**
 * Called when a transaction of the working connection has ended. Nobody is told of one
 * that ends with its session, after which nothing is done there.
 */
public interface TransactionListener {

	/**
	 * It was committed.
	 */
	default void committed() {
	}

	/**
	 * It is about to be rolled back.
	 */
	default void rolledBack() {
	}

}
