package dev.migrations.execution;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

import dev.migrations.dialect.Occupancy;
import dev.migrations.history.History;
import dev.migrations.plan.PlannedMigration;
import dev.migrations.plan.Step;

/**
 * Plans a run, once it holds the lock.
 */
@FunctionalInterface
public interface RunPlanner {

	/**
	 * Whether anything is left to do. Most of those who had to wait for the lock find
	 * that nothing is, and need not set up what it takes to apply.
	 * @return whether the run goes on
	 * @throws SQLException if the history cannot be read
	 */
	default boolean isDue() throws SQLException {
		return true;
	}

	/**
	 * Whether {@link #isOver()} looks before it answers, so that it may find that
	 * somebody else has done everything.
	 * @return whether it does
	 */
	default boolean looksAgain() {
		return false;
	}

	/**
	 * Whether somebody else has done everything, seen without the lock.
	 * @return whether it was seen
	 * @throws SQLException if the history cannot be read
	 */
	default boolean isOver() throws SQLException {
		return false;
	}

	/**
	 * Plans from the history.
	 * @param history the history, read under the lock
	 * @return what is to be done, in order
	 * @throws dev.migrations.model.MigrationException if there are problems
	 */
	List<Step> steps(History history);

	/**
	 * Told before the first run on a database that holds tables or views which are not
	 * ours.
	 * @param history the history, which records no migration
	 * @param occupancy where they are
	 * @throws SQLException if the database cannot be asked
	 * @throws IOException if a script cannot be read
	 * @throws dev.migrations.model.MigrationException if the run must not begin
	 */
	default void beginsAmongOthers(History history, Occupancy occupancy) throws SQLException, IOException {
	}

	/**
	 * The session holds what a script has left behind, and anything is due.
	 * @return whether that is left to another session; otherwise it is done in this one
	 */
	default boolean goesOnElsewhere() {
		return false;
	}

	/**
	 * Files that are no longer the recorded ones although their text is.
	 * @param history the history
	 * @return those whose bytes are to be recorded
	 */
	default List<PlannedMigration> otherBytes(History history) {
		return List.of();
	}

}
