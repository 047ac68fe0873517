package dev.migrations.plan;

import dev.migrations.model.AppliedMigration;
import dev.migrations.model.MigrationState;
import dev.migrations.model.ResolvedMigration;
import org.jspecify.annotations.Nullable;

/**
 * Migration to apply.
 *
 * @param migration the migration
 * @param previous its row; null if it has none
 * @param state its state now
 * @param reason why it is applied, such as {@code "pending"}
 */
public record Step(ResolvedMigration migration, @Nullable AppliedMigration previous, MigrationState state,
		String reason) {
}
