package dev.migrations;

import javax.sql.DataSource;

import dev.migrations.model.InvalidSettingsException;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Tenant with a schema or a database of its own.
 *
 * @param id its name, as logs and the endpoint show it
 * @param schema its schema; null for the one that connections to its database have
 * @param dataSource its database; null for that of the application, in which it has a
 * schema of its own then
 */
public record Tenant(String id, @Nullable String schema, @Nullable DataSource dataSource) {

	/**
	 * Checks that there is a name.
	 * @param id its name
	 * @param schema its schema
	 * @param dataSource its database
	 */
	public Tenant {
		if (!StringUtils.hasText(id)) {
			throw new InvalidSettingsException(
					"A tenant has no id: it is " + ((id != null) ? "'" + id + "'" : "null") + ".",
					"Look at where the MigrationTenants bean takes its tenants from, and leave out those without one.");
		}
	}

	/**
	 * A tenant with a schema of its own in the application's database.
	 * @param schema the schema, which is its name as well
	 * @return the tenant
	 */
	public static Tenant ofSchema(String schema) {
		return new Tenant(schema, schema, null);
	}

	/**
	 * A tenant with a database of its own.
	 * @param id its name
	 * @param dataSource its database
	 * @return the tenant
	 */
	public static Tenant ofDataSource(String id, DataSource dataSource) {
		return new Tenant(id, null, dataSource);
	}

}
