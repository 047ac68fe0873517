package dev.migrations;

import dev.migrations.model.Version;
import org.jspecify.annotations.Nullable;

/**
 * Migration that is to be written.
 *
 * @param description what it does, in a few words
 * @param version its version; null for the next one
 * @param isRepeatable whether it is repeatable, which has no version
 * @param hasUndo whether a script that takes it back is written as well
 * @param location where it is written; null for beside the highest version there is
 */
public record NewMigration(String description, @Nullable Version version, boolean isRepeatable, boolean hasUndo,
		@Nullable String location) {

	/**
	 * A migration of the next version.
	 * @param description what it does, for example {@code add users table}
	 * @return the migration
	 */
	public static NewMigration of(String description) {
		return new NewMigration(description, null, false, false, null);
	}

	/**
	 * The same with a version of its own.
	 * @param version the version
	 * @return the migration
	 */
	public NewMigration version(Version version) {
		return new NewMigration(this.description, version, false, this.hasUndo, this.location);
	}

	/**
	 * The same, but repeatable.
	 * @return the migration
	 */
	public NewMigration repeatable() {
		return new NewMigration(this.description, null, true, false, this.location);
	}

	/**
	 * The same with a script that takes it back.
	 * @return the migration
	 */
	public NewMigration withUndo() {
		return new NewMigration(this.description, this.version, this.isRepeatable, true, this.location);
	}

	/**
	 * The same in a location of its own.
	 * @param location a {@code classpath:} or {@code file:} location
	 * @return the migration
	 */
	public NewMigration in(String location) {
		return new NewMigration(this.description, this.version, this.isRepeatable, this.hasUndo, location);
	}

}
