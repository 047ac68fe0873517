package dev.migrations.execution;

import java.io.IOException;
import java.sql.SQLException;

import dev.migrations.history.History;
import dev.migrations.model.MigrationFailedException;
import dev.migrations.plan.Step;

/**
 * Way to apply one migration together with its row in the history.
 */
interface Unit {

	/**
	 * Applies a migration.
	 * @param step the migration
	 * @param history the history as it was read
	 * @return what became of it
	 * @throws MigrationFailedException if a statement fails
	 * @throws SQLException if the history cannot be written
	 * @throws IOException if the script cannot be read
	 */
	UnitResult apply(Step step, History history) throws SQLException, IOException;

}
