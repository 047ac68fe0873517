package dev.migrations;

import java.sql.Connection;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * What a Java migration works with.
 *
 * @param connection the connection that carries the transaction in which the migration is
 * recorded; commit, rollback, close, setAutoCommit, abort and unwrap are refused on it,
 * savepoints are not
 * @param vendor the database product, for example {@code postgresql}
 */
public record JavaMigrationContext(Connection connection, String vendor) {

	/**
	 * A client on that connection.
	 * @return a new client
	 */
	public JdbcClient jdbc() {
		return JdbcClient.create(new SingleConnectionDataSource(this.connection, true));
	}

}
