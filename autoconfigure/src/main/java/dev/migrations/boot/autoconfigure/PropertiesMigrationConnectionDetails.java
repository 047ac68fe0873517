package dev.migrations.boot.autoconfigure;

import java.util.Locale;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.core.env.Environment;

/**
 * Connection details from {@code migrations.*}. A URL without a user, either beside it or
 * inside of it, is used with the application's user: most often it is the same database
 * by a direct way.
 * <p>
 * They give way to the {@linkplain DatabaseOfTest database of a test}.
 */
final class PropertiesMigrationConnectionDetails implements MigrationConnectionDetails {

	private static final Log logger = LogFactory.getLog(PropertiesMigrationConnectionDetails.class);

	private final MigrationProperties properties;

	private final @Nullable JdbcConnectionDetails application;

	private final boolean used;

	PropertiesMigrationConnectionDetails(MigrationProperties properties, @Nullable JdbcConnectionDetails application,
			Environment environment, ListableBeanFactory beanFactory) {
		this.properties = properties;
		this.application = application;
		boolean isSet = properties.url() != null || properties.username() != null;
		this.used = !(isSet && new DatabaseOfTest(environment, beanFactory)
			.replaces((properties.url() != null) ? "migrations.url" : "migrations.username"));
		if (!this.used) {
			logger.info("This test says where the database of the application is: that one is migrated in place of "
					+ "what migrations.url and migrations.username mean");
		}
	}

	@Override
	public @Nullable String getJdbcUrl() {
		return this.used ? this.properties.url() : null;
	}

	@Override
	public @Nullable String getUsername() {
		if (!this.used) {
			return null;
		}
		JdbcConnectionDetails lender = lender();
		return (lender != null) ? lender.getUsername() : this.properties.username();
	}

	@Override
	public @Nullable String getPassword() {
		if (!this.used) {
			return null;
		}
		JdbcConnectionDetails lender = lender();
		if (lender == null) {
			return this.properties.password();
		}
		PlainDataSources.requireNoPassword(this.properties.password(), "migrations");
		return lender.getPassword();
	}

	private @Nullable JdbcConnectionDetails lender() {
		String url = this.properties.url();
		boolean needsUser = url != null && this.properties.username() == null && !namesUser(url);
		return needsUser ? this.application : null;
	}

	private static boolean namesUser(String url) {
		return url.indexOf('@') >= 0 || url.toLowerCase(Locale.ROOT).contains("user=");
	}

}
