package dev.migrations.dialect;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import dev.migrations.model.StatementGuard;
import org.jspecify.annotations.Nullable;

/**
 * The table in which Flyway records what it has applied, where a schema has one of the
 * usual name.
 */
public final class FlywayHistory {

	private static final String TABLE = "flyway_schema_history";

	private final Dialect dialect;

	private final @Nullable String schema;

	/**
	 * Creates the table's reader.
	 * @param dialect the database
	 * @param own our own tables, in the schema of which it is looked for
	 */
	public FlywayHistory(Dialect dialect, OwnTables own) {
		this.dialect = dialect;
		this.schema = own.schema();
	}

	/**
	 * The scripts that Flyway has applied.
	 * @param connection the connection, with autocommit
	 * @return their file names, without folders; empty where Flyway has applied none
	 * @throws SQLException if the catalog cannot be read
	 */
	public List<String> scripts(Connection connection) throws SQLException {
		List<String> scripts = new ArrayList<>();
		if (!exists(connection)) {
			return scripts;
		}
		SqlFragments sql = this.dialect.sql();
		String table = ((this.schema != null) ? sql.quoted(this.schema) + "." : "") + sql.quoted(TABLE);
		try (Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
			while (rows.next()) {
				String script = rows.getString("script");
				if (script != null && rows.getBoolean("success")) {
					scripts.add(script.substring(script.lastIndexOf('/') + 1));
				}
			}
		}
		catch (SQLException ex) {
			// Whoever may not read it, or finds another table there, is not kept from
			// migrating.
			scripts.clear();
		}
		return scripts;
	}

	private boolean exists(Connection connection) throws SQLException {
		Catalog catalog = this.dialect.catalog();
		String in = (this.schema != null) ? this.schema : catalog.currentSchema(connection);
		return catalog.exists(connection, new StatementGuard(true, StatementGuard.Type.TABLE, in, null, TABLE, 0))
				|| catalog.exists(connection, new StatementGuard(true, StatementGuard.Type.VIEW, in, null, TABLE, 0));
	}

}
