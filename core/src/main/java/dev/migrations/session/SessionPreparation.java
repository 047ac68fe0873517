package dev.migrations.session;

import java.sql.Connection;
import java.sql.SQLException;

import dev.migrations.dialect.Vendor;
import dev.migrations.lock.LockWait;
import dev.migrations.model.SqliteJournalMode;
import org.jspecify.annotations.Nullable;

/**
 * What a session needs before anything is written. A start that has nothing to write
 * sends none of it.
 *
 * @param schema the schema in which unqualified names are looked up and created; null for
 * the one that the session has
 * @param createSchema whether the schema is created if it does not exist
 * @param sqliteJournalMode how the file of an SQLite database keeps transactions safe
 */
public record SessionPreparation(@Nullable String schema, boolean createSchema, SqliteJournalMode sqliteJournalMode) {

	/**
	 * Prepares a session.
	 * @return what takes it back before the session goes to somebody else; null if there
	 * is nothing to take back
	 */
	@Nullable Restore prepare(WorkingConnection connection, LockWait waiting) throws SQLException {
		if (connection.dialect().vendor() == Vendor.SQLITE) {
			return SqliteJournal.follow(connection, this.sqliteJournalMode, waiting);
		}
		return (this.schema != null) ? new WorkingSchema(connection, this.schema, this.createSchema).enter(waiting)
				: null;
	}

	/**
	 * Takes back what was prepared, or brings it to its end.
	 */
	interface Restore {

		/**
		 * Takes it back.
		 * @param connection the session
		 * @throws SQLException if that fails, so that the session may go to nobody else
		 */
		void restore(Connection connection) throws SQLException;

	}

}
