package dev.migrations.boot.autoconfigure;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * Connection details from {@code migrations.*}. A URL without a user, either beside it or
 * inside of it, is used with the application's user: most often it is the same database
 * by a direct way.
 */
final class PropertiesMigrationConnectionDetails implements MigrationConnectionDetails {

	private final MigrationProperties properties;

	private final @Nullable JdbcConnectionDetails application;

	PropertiesMigrationConnectionDetails(MigrationProperties properties, @Nullable JdbcConnectionDetails application) {
		this.properties = properties;
		this.application = application;
	}

	@Override
	public @Nullable String getJdbcUrl() {
		return this.properties.url();
	}

	@Override
	public @Nullable String getUsername() {
		JdbcConnectionDetails lender = lender();
		return (lender != null) ? lender.getUsername() : this.properties.username();
	}

	@Override
	public @Nullable String getPassword() {
		JdbcConnectionDetails lender = lender();
		return (lender != null) ? lender.getPassword() : this.properties.password();
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
