package dev.migrations.session;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.Vendor;
import dev.migrations.lock.LockWait;
import dev.migrations.model.InvalidSettingsException;
import org.jspecify.annotations.Nullable;

/**
 * The schema in which migrations are applied, when it is not the one that sessions have
 * by themselves. On PostgreSQL it stands before what is searched already, so that types
 * and functions of extensions are still found.
 */
final class WorkingSchema {

	private final WorkingConnection working;

	private final Connection connection;

	private final Dialect dialect;

	private final String name;

	private final String quoted;

	private final boolean create;

	/**
	 * Creates a schema to work in.
	 * @param working the session
	 * @param schema the schema as it was configured
	 * @param create whether it is created if it does not exist
	 */
	WorkingSchema(WorkingConnection working, String schema, boolean create) {
		this.working = working;
		this.connection = working.jdbc();
		this.dialect = working.dialect();
		this.quoted = this.dialect.sql().identifier(schema, "migrations.schema");
		this.name = this.dialect.sql().folded(schema);
		this.create = create;
	}

	/**
	 * Lets a session work in the schema, which is created if it may be.
	 * @param waiting how long to wait for others that change the catalog
	 * @return what lets it work where it did; null if it is given to nobody else
	 */
	SessionPreparation.@Nullable Restore enter(LockWait waiting) throws SQLException {
		if (!exists()) {
			if (!this.create) {
				throw new InvalidSettingsException(
						"The schema '" + this.name + "' does not exist. Nothing was changed.",
						"Create it, or set migrations.create-schema=true.");
			}
			waiting.until("the catalog, to create the schema '" + this.name + "'", this::create);
		}
		return switch (this.dialect.vendor()) {
			case POSTGRESQL -> searchPath();
			case MARIADB, MYSQL -> {
				String before = MysqlSettings.schema(this.connection);
				MysqlSettings.enter(this.connection, this.name);
				if (before == null) {
					// A session cannot go back to having none, so it is given to nobody
					// else.
					this.working.setChanged();
					yield null;
				}
				yield (session) -> MysqlSettings.enter(session, before);
			}
			default -> {
				String before = this.connection.getSchema();
				this.connection.setSchema(this.name);
				yield (session) -> session.setSchema(before);
			}
		};
	}

	private SessionPreparation.Restore searchPath() throws SQLException {
		String before;
		try (Statement statement = this.connection.createStatement();
				ResultSet row = statement.executeQuery("SELECT current_setting('search_path')")) {
			row.next();
			before = row.getString(1);
		}
		setSearchPath(this.connection, before.isBlank() ? this.quoted : this.quoted + ", " + before);
		return (session) -> setSearchPath(session, before);
	}

	private static void setSearchPath(Connection connection, String value) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement("SELECT set_config('search_path', ?, false)")) {
			statement.setString(1, value);
			statement.executeQuery().close();
		}
	}

	private boolean exists() throws SQLException {
		return this.dialect.catalog().hasSchema(this.connection, this.name);
	}

	/**
	 * Creates the schema. Somebody else may do so at the same moment.
	 * @return false if somebody else is in the way
	 */
	private boolean create() throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.executeUpdate(this.dialect.sql().createSchema(this.quoted));
			return true;
		}
		catch (SQLException ex) {
			if (exists()) {
				return true;
			}
			if (this.dialect.errors().isBusy(ex)) {
				return false;
			}
			throw ex;
		}
	}

}
