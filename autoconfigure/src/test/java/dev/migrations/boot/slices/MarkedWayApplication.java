package dev.migrations.boot.slices;

import javax.sql.DataSource;

import dev.migrations.boot.autoconfigure.MigrationDataSource;
import dev.migrations.boot.autoconfigure.MigrationsAutoConfiguration;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Application that marks the {@code DataSource} for the owner of its database; no scan
 * finds this.
 */
@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, MigrationsAutoConfiguration.class })
class MarkedWayApplication {

	@Bean(defaultCandidate = false)
	@MigrationDataSource
	DataSource owner(@Value("${owner.url}") String url) {
		return new DriverManagerDataSource(url, "owner", "secret");
	}

}
