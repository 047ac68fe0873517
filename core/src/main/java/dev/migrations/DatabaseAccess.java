package dev.migrations;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.ErrorCodes;
import dev.migrations.lock.ConnectionSource;
import dev.migrations.lock.LockWait;
import dev.migrations.model.InvalidLocationException;
import dev.migrations.model.MigrationHistoryException;
import dev.migrations.session.SessionPreparation;
import dev.migrations.session.WorkingConnection;
import dev.migrations.settings.MigratorSettings;
import dev.migrations.settings.SchemaSettings;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ResourceLoader;

/**
 * What a migrator reaches its database by: lends the working connection with the engine
 * for its product, and words what the database or the file system throws.
 *
 * @param dataSource where connections come from
 * @param settings what was set
 * @param resourceLoader whose class path holds the files; null for that of the thread
 * @param application who migrates
 * @param code the migrations that are written in Java
 */
record DatabaseAccess(DataSource dataSource, MigratorSettings settings, @Nullable ResourceLoader resourceLoader,
		Application application, List<JavaMigration> code) {

	private static final Log logger = LogFactory.getLog(Migrator.class);

	/**
	 * Does work on a connection.
	 * @throws dev.migrations.model.DatabaseUnavailableException if the connection is lost
	 */
	<T> T call(Work<T> work) {
		try {
			return call(waiting(), work);
		}
		catch (ConnectionLostException ex) {
			throw ex.unavailable();
		}
	}

	/**
	 * Does work on a connection.
	 * @param waiting how the work waits for the lock
	 * @throws ConnectionLostException if the connection is lost
	 */
	<T> T call(LockWait waiting, Work<T> work) {
		try (WorkingConnection connection = open(waiting)) {
			try {
				return work.on(connection, engine(connection.dialect()));
			}
			catch (SQLException ex) {
				throw worded(connection, ex);
			}
		}
		catch (SQLException ex) {
			throw OpeningProblem.of(ex);
		}
		catch (IOException ex) {
			throw new InvalidLocationException("A migration file cannot be read: " + ex.getMessage(),
					"Make it readable, and start again.", ex);
		}
	}

	private WorkingConnection open(LockWait waiting) {
		SchemaSettings schema = this.settings.schema();
		try {
			return WorkingConnection.open(this.dataSource, waiting,
					new SessionPreparation(schema.schema(), schema.createSchema(), schema.sqliteJournalMode()));
		}
		catch (SQLException ex) {
			throw OpeningProblem.of(ex);
		}
	}

	private static RuntimeException worded(WorkingConnection connection, SQLException error) {
		ErrorCodes errors = connection.dialect().errors();
		if (errors.isConnectionLost(error)) {
			return new ConnectionLostException(error);
		}
		String code = (error.getSQLState() != null) ? " (SQLState " + error.getSQLState() + ")" : "";
		return new MigrationHistoryException(
				"The database refused a statement of the migration tool itself" + code + ": " + error.getMessage()
						+ ". What was committed before is in the history, everything else was rolled back.",
				"Check that the database user may create, read and write the tables of the history. The next start "
						+ "reads the history and goes on from there.",
				error);
	}

	/**
	 * The engine for a product.
	 */
	Engine engine(Dialect dialect) {
		return new Engine(this.settings, dialect, this.resourceLoader, this.application, this.code);
	}

	/**
	 * What a second connection is taken from.
	 */
	ConnectionSource secondConnection() {
		return new PoolConnections(this.dataSource);
	}

	/**
	 * A wait for the lock that only the log tells of.
	 */
	LockWait waiting() {
		return new LockWait(this.settings.execution().lockTimeout(), logger::info);
	}

	/**
	 * A wait for the lock that a run announces.
	 */
	LockWait waiting(RunAnnouncements run) {
		return new LockWait(this.settings.execution().lockTimeout(), run);
	}

	/**
	 * Work on a connection.
	 *
	 * @param <T> what it gives
	 */
	@FunctionalInterface
	interface Work<T> {

		T on(WorkingConnection connection, Engine engine) throws SQLException, IOException;

	}

}
