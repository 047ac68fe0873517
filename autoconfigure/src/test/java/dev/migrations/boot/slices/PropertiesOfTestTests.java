package dev.migrations.boot.slices;

import javax.sql.DataSource;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that say by properties where their database is. The application migrates by
 * another way, which a test must not take unless it names that as well.
 */
class PropertiesOfTestTests {

	private static final String APPLICATION = "spring.config.location=classpath:/slices/";

	private static final String OF_PRODUCTION = "jdbc:h2:mem:production-by-properties;DB_CLOSE_DELAY=-1";

	private static void assertMigratedAndNothingElse(DataSource dataSource) {
		assertThat(people(JdbcClient.create(dataSource))).isEqualTo("Ada");
		JdbcClient production = JdbcClient.create(new DriverManagerDataSource(OF_PRODUCTION, "owner", "secret"));
		assertThat(production.sql("SELECT count(*) FROM information_schema.tables WHERE table_schema = 'PUBLIC'")
			.query(Integer.class)
			.single()).isZero();
	}

	private static String people(JdbcClient client) {
		return client.sql("SELECT name FROM person").query(String.class).single();
	}

	@Nested
	@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = SliceApplication.class,
			properties = { "spring.flyway.enabled=false", APPLICATION })
	class SetDynamically {

		@DynamicPropertySource
		static void databaseOfTest(DynamicPropertyRegistry registry) {
			registry.add("spring.datasource.url", () -> "jdbc:h2:mem:dynamic;DB_CLOSE_DELAY=-1");
			registry.add("spring.datasource.username", () -> "test");
		}

		@Test
		void isWhatIsMigrated(@Autowired DataSource dataSource) {
			assertMigratedAndNothingElse(dataSource);
		}

	}

	@Nested
	@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = SliceApplication.class,
			properties = { "spring.flyway.enabled=false", APPLICATION,
					"spring.datasource.url=jdbc:h2:mem:inlined;DB_CLOSE_DELAY=-1" })
	class SetInTheAnnotation {

		@Test
		void isWhatIsMigrated(@Autowired DataSource dataSource) {
			assertMigratedAndNothingElse(dataSource);
		}

	}

	@Nested
	@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = SliceApplication.class,
			properties = { "spring.flyway.enabled=false", APPLICATION, "spring.profiles.active=test" })
	class SetByAProfile {

		@Test
		void isWhatIsMigrated(@Autowired DataSource dataSource) {
			assertMigratedAndNothingElse(dataSource);
		}

	}

	@Nested
	@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = SliceApplication.class,
			properties = { "spring.flyway.enabled=false", APPLICATION })
	@TestPropertySource(properties = { "spring.datasource.url=jdbc:h2:mem:beside;DB_CLOSE_DELAY=-1",
			"migrations.url=jdbc:h2:mem:named;DB_CLOSE_DELAY=-1" })
	class SetBesideAWayToMigrate {

		@Test
		void isNotWhatIsMigrated() {
			assertThat(people(JdbcClient
				.create(new DriverManagerDataSource("jdbc:h2:mem:named;DB_CLOSE_DELAY=-1", "owner", "secret"))))
				.isEqualTo("Ada");
		}

	}

}
