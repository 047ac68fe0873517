package dev.migrations.boot.slices;

import javax.sql.DataSource;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;

import static dev.migrations.boot.slices.WayOfProduction.assertEmpty;
import static dev.migrations.boot.slices.WayOfProduction.assertMigrated;
import static dev.migrations.boot.slices.WayOfProduction.assertMigratedAndNothingElse;

/**
 * Tests of an application with {@code migrations.databases}: each is what the test says,
 * where it says something of that one.
 */
class DatabasesOfTestTests {

	private static final String SEVERAL = "spring.config.location=classpath:/slices/several.properties";

	private static DataSource h2(String name, String user) {
		return new DriverManagerDataSource("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1", user, "secret");
	}

	@Nested
	@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = TwoWaysApplication.class,
			properties = { SEVERAL, "owner.url=jdbc:h2:mem:unused" })
	class SetDynamically {

		@DynamicPropertySource
		static void databaseOfTest(DynamicPropertyRegistry registry) {
			registry.add("migrations.databases.orders.url", () -> "jdbc:h2:mem:orders-dynamic;DB_CLOSE_DELAY=-1");
		}

		@Test
		void isWhatIsMigrated() {
			assertMigratedAndNothingElse(h2("orders-dynamic", "owner"));
		}

	}

	@Nested
	@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = TwoWaysApplication.class,
			properties = { SEVERAL, "owner.url=jdbc:h2:mem:orders-by-bean;DB_CLOSE_DELAY=-1",
					"migrations.databases.orders.data-source=owner" })
	class SetToABeanWhereTheApplicationSetsAUrl {

		@Test
		void isWhatIsMigrated() {
			assertMigratedAndNothingElse(h2("orders-by-bean", "owner"));
		}

	}

	@Nested
	@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = TwoWaysApplication.class,
			properties = { SEVERAL, "owner.url=jdbc:h2:mem:unused" })
	@Import(BroughtAlong.OfTest.class)
	class BroughtAlong {

		@Test
		void isMigratedAsItIs(@Autowired @Qualifier("orders") DataSource orders) {
			assertMigratedAndNothingElse(orders);
		}

		@TestConfiguration(proxyBeanMethods = false)
		static class OfTest {

			@Bean(defaultCandidate = false)
			DataSource orders() {
				return h2("orders-brought", "test");
			}

		}

	}

	@Nested
	@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = TwoWaysApplication.class,
			properties = { SEVERAL, "owner.url=jdbc:h2:mem:unused" })
	class ByATestBean {

		@TestBean(name = "ordersDataSource")
		private DataSource ordersDataSource;

		static DataSource ordersDataSource() {
			return h2("orders-test-bean", "test");
		}

		@Test
		void isMigratedAsItIs() {
			assertMigratedAndNothingElse(this.ordersDataSource);
		}

	}

	@Nested
	@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = TwoWaysApplication.class,
			properties = { SEVERAL, "owner.url=jdbc:h2:mem:unused",
					"migrations.databases.orders.url=jdbc:h2:mem:orders-set;DB_CLOSE_DELAY=-1" })
	@Import(BroughtAlongBesideAUrlOfTheTest.OfTest.class)
	class BroughtAlongBesideAUrlOfTheTest {

		@Test
		void isNotWhatIsMigrated(@Autowired @Qualifier("orders") DataSource orders) {
			assertMigrated(h2("orders-set", "owner"));
			assertEmpty(orders);
		}

		@TestConfiguration(proxyBeanMethods = false)
		static class OfTest {

			@Bean(defaultCandidate = false)
			DataSource orders() {
				return h2("orders-beside", "test");
			}

		}

	}

	@Nested
	@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = TwoWaysApplication.class,
			properties = { "spring.config.location=classpath:/slices/general.properties",
					"owner.url=jdbc:h2:mem:unused", "spring.datasource.url=jdbc:h2:mem:general;DB_CLOSE_DELAY=-1" })
	class LeftToTheDatabaseOfTheApplication {

		@Test
		void isThatOfTheTestAndMigratedAsItIs(@Autowired DataSource dataSource) {
			assertMigratedAndNothingElse(dataSource);
		}

	}

}
