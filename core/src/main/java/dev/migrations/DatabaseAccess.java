package dev.migrations;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

import dev.migrations.dialect.Dialect;
import dev.migrations.lock.ConnectionSource;
import dev.migrations.lock.LockWait;
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
 * @param schemaSource where the schema comes from, as messages call it
 */
record DatabaseAccess(DataSource dataSource, MigratorSettings settings, @Nullable ResourceLoader resourceLoader,
		Application application, List<JavaMigration> code, String schemaSource) {

	private static final Log logger = LogFactory.getLog(Migrator.class);

	/**
	 * Does work on a connection.
	 * @throws dev.migrations.model.DatabaseUnavailableException if the connection is lost
	 */
	<T> T call(Work<T> work) {
		try {
			return call(waiting(), work);
		}
		catch (RuntimeException ex) {
			throw WorkProblem.ofLast(ex);
		}
	}

	/**
	 * Does work on a connection.
	 * @param waiting how the work waits for the lock
	 * @throws ConnectionLostException if the connection is lost
	 * @throws FileLockedException if somebody else has locked the database file
	 */
	<T> T call(LockWait waiting, Work<T> work) {
		try (WorkingConnection connection = open(waiting)) {
			try {
				return work.on(connection, engine(connection.dialect()));
			}
			catch (SQLException ex) {
				throw WorkProblem.on(connection, ex);
			}
		}
		catch (SQLException ex) {
			throw WorkProblem.opening(ex);
		}
		catch (IOException ex) {
			throw WorkProblem.unreadable(ex);
		}
	}

	/**
	 * Does work on a connection as soon as nobody's lock on the database file is in its
	 * way.
	 * @param waiting how the work waits
	 * @throws ConnectionLostException if the connection is lost
	 */
	<T> T callOnceReadable(LockWait waiting, Work<T> work) {
		try {
			return call(waiting, work);
		}
		catch (RuntimeException ex) {
			return WorkProblem.onceReadable(ex, () -> call(waiting, work), waiting);
		}
	}

	private WorkingConnection open(LockWait waiting) {
		SchemaSettings schema = this.settings.schema();
		try {
			return WorkingConnection.open(this.dataSource, waiting,
					new SessionPreparation(schema.schema(), schema.createSchema(), schema.sqliteJournalMode()));
		}
		catch (SQLException ex) {
			throw WorkProblem.opening(ex);
		}
	}

	/**
	 * The engine for a product.
	 */
	Engine engine(Dialect dialect) {
		String schema = this.settings.schema().schema();
		if (schema != null) {
			dialect.sql().requireIdentifier(schema, this.schemaSource);
		}
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
