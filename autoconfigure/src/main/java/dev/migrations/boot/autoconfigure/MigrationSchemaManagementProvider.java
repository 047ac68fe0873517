package dev.migrations.boot.autoconfigure;

import javax.sql.DataSource;

import dev.migrations.Migrator;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.SchemaManagement;
import org.springframework.boot.jdbc.SchemaManagementProvider;

/**
 * Tells JPA which schemas are migrated, so that it does not create and drop the tables of
 * an embedded database. The application's {@code DataSource} counts as migrated also when
 * the migrator connects in another way, and also where the run at start-up is disabled:
 * its tables are then migrated by something else, and are not JPA's to drop.
 */
final class MigrationSchemaManagementProvider implements SchemaManagementProvider {

	private final ObjectProvider<Migrator> migrators;

	private final ObjectProvider<DatabaseMigrators> autoConfigured;

	MigrationSchemaManagementProvider(ObjectProvider<Migrator> migrators,
			ObjectProvider<DatabaseMigrators> autoConfigured) {
		this.migrators = migrators;
		this.autoConfigured = autoConfigured;
	}

	@Override
	public SchemaManagement getSchemaManagement(DataSource dataSource) {
		return isMigrated(dataSource) ? SchemaManagement.MANAGED : SchemaManagement.UNMANAGED;
	}

	private boolean isMigrated(DataSource dataSource) {
		try {
			return this.migrators.stream().anyMatch((migrator) -> migrator.dataSource() == dataSource)
					|| this.autoConfigured.stream().anyMatch((own) -> own.dataSources().areSeenThrough(dataSource));
		}
		catch (BeanCreationException ex) {
			// Where migrations are enabled, the initializer has failed with it before.
			return false;
		}
	}

}
