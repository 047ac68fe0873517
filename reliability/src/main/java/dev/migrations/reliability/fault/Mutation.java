package dev.migrations.reliability.fault;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A mistake that an engine could make, made for it in its traffic. Does nothing by
 * itself.
 */
abstract class Mutation {

	private int times;

	/**
	 * How often it has changed something.
	 */
	final int times() {
		return this.times;
	}

	final void acted() {
		this.times++;
	}

	String rewrite(String sql) {
		return sql;
	}

	/**
	 * Whether a statement is kept back, as if it had been executed.
	 */
	boolean keepsBack(Sent sent) {
		return false;
	}

	/**
	 * What is to be executed before a statement.
	 */
	List<Sent> before(Sent sent) {
		return List.of();
	}

	/**
	 * What is to be executed after a commit.
	 */
	List<Sent> afterCommit() {
		return List.of();
	}

	boolean ignoresRollback(@Nullable Throwable lastFailure) {
		return false;
	}

	/**
	 * Answers a query instead of the database.
	 */
	ResultSet query(Connection connection, String sql, Query query) throws SQLException {
		return query.ask();
	}

	/**
	 * Asks the database.
	 */
	@FunctionalInterface
	interface Query {

		ResultSet ask() throws SQLException;

	}

}
