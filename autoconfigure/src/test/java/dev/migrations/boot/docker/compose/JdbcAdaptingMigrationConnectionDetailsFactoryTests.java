package dev.migrations.boot.docker.compose;

import java.util.Map;

import javax.sql.DataSource;

import dev.migrations.Migrator;
import dev.migrations.boot.autoconfigure.MigrationConnectionDetails;
import dev.migrations.boot.autoconfigure.MigrationsAutoConfiguration;
import dev.migrations.boot.autoconfigure.TestDatabases;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetailsFactories;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Docker Compose does with the connection details of a database service, for a
 * service that is not there.
 */
class JdbcAdaptingMigrationConnectionDetailsFactoryTests {

	private final JdbcConnectionDetails service = new Service(TestDatabases.h2Url());

	@Test
	void adaptsWhatTheApplicationConnectsWith() {
		MigrationConnectionDetails details = adapted();
		assertThat(details.getJdbcUrl()).isEqualTo(this.service.getJdbcUrl());
		assertThat(details.getUsername()).isEqualTo("service");
		assertThat(details.getPassword()).isEqualTo("secret");
		assertThat(details.getDriverClassName()).isEqualTo("org.h2.Driver");
	}

	@Test
	void serviceWinsOverWhatThePropertiesName() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(DataSourceAutoConfiguration.class, MigrationsAutoConfiguration.class))
			.withBean(JdbcConnectionDetails.class, () -> this.service)
			.withBean(MigrationConnectionDetails.class, this::adapted)
			.withPropertyValues("spring.datasource.url=jdbc:h2:mem:leftover", "migrations.url=jdbc:h2:mem:leftover",
					"migrations.username=leftover")
			.run((context) -> {
				assertThat(context.getBean(Migrator.class).dataSource()).isInstanceOfSatisfying(
						SimpleDriverDataSource.class,
						(dataSource) -> assertThat(dataSource.getUrl()).isEqualTo(this.service.getJdbcUrl()));
				assertThat(JdbcClient.create(context.getBean(DataSource.class))
					.sql("SELECT name FROM person")
					.query(String.class)
					.list()).containsExactly("Ada");
			});
	}

	private MigrationConnectionDetails adapted() {
		Map<Class<?>, ConnectionDetails> details = new ConnectionDetailsFactories(getClass().getClassLoader())
			.getConnectionDetails(this.service, true);
		return (MigrationConnectionDetails) details.get(MigrationConnectionDetails.class);
	}

	private record Service(String url) implements JdbcConnectionDetails {

		@Override
		public String getJdbcUrl() {
			return this.url;
		}

		@Override
		public String getUsername() {
			return "service";
		}

		@Override
		public String getPassword() {
			return "secret";
		}

	}

}
