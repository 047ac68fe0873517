package dev.migrations.boot.docker.compose;

import dev.migrations.boot.autoconfigure.MigrationConnectionDetails;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetailsFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * Makes the database that Docker Compose runs for the application the one that is
 * migrated, whatever URL the properties still name.
 */
final class JdbcAdaptingMigrationConnectionDetailsFactory
		implements ConnectionDetailsFactory<JdbcConnectionDetails, MigrationConnectionDetails> {

	@Override
	public MigrationConnectionDetails getConnectionDetails(JdbcConnectionDetails source) {
		return new AdaptedConnectionDetails(source);
	}

	private record AdaptedConnectionDetails(JdbcConnectionDetails source) implements MigrationConnectionDetails {

		@Override
		public String getJdbcUrl() {
			return this.source.getJdbcUrl();
		}

		@Override
		public @Nullable String getUsername() {
			return this.source.getUsername();
		}

		@Override
		public @Nullable String getPassword() {
			return this.source.getPassword();
		}

		@Override
		public String getDriverClassName() {
			return this.source.getDriverClassName();
		}

	}

}
