package dev.migrations.execution;

import java.sql.Connection;
import java.sql.SQLException;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.ParameterizedSql;
import dev.migrations.model.MigrationHistoryException;
import dev.migrations.model.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a statement that commits by itself took effect, from what the catalog
 * says before it and after it.
 */
interface InDoubt {

	/**
	 * The witness of a database.
	 * @param dialect the database
	 * @param ownPrefix the name of the history table, with which the names of all our
	 * tables begin
	 * @return the witness
	 */
	static InDoubt of(Dialect dialect, String ownPrefix) {
		return switch (dialect.vendor()) {
			case POSTGRESQL -> new PostgresInDoubt(dialect);
			case SQLITE -> new RepeatableInDoubt();
			default -> new SchemaInDoubt(dialect, ownPrefix);
		};
	}

	/**
	 * What to record before a statement is sent: an expression in SQL, which the server
	 * evaluates as it records it.
	 * @param schema the schema of unqualified names; null if there is none
	 */
	ParameterizedSql before(Connection connection, Statement statement, @Nullable String schema) throws SQLException;

	/**
	 * Decides what became of a statement, and clears away what it may have left half
	 * done.
	 * @param statement the statement; null if it was edited since
	 * @param before what was recorded before it was sent
	 * @param kind kind of the statement as it was sent
	 * @throws MigrationHistoryException if several objects may be what it has made, which
	 * it names
	 */
	Outcome resolve(Connection connection, @Nullable Statement statement, @Nullable String before, String kind)
			throws SQLException;

	/**
	 * Whether a statement that the server has refused had no effect for certain, once
	 * what it may have left half done is cleared away.
	 * @param statement the statement
	 * @param before what was recorded before it was sent
	 * @param kind kind of the statement as it was sent
	 */
	default boolean hadNoEffect(Connection connection, Statement statement, @Nullable String before, String kind)
			throws SQLException {
		try {
			return resolve(connection, statement, before, kind) == Outcome.NOT_DONE;
		}
		catch (MigrationHistoryException ex) {
			// The next start names what there is.
			return false;
		}
	}

	/**
	 * Makes sure that a statement that claims to have succeeded took effect.
	 */
	default void requireEffect(Connection connection, Statement statement)
			throws SQLException, StatementFailedException {
	}

	/**
	 * Whether a statement that the server refused had no effect at all.
	 */
	boolean isAllOrNothing(Statement statement);

	/**
	 * Whether the catalog shows of a statement for certain whether it took effect, for as
	 * long as nothing behind it has begun.
	 */
	default boolean isDecidable(Statement statement) {
		return false;
	}

	/**
	 * What became of a statement.
	 */
	enum Outcome {

		/**
		 * It took effect.
		 */
		DONE,

		/**
		 * It did not take effect, and may be sent.
		 */
		NOT_DONE,

		/**
		 * The catalog does not tell.
		 */
		UNKNOWN

	}

}
