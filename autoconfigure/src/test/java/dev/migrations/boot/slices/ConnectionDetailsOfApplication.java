package dev.migrations.boot.slices;

import dev.migrations.boot.autoconfigure.MigrationConnectionDetails;

import org.springframework.context.annotation.Bean;

/**
 * Way to migrate that an application configures itself; no scan finds this.
 */
class ConnectionDetailsOfApplication {

	@Bean
	MigrationConnectionDetails wayOfApplication() {
		return new MigrationConnectionDetails() {

			@Override
			public String getJdbcUrl() {
				return WayOfProduction.URL;
			}

			@Override
			public String getUsername() {
				return "owner";
			}

			@Override
			public String getPassword() {
				return "secret";
			}

		};
	}

}
