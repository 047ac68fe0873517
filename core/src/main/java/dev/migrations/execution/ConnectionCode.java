package dev.migrations.execution;

import java.sql.Connection;

import dev.migrations.model.MigrationCode;

/**
 * Code of a migration that works on a connection. To the engine it is one statement of
 * which nothing is known.
 *
 * @param body what is executed
 */
public record ConnectionCode(Body body) implements MigrationCode {

	/**
	 * What is executed.
	 */
	@FunctionalInterface
	public interface Body {

		/**
		 * Executes it.
		 * @param connection the connection that carries the transaction
		 * @throws Exception if it fails
		 */
		void execute(Connection connection) throws Exception;

	}

}
