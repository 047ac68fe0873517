package dev.migrations;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * Tenant with a schema or a database of its own.
 *
 * @param id its name, as logs and the endpoint show it
 * @param schema its schema; null for the one that connections have
 * @param dataSource its database; null for that of the application
 */
public record Tenant(String id, @Nullable String schema, @Nullable DataSource dataSource) {

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
