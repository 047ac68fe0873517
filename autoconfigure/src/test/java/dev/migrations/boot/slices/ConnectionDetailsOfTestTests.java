package dev.migrations.boot.slices;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A test that runs a database of its own and says by a bean where it is. The application
 * migrates by another way, which the test must not take.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE,
		properties = { "spring.flyway.enabled=false",
				"spring.datasource.url=" + ConnectionDetailsOfTestTests.OF_PRODUCTION,
				"migrations.url=" + ConnectionDetailsOfTestTests.OF_PRODUCTION, "migrations.username=owner",
				"migrations.password=secret" })
class ConnectionDetailsOfTestTests {

	static final String OF_PRODUCTION = "jdbc:h2:mem:production-by-details;DB_CLOSE_DELAY=-1";

	@Autowired
	private DataSource dataSource;

	@Test
	void migratesTheDatabaseThatTheTestHasNamedAndNothingElse() {
		assertThat(JdbcClient.create(this.dataSource).sql("SELECT name FROM person").query(String.class).list())
			.containsExactly("Ada");
		WayOfProduction.assertEmpty(new DriverManagerDataSource(OF_PRODUCTION, "owner", "secret"));
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class OfTest {

		@Bean
		JdbcConnectionDetails databaseOfTest() {
			return new JdbcConnectionDetails() {

				@Override
				public String getUsername() {
					return "test";
				}

				@Override
				public String getPassword() {
					return "test";
				}

				@Override
				public String getJdbcUrl() {
					return "jdbc:h2:mem:of-test;DB_CLOSE_DELAY=-1";
				}

			};
		}

	}

}
