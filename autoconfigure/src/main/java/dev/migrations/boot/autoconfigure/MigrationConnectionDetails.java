package dev.migrations.boot.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * Connection through which migrations are applied, when it is not the application's
 * {@code DataSource}. A bean of this type takes the place of {@code migrations.url},
 * {@code migrations.username} and {@code migrations.password}.
 */
public interface MigrationConnectionDetails extends ConnectionDetails {

	/**
	 * JDBC URL of the database.
	 * @return the URL, or null for the one of the application's {@code DataSource}
	 */
	@Nullable String getJdbcUrl();

	/**
	 * User to migrate as.
	 * @return the user, or null for the one of the application's {@code DataSource}
	 */
	@Nullable String getUsername();

	/**
	 * Password of the user to migrate as.
	 * @return the password, or null if there is none
	 */
	@Nullable String getPassword();

	/**
	 * Class of the JDBC driver. By default the one known for the URL.
	 * @return the class name, or null if the driver is to be found by the URL
	 */
	default @Nullable String getDriverClassName() {
		String url = getJdbcUrl();
		return (url != null) ? PlainDataSources.driverOf(url) : null;
	}

}
