package dev.migrations.execution;

import java.sql.SQLException;

import dev.migrations.dialect.Vendor;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.ScriptContent;
import dev.migrations.session.WorkingConnection;
import org.jspecify.annotations.Nullable;

/**
 * Whether the rows that a script inserts one by one are sent as texts of many statements,
 * as they stand in the script.
 * <ol>
 * <li>The driver of SQLite gives such a text to SQLite as it is, which executes one
 * statement after the other up to the first that fails. Which one that was, nobody
 * says.</li>
 * <li>So a script is sent in this way only once, and only if it is rolled back as a whole
 * where it fails. The next attempt names the statement.</li>
 * </ol>
 */
final class JoinedRows {

	private static final String DRIVER = "SQLite JDBC";

	private final WorkingConnection connection;

	/** What was sent in this way last. */
	private @Nullable ScriptContent last;

	JoinedRows(WorkingConnection connection) {
		this.connection = connection;
	}

	/**
	 * Whether they are sent so this time.
	 * @param migration whose script, which commits at its end only
	 */
	boolean areSent(ResolvedMigration migration) throws SQLException {
		if (this.connection.dialect().vendor() != Vendor.SQLITE || migration.code() != null
				|| ScriptMemory.accepts(migration) || this.last == migration.content()
				|| !DRIVER.equals(this.connection.jdbc().getMetaData().getDriverName())) {
			return false;
		}
		this.last = migration.content();
		return true;
	}

}
