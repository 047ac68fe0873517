package dev.migrations.boot.autoconfigure;

import dev.migrations.Migrator;

/**
 * What happens at start-up in place of {@link Migrator#start()}. A bean of this type is
 * called instead of it, at the same point of time: for each database of the application,
 * and for each of its tenants.
 */
@FunctionalInterface
public interface MigrationStrategy {

	/**
	 * Brings a database to the state that the application needs.
	 * @param migrator the migrator of the database; its {@link Migrator#name() name} is
	 * that of the database, or the id of the tenant
	 */
	void migrate(Migrator migrator);

}
