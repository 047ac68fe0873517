package dev.migrations;

import java.util.Collection;

/**
 * Supplies the tenants, as they are when it is asked.
 */
@FunctionalInterface
public interface MigrationTenants {

	/**
	 * The tenants there are now. At start-up it is asked after the application's own
	 * database was migrated, so that a table of it may hold them.
	 * @return the tenants, whose ids differ
	 */
	Collection<Tenant> tenants();

}
