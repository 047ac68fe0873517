package dev.migrations.lock;

import java.sql.Connection;
import java.sql.SQLException;

import dev.migrations.model.MigrationLockException;
import org.jspecify.annotations.Nullable;

/**
 * Lets one instance at a time migrate a database. It lives on the session that executes
 * the statements, so that it lasts as long as whatever that session still executes, and
 * ends with it.
 */
public interface MigrationLock {

	/**
	 * Acquires the lock, waiting for whoever holds it.
	 * @param connection the session that will execute the statements, with autocommit
	 * @param waiting how long to wait
	 * @return the lock, to be released by closing it
	 * @throws MigrationLockException if it could not be acquired in time
	 * @throws SQLException if the database cannot be asked
	 */
	Held acquire(Connection connection, LockWait waiting) throws SQLException;

	/**
	 * Whether it is taken in the schema that is migrated, which has to be there before.
	 * @param connection the session that will execute the statements
	 * @return whether it is
	 * @throws SQLException if the database cannot be asked
	 */
	default boolean isInSchema(Connection connection) throws SQLException {
		return true;
	}

	/**
	 * Who holds the lock, for whoever does not want it.
	 * @param connection any session, with autocommit
	 * @return who; null if nobody does, or this database does not tell
	 * @throws SQLException if the database cannot be asked
	 */
	default @Nullable Holder holder(Connection connection) throws SQLException {
		return null;
	}

	/**
	 * Session that holds the lock.
	 *
	 * @param process the server's number of the session
	 * @param name what the session calls itself, or from where it comes
	 * @param script the script that it says it applies, of which the end may be cut off
	 * and letters may be replaced; null if it does not say
	 */
	record Holder(long process, String name, @Nullable String script) {

		/**
		 * Whether it can be a script that the session says it applies.
		 * @param candidate the script
		 * @return whether it can
		 */
		public boolean isAt(String candidate) {
			return this.script != null && PostgresSession.name(candidate).startsWith(this.script);
		}

	}

	/**
	 * Lock that is held.
	 */
	interface Held extends AutoCloseable {

		/**
		 * Whether somebody else held it when it was first asked for.
		 * @return whether it had to be waited for
		 */
		default boolean waited() {
			return false;
		}

		/**
		 * Condition in SQL that holds in the session that has the lock and in no other.
		 * It is put into the statements that record what is about to be done, so that the
		 * server checks the lock without a trip of its own.
		 * @return the condition; empty where the lock cannot get lost
		 */
		default String condition() {
			return "";
		}

		/**
		 * What the session calls itself while it applies a script, for whoever waits.
		 * @param script the script
		 * @return the name, without quotes in it; empty where it cannot say so
		 */
		default String name(String script) {
			return "";
		}

		/**
		 * Lets the session call itself so.
		 * @param name expression in SQL for the name
		 * @return a condition that is always true
		 */
		default String naming(String name) {
			return "1 = 1";
		}

		/**
		 * Keeps everybody else out while a script commits more than once, where the lock
		 * itself lasts for one transaction only.
		 * @param script the script, as others are told
		 * @return to be closed when the script is finished
		 * @throws MigrationLockException if others could not be kept out
		 * @throws SQLException if the database cannot be asked
		 */
		default AcrossCommits acrossCommits(String script) throws SQLException {
			return AcrossCommits.NOT_NEEDED;
		}

		/**
		 * Whether the lock lasts for one transaction only, and each has to take it.
		 * @return whether it ends with the transaction
		 */
		default boolean endsWithTransaction() {
			return false;
		}

		/**
		 * Takes the lock for the transaction that was begun, without waiting.
		 * @param connection the connection
		 * @return false if somebody else has it
		 * @throws SQLException if the database cannot be asked
		 */
		default boolean lockTransaction(Connection connection) throws SQLException {
			return true;
		}

		/**
		 * The server's number of the session that has the lock.
		 * @return the number; 0 where there is none
		 */
		default long process() {
			return 0;
		}

		/**
		 * Releases the lock and leaves the session as it was.
		 * @throws MigrationLockException if it was lost in the meantime
		 * @throws SQLException if the database cannot be asked
		 */
		@Override
		void close() throws SQLException;

	}

	/**
	 * Keeps others out across the commits of one script.
	 */
	interface AcrossCommits extends AutoCloseable {

		/**
		 * Where the lock itself does so.
		 */
		AcrossCommits NOT_NEEDED = new AcrossCommits() {

			@Override
			public void close() {
				// Nothing was taken.
			}

		};

		@Override
		void close() throws SQLException;

	}

}
