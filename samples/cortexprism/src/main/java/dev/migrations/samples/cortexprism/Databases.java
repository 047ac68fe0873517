package dev.migrations.samples.cortexprism;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The five files and a client for each. A bean that is called {@code <name>DataSource} is
 * the database {@code migrations.databases.<name>}.
 */
@Configuration
class Databases {

	private final String home;

	Databases(@Value("${prism.home}") String home) {
		this.home = home;
	}

	@Bean
	DataSource cortexDataSource() {
		return open("cortex");
	}

	@Bean
	DataSource memoryDataSource() {
		return open("memory");
	}

	@Bean
	DataSource lensDataSource() {
		return open("lens");
	}

	@Bean
	DataSource vaultDataSource() {
		return open("vault");
	}

	@Bean
	DataSource pluginsDataSource() {
		return open("plugins");
	}

	@Bean
	JdbcClient cortexClient() {
		return JdbcClient.create(cortexDataSource());
	}

	@Bean
	JdbcClient memoryClient() {
		return JdbcClient.create(memoryDataSource());
	}

	@Bean
	JdbcClient lensClient() {
		return JdbcClient.create(lensDataSource());
	}

	@Bean
	JdbcClient vaultClient() {
		return JdbcClient.create(vaultDataSource());
	}

	@Bean
	JdbcClient pluginsClient() {
		return JdbcClient.create(pluginsDataSource());
	}

	private DataSource open(String name) {
		HikariDataSource dataSource = new HikariDataSource();
		dataSource.setPoolName(name);
		dataSource.setMaximumPoolSize(3);
		dataSource.setJdbcUrl("jdbc:sqlite:" + this.home + "/" + name + ".db?foreign_keys=on");
		return dataSource;
	}

}
