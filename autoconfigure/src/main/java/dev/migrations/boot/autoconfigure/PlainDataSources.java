package dev.migrations.boot.autoconfigure;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import dev.migrations.model.InvalidSettingsException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * Makes data sources of which each connection is opened when it is needed and belongs to
 * no pool.
 */
final class PlainDataSources {

	private static final String JDBC = "jdbc:";

	/**
	 * The user in a URL, as a parameter or before the host.
	 */
	private static final Pattern USER = Pattern.compile("(?i)[?&;]user=([^&;]*)|//([^/?:@]*)(?::[^/@]*)?@");

	private PlainDataSources() {
	}

	/**
	 * The class of the driver that is known for a URL.
	 * @param url the URL
	 * @return the class name; null if none is known
	 */
	static @Nullable String driverOf(String url) {
		return url.startsWith(JDBC) ? DatabaseDriver.fromJdbcUrl(url).getDriverClassName() : null;
	}

	/**
	 * A data source for a URL.
	 * @param url the URL
	 * @param username the user; null for the one in the URL
	 * @param password the password
	 * @param driverClassName the class of the driver; null to find it by the URL
	 * @param property what the URL comes from, for the message
	 */
	static DataSource connectedTo(String url, @Nullable String username, @Nullable String password,
			@Nullable String driverClassName, String property) {
		try {
			if (driverClassName == null) {
				return new SimpleDriverDataSource(DriverManager.getDriver(url), url, (username != null) ? username : "",
						(password != null) ? password : "");
			}
			return DataSourceBuilder.create()
				.type(SimpleDriverDataSource.class)
				.driverClassName(driverClassName)
				.url(url)
				.username(username)
				.password(password)
				.build();
		}
		catch (SQLException | RuntimeException ex) {
			if (!url.startsWith(JDBC)) {
				throw new InvalidSettingsException(
						"The URL to migrate through begins with '" + beginning(url) + "' and not with 'jdbc:'.",
						"Write " + property
								+ " as the driver reads it, such as jdbc:postgresql://host:5432/database, with user and "
								+ "password in properties of their own.");
			}
			throw new InvalidSettingsException(
					"There is no JDBC driver for the URL to migrate through, which begins with '" + beginning(url)
							+ "'.",
					"Check " + property + ", and add the driver of that database to the class path"
							+ ((driverClassName != null) ? " (it holds " + driverClassName + ")." : "."));
		}
	}

	/**
	 * A data source for the URL of another one, with another user.
	 * @param dataSource the other one
	 * @param username the user; null for that of the other one, which is then returned
	 * @param password the password
	 * @param prefix what the properties begin with, for the message
	 */
	static DataSource asUser(DataSource dataSource, @Nullable String username, @Nullable String password,
			String prefix) {
		if (username == null) {
			requireNoPassword(password, prefix);
			return dataSource;
		}
		SimpleDriverDataSource derived;
		try {
			derived = DataSourceBuilder.derivedFrom(dataSource)
				.type(SimpleDriverDataSource.class)
				.username(username)
				.password(password)
				.build();
		}
		catch (RuntimeException ex) {
			throw new InvalidSettingsException(prefix
					+ ".username is set, and the URL to connect to with it cannot be read from a DataSource of type "
					+ dataSource.getClass().getName() + ".",
					"Set " + prefix
							+ ".url as well, or annotate a DataSource bean of that user with @MigrationDataSource.");
		}
		requireNoOther(username, derived.getUrl(), prefix);
		return derived;
	}

	/**
	 * Refuses a password that nobody would be given. One that is set to nothing, as by an
	 * empty variable of the environment, is none.
	 * @param password the password; null if none is set
	 * @param prefix what the properties begin with, for the message
	 */
	static void requireNoPassword(@Nullable String password, String prefix) {
		if (MigrationProperties.unlessBlank(password) != null) {
			throw new InvalidSettingsException(
					prefix + ".password is set, and " + prefix + ".username is not: migrations would connect as the "
							+ "application does, and not with that password.",
					"Set " + prefix + ".username to the user who has that password, or remove " + prefix
							+ ".password.");
		}
	}

	/**
	 * Drivers prefer the user that a URL names to the one that they are given.
	 */
	private static void requireNoOther(String username, @Nullable String url, String prefix) {
		Matcher named = USER.matcher((url != null) ? url : "");
		if (named.find() && !username.equals((named.group(1) != null) ? named.group(1) : named.group(2))) {
			throw new InvalidSettingsException(
					prefix + ".username is '" + username
							+ "', but the URL names another user itself, and the driver may take that one.",
					"Take user and password out of the URL, into properties of their own: for that of the application "
							+ "spring.datasource.username and spring.datasource.password.");
		}
	}

	/**
	 * The part of a URL that names the product, which holds no secret.
	 */
	private static String beginning(String url) {
		int scheme = url.indexOf(':') + 1;
		int end = url.startsWith(JDBC) ? url.indexOf(':', scheme) + 1 : 0;
		return url.substring(0, Math.max(scheme, end));
	}

}
