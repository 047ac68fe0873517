package dev.migrations.plan;

import dev.migrations.model.AppliedMigration;
import dev.migrations.model.Direction;
import dev.migrations.model.MigrationState;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.UndoScript;
import org.jspecify.annotations.Nullable;

/**
 * Migration to apply or to take back.
 *
 * @param migration the migration
 * @param previous its row; null if it has none
 * @param state its state now
 * @param reason why, such as {@code "pending"}
 * @param direction whether it is applied or taken back; with a row and an undo script
 * where it is taken back
 */
public record Step(ResolvedMigration migration, @Nullable AppliedMigration previous, MigrationState state,
		String reason, Direction direction) {

	/**
	 * The script that is executed.
	 * @return the migration itself, or its undo script
	 */
	public ResolvedMigration script() {
		UndoScript undo = (this.direction == Direction.DOWN) ? this.migration.undo() : null;
		return (undo != null) ? undo.content().get() : this.migration;
	}

	/**
	 * How messages name the script that is executed.
	 * @return the name, relative to its location
	 */
	public String scriptName() {
		UndoScript undo = (this.direction == Direction.DOWN) ? this.migration.undo() : null;
		return (undo != null) ? undo.script() : this.migration.script();
	}

}
