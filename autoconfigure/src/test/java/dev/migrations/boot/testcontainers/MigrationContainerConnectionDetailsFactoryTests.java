package dev.migrations.boot.testcontainers;

import javax.sql.DataSource;

import dev.migrations.Migrator;
import dev.migrations.boot.autoconfigure.MigrationConnectionDetails;
import dev.migrations.boot.autoconfigure.MigrationsAutoConfiguration;
import dev.migrations.boot.autoconfigure.TestDatabases;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.JdbcDatabaseContainer;
import org.testcontainers.utility.DockerImageName;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.boot.testcontainers.service.connection.ServiceConnectionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A container with {@code @ServiceConnection}, for one that needs no Docker.
 */
class MigrationContainerConnectionDetailsFactoryTests {

	@Test
	void containerWinsOverWhatThePropertiesName() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ServiceConnectionAutoConfiguration.class,
					DataSourceAutoConfiguration.class, MigrationsAutoConfiguration.class))
			.withUserConfiguration(Containers.class)
			.withPropertyValues("spring.datasource.url=jdbc:h2:mem:leftover", "migrations.url=jdbc:h2:mem:leftover",
					"migrations.username=leftover")
			.run((context) -> {
				StandInContainer container = context.getBean(StandInContainer.class);
				MigrationConnectionDetails details = context.getBean(MigrationConnectionDetails.class);
				assertThat(details.getJdbcUrl()).isEqualTo(container.getJdbcUrl());
				assertThat(details.getUsername()).isEqualTo("container");
				assertThat(details.getPassword()).isEqualTo("secret");
				assertThat(details.getDriverClassName()).isEqualTo("org.h2.Driver");
				assertThat(context.getBean(Migrator.class).dataSource()).isNotSameAs(context.getBean(DataSource.class));
				assertThat(JdbcClient.create(context.getBean(DataSource.class))
					.sql("SELECT name FROM person")
					.query(String.class)
					.list()).containsExactly("Ada");
			});
	}

	@Test
	void ofSeveralContainersThatOfThePrimaryDataSourceIsMigrated() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ServiceConnectionAutoConfiguration.class,
					DataSourceAutoConfiguration.class, MigrationsAutoConfiguration.class))
			.withUserConfiguration(TwoContainers.class)
			.withPropertyValues("migrations.url=jdbc:h2:mem:leftover")
			.run((context) -> {
				assertThat(context.getBean(Migrator.class).dataSource()).isSameAs(context.getBean(DataSource.class));
				assertThat(context.getBean(MigrationConnectionDetails.class).getJdbcUrl())
					.isEqualTo(context.getBean("first", StandInContainer.class).getJdbcUrl());
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class Containers {

		@Bean
		@ServiceConnection
		StandInContainer database() {
			return new StandInContainer();
		}

	}

	@TestConfiguration(proxyBeanMethods = false)
	static class TwoContainers {

		@Bean
		@ServiceConnection
		StandInContainer first() {
			return new StandInContainer();
		}

		@Bean
		@ServiceConnection
		StandInContainer second() {
			return new StandInContainer();
		}

		@Bean
		DataSource ofFirst(@Qualifier("first") StandInContainer container) {
			return dataSource(container);
		}

		@Bean
		@Primary
		DataSource ofSecond(@Qualifier("second") StandInContainer container) {
			return dataSource(container);
		}

		private static DataSource dataSource(StandInContainer container) {
			return new DriverManagerDataSource(container.getJdbcUrl(), container.getUsername(),
					container.getPassword());
		}

	}

	/**
	 * Container whose database is in this process.
	 */
	static final class StandInContainer extends JdbcDatabaseContainer<StandInContainer> {

		private final String url = TestDatabases.h2Url();

		StandInContainer() {
			super(DockerImageName.parse("stand-in"));
		}

		@Override
		public void start() {
		}

		@Override
		public void stop() {
		}

		@Override
		public String getDriverClassName() {
			return "org.h2.Driver";
		}

		@Override
		public String getJdbcUrl() {
			return this.url;
		}

		@Override
		public String getUsername() {
			return "container";
		}

		@Override
		public String getPassword() {
			return "secret";
		}

		@Override
		protected String getTestQueryString() {
			return "SELECT 1";
		}

	}

}
