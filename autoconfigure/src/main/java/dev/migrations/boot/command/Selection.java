package dev.migrations.boot.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.migrations.Migrator;
import dev.migrations.TenantMigrators;
import dev.migrations.boot.autoconfigure.MigratorBeans;
import dev.migrations.model.InvalidSettingsException;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;

/**
 * What a command is about: databases of the application, or tenants that were named.
 *
 * @param context the application's context
 * @param databases the databases that were named; none for all
 * @param tenants the tenants that were named; none for the databases
 */
record Selection(ApplicationContext context, List<String> databases, List<String> tenants) {

	/**
	 * Whether tenants were named.
	 */
	boolean isOfTenants() {
		return !this.tenants.isEmpty();
	}

	/**
	 * The migrators by the names of their databases, or by the ids of their tenants.
	 * @throws InvalidSettingsException if there is no such database or tenant
	 */
	Map<String, Migrator> migrators() {
		MigratorBeans beans = MigratorBeans.withParents(this.context);
		Set<String> all = beans.databases();
		if (all.isEmpty()) {
			throw new InvalidSettingsException("This application has no database to migrate.",
					"Add a JDBC driver and set spring.datasource.url, or set migrations.url.");
		}
		for (String name : this.databases) {
			if (!all.contains(name)) {
				throw new InvalidSettingsException("There is no database '" + name + "' in this application.",
						"Name one of these: " + String.join(", ", all) + ".");
			}
		}
		if (isOfTenants()) {
			return namedTenants();
		}
		Map<String, Migrator> migrators = new LinkedHashMap<>();
		(this.databases.isEmpty() ? all : this.databases).forEach((name) -> migrators.put(name, beans.get(name)));
		return migrators;
	}

	private Map<String, Migrator> namedTenants() {
		TenantMigrators tenants = tenantMigrators();
		if (tenants == null) {
			throw new InvalidSettingsException(
					this.databases.isEmpty() ? "This application has no tenants."
							: "There are no tenants of the database " + String.join(", ", this.databases) + ".",
					"Leave --tenant away, or give the application a bean of the type MigrationTenants.");
		}
		Map<String, Migrator> all = tenants.migrators();
		Map<String, Migrator> migrators = new LinkedHashMap<>();
		for (String id : this.tenants) {
			Migrator migrator = all.get(id);
			if (migrator == null) {
				throw new InvalidSettingsException("There is no tenant '" + id + "'.",
						"Name one of those that the bean of the type MigrationTenants supplies; at present there are "
								+ all.size() + ".");
			}
			migrators.put(id, migrator);
		}
		return migrators;
	}

	/**
	 * The tenants that belong to the databases which the command is about.
	 * @return their migrators; null if there are none, or some were named
	 */
	@Nullable TenantMigrators tenantsOfDatabases() {
		return isOfTenants() ? null : tenantMigrators();
	}

	private @Nullable TenantMigrators tenantMigrators() {
		TenantMigrators tenants = this.context.getBeanProvider(TenantMigrators.class).getIfAvailable();
		return (tenants != null && (this.databases.isEmpty() || this.databases.contains(tenants.database()))) ? tenants
				: null;
	}

}
