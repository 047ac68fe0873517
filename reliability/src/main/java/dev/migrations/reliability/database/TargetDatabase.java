package dev.migrations.reliability.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/**
 * Database that migrations are applied to, seen from outside of the engine.
 */
public interface TargetDatabase extends AutoCloseable {

	/**
	 * The product.
	 * @return the product
	 */
	DatabaseKind kind();

	/**
	 * The product's version, for the ledger.
	 * @return name and version
	 */
	String version();

	/**
	 * The URL, which any process on this machine can open.
	 * @return the URL, user and password included
	 */
	String url();

	/**
	 * Opens a connection.
	 * @return the connection
	 * @throws SQLException if that fails
	 */
	default Connection connect() throws SQLException {
		return DriverManager.getConnection(url());
	}

	/**
	 * Asks it something, on a connection of the harness's own, with autocommit.
	 * @param question the question
	 * @param <T> the answer
	 * @return the answer
	 * @throws SQLException if it cannot be asked
	 */
	default <T> T ask(Question<T> question) throws SQLException {
		try (Connection connection = connect()) {
			return question.of(connection);
		}
	}

	/**
	 * Empties it.
	 * @throws SQLException if that fails
	 */
	void reset() throws SQLException;

	/**
	 * Describes schema and data, without what may differ between two runs that did the
	 * same: generated ids, sequence gaps, timestamps, and the tables of the tools.
	 * @return the lines, in an order that depends on the content only
	 * @throws SQLException if it cannot be read
	 */
	Snapshot snapshot() throws SQLException;

	/**
	 * What sessions that have ended or are idle still hold: locks, open transactions,
	 * temporary objects.
	 * @return a line each; empty if nothing is held
	 * @throws SQLException if it cannot be asked
	 */
	List<String> residue() throws SQLException;

	/**
	 * The settings of a session, to be compared with those it had before.
	 * @param connection the session
	 * @return a text that is equal if they are
	 * @throws SQLException if it cannot be asked
	 */
	String sessionState(Connection connection) throws SQLException;

	/**
	 * Ends a session the hard way, without telling the server where there is one.
	 * @param connection the session
	 */
	void cut(Connection connection);

	@Override
	void close();

	/**
	 * Question to a database.
	 *
	 * @param <T> the answer
	 */
	@FunctionalInterface
	interface Question<T> {

		/**
		 * Asks.
		 * @param connection where to
		 * @return the answer
		 * @throws SQLException if it cannot be asked
		 */
		T of(Connection connection) throws SQLException;

	}

}
