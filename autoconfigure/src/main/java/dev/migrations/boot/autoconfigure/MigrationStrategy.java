package dev.migrations.boot.autoconfigure;

import dev.migrations.Migrator;

/**
 * What happens at start-up in place of {@link Migrator#start()}. A bean of this type is
 * called instead of it, at the same point of time.
 */
@FunctionalInterface
public interface MigrationStrategy {

	/**
	 * Brings a database to the state that the application needs.
	 * @param migrator the migrator of the database
	 */
	void migrate(Migrator migrator);

}
