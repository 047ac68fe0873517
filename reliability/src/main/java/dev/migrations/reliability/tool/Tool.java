package dev.migrations.reliability.tool;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

/**
 * Migration tool under test.
 */
public interface Tool {

	/**
	 * Its name and version, for the ledger.
	 * @return the name
	 */
	String name();

	/**
	 * How many connections it needs at a time.
	 * @return the count
	 */
	default int connections() {
		return 1;
	}

	/**
	 * Applies what is pending.
	 * @param dataSource the database
	 * @param directory where the files are
	 * @return how many migrations were applied
	 * @throws Exception if that failed
	 */
	int migrate(DataSource dataSource, Path directory) throws Exception;

	/**
	 * Takes back everything that is applied.
	 * @param dataSource the database
	 * @param directory where the files are
	 * @return how many migrations were taken back
	 * @throws Exception if that failed
	 */
	default int undo(DataSource dataSource, Path directory) throws Exception {
		throw new UnsupportedOperationException(name() + " undoes nothing for free");
	}

	/**
	 * Reads what the tool has recorded.
	 * @param connection the database
	 * @return the record; empty if there is none
	 * @throws SQLException if it cannot be read
	 */
	Recorded recorded(Connection connection) throws SQLException;

	/**
	 * The tool of a name.
	 * @param name {@code migrations}, {@code flyway} or {@code liquibase}
	 * @return the tool
	 */
	static Tool of(String name) {
		return switch (name) {
			case "migrations" -> new MigrationsTool();
			case "flyway" -> new FlywayTool();
			case "liquibase" -> new LiquibaseTool();
			default -> throw new IllegalArgumentException("There is no tool '" + name + "'");
		};
	}

}
