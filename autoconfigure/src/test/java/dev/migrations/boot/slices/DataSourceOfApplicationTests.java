package dev.migrations.boot.slices;

import javax.sql.DataSource;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;

import static dev.migrations.boot.slices.WayOfProduction.assertEmpty;
import static dev.migrations.boot.slices.WayOfProduction.assertMigrated;
import static dev.migrations.boot.slices.WayOfProduction.assertMigratedAndNothingElse;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of applications that migrate through a {@code DataSource} bean of their own. A
 * test that says where its database is must not reach that one, unless it says where that
 * one is as well.
 */
class DataSourceOfApplicationTests {

	private static final String NAMED = "spring.config.location=classpath:/slices/bean.properties";

	private static final String MARKED = "spring.config.location=classpath:/slices/marked.properties";

	private static DataSource h2(String name, String user, String password) {
		return new DriverManagerDataSource("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1", user, password);
	}

	@Nested
	@ExtendWith(OutputCaptureExtension.class)
	@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = TwoWaysApplication.class,
			properties = { NAMED, "logging.level.dev.migrations=info",
					"spring.datasource.url=jdbc:h2:mem:beside-named;DB_CLOSE_DELAY=-1" })
	class NamedBesideADatabaseOfTheTest {

		@Test
		void isNotWhatIsMigratedAndTheLogSaysSo(@Autowired DataSource dataSource, CapturedOutput output) {
			assertMigratedAndNothingElse(dataSource);
			assertThat(output.getOut())
				.containsOnlyOnce("in place of the DataSource bean 'owner', which migrations.data-source names,");
		}

	}

	@Nested
	@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = TwoWaysApplication.class,
			properties = NAMED)
	class NamedAndPlacedByTheTest {

		@DynamicPropertySource
		static void databasesOfTest(DynamicPropertyRegistry registry) {
			registry.add("spring.datasource.url", () -> "jdbc:h2:mem:work-of-test;DB_CLOSE_DELAY=-1");
			registry.add("owner.url", () -> "jdbc:h2:mem:owner-of-test;DB_CLOSE_DELAY=-1");
		}

		@Test
		void isWhatIsMigrated(@Autowired @Qualifier("owner") DataSource owner, @Autowired DataSource dataSource) {
			assertMigratedAndNothingElse(owner);
			assertEmpty(dataSource);
		}

	}

	@Nested
	@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = TwoWaysApplication.class,
			properties = { NAMED, "spring.datasource.url=jdbc:h2:mem:work;DB_CLOSE_DELAY=-1",
					"owner.url=${test.database}", "test.database=jdbc:h2:mem:owner;DB_CLOSE_DELAY=-1",
					"migrations.url=jdbc:h2:mem:url-of-test;DB_CLOSE_DELAY=-1" })
	class NamedWhereTheTestSetsAnotherWay {

		@Test
		void isNotWhatIsMigrated(@Autowired @Qualifier("owner") DataSource owner) {
			assertMigratedAndNothingElse(h2("url-of-test", "sa", ""));
			assertEmpty(owner);
		}

	}

	@Nested
	@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = TwoWaysApplication.class,
			properties = NAMED)
	@Import(NamedBesideAContainer.Container.class)
	class NamedBesideAContainer {

		@Test
		void isNotWhatIsMigrated(@Autowired DataSource dataSource) {
			assertMigratedAndNothingElse(dataSource);
		}

		@TestConfiguration(proxyBeanMethods = false)
		static class Container {

			@Bean
			JdbcConnectionDetails detailsOfTest() {
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
						return "jdbc:h2:mem:container-beside-named;DB_CLOSE_DELAY=-1";
					}

				};
			}

		}

	}

	@Nested
	@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = TwoWaysApplication.class,
			properties = NAMED)
	@Import(DataSourceOfTest.class)
	class NamedBesideABeanOfTheTest {

		@Test
		void isNotWhatIsMigrated(@Autowired DataSource dataSource) {
			assertMigratedAndNothingElse(dataSource);
		}

	}

	@Nested
	@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = TwoWaysApplication.class,
			properties = { NAMED, "migrations.username=owner", "spring.datasource.url=jdbc:h2:mem:beside-test-bean" })
	class NamedAndOverriddenByTheTest {

		@TestBean(name = "owner")
		private DataSource owner;

		static DataSource owner() {
			return h2("named-by-test-bean", "test", "");
		}

		@Test
		void isMigratedAsItIs() {
			assertMigratedAndNothingElse(this.owner);
		}

	}

	@Nested
	@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = MarkedWayApplication.class,
			properties = { MARKED, "spring.datasource.url=jdbc:h2:mem:beside-marked;DB_CLOSE_DELAY=-1" })
	class MarkedBesideADatabaseOfTheTest {

		@Test
		void isNotWhatIsMigrated(@Autowired DataSource dataSource) {
			assertMigratedAndNothingElse(dataSource);
		}

	}

	@Nested
	@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = MarkedWayApplication.class,
			properties = { MARKED, "spring.datasource.url=jdbc:h2:mem:one-of-test;DB_CLOSE_DELAY=-1",
					"owner.url=jdbc:h2:mem:two-of-test;DB_CLOSE_DELAY=-1" })
	class MarkedAndPlacedByTheTest {

		@Test
		void isWhatIsMigrated(@Autowired @Qualifier("owner") DataSource owner) {
			assertMigratedAndNothingElse(owner);
		}

	}

	@Nested
	@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = MarkedWayApplication.class,
			properties = {
					"spring.config.location=classpath:/slices/marked.properties,classpath:/slices/marked-owner.properties" })
	class MarkedInATestThatSaysNothing {

		@Test
		void isWhatIsMigrated(@Autowired @Qualifier("owner") DataSource owner) {
			assertMigrated(owner);
		}

	}

}
