package dev.migrations.boot.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * Connection details that say nothing, so that the application's {@code DataSource} is
 * migrated.
 */
record UndecidedConnectionDetails() implements MigrationConnectionDetails {

	@Override
	public @Nullable String getJdbcUrl() {
		return null;
	}

	@Override
	public @Nullable String getUsername() {
		return null;
	}

	@Override
	public @Nullable String getPassword() {
		return null;
	}

}
