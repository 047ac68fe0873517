package dev.migrations.boot.slices;

import java.nio.file.Path;

import javax.sql.DataSource;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.bean.override.convention.TestBean;

import static dev.migrations.boot.slices.WayOfProduction.APPLICATION;
import static dev.migrations.boot.slices.WayOfProduction.assertEmpty;
import static dev.migrations.boot.slices.WayOfProduction.assertMigrated;
import static dev.migrations.boot.slices.WayOfProduction.assertMigratedAndNothingElse;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that bring along a {@code DataSource}. The application migrates by another way,
 * which a test must not take unless it names that itself.
 */
class DataSourceOfTestTests {

	private static DataSource h2(String name) {
		return new DriverManagerDataSource("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1", "test", "");
	}

	@Nested
	@ExtendWith(OutputCaptureExtension.class)
	@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = SliceApplication.class,
			properties = { "spring.flyway.enabled=false", APPLICATION, "logging.level.dev.migrations=info" })
	@Import(DataSourceOfTest.class)
	class Imported {

		@Test
		void isWhatIsMigratedAndTheLogSaysSoOnce(@Autowired DataSource dataSource, CapturedOutput output) {
			assertMigratedAndNothingElse(dataSource);
			assertThat(output.getOut()).containsOnlyOnce("This test says where the database of the application is");
		}

	}

	@Nested
	@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE,
			properties = { "spring.flyway.enabled=false", APPLICATION })
	class PrimaryBesideAnother {

		@Test
		void isWhatIsMigrated(@Autowired DataSource dataSource) {
			assertMigratedAndNothingElse(dataSource);
			assertEmpty(h2("reports"));
		}

		@TestConfiguration
		static class OfTest {

			@Bean
			@Primary
			static DataSource first() {
				return h2("primary");
			}

			@Bean
			DataSource second() {
				return h2("reports");
			}

		}

	}

	@Nested
	@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE,
			properties = { "spring.flyway.enabled=false", APPLICATION })
	class OfAConfigurationInsideOfTheTest {

		@Test
		void isWhatIsMigrated(@Autowired DataSource dataSource) {
			assertMigratedAndNothingElse(dataSource);
		}

		@Configuration
		@Import(SliceApplication.class)
		static class Application {

			@Bean
			DataSource inside() {
				return h2("inside");
			}

		}

	}

	@Nested
	@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = SliceApplication.class,
			properties = { "spring.flyway.enabled=false", APPLICATION })
	class InPlaceOfThatOfTheApplication {

		@TestBean
		private DataSource dataSource;

		static DataSource dataSource() {
			return h2("test-bean");
		}

		@Test
		void isWhatIsMigrated() {
			assertMigratedAndNothingElse(this.dataSource);
		}

	}

	@Nested
	@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = SliceApplication.class,
			properties = { "spring.flyway.enabled=false", "spring.config.location=classpath:/slices/user.properties" })
	@Import(DataSourceOfTest.class)
	class ImportedWhereOnlyAUserIsSet {

		@Test
		void isMigratedAsItIs(@Autowired DataSource dataSource) {
			assertMigrated(dataSource);
		}

	}

	@Nested
	@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = SliceApplication.class,
			properties = { "spring.flyway.enabled=false", APPLICATION,
					"migrations.url=jdbc:h2:mem:way-of-test;DB_CLOSE_DELAY=-1" })
	@Import(DataSourceOfTest.class)
	class ImportedBesideAWayToMigrate {

		@Test
		void isNotWhatIsMigrated(@Autowired DataSource dataSource) {
			assertMigrated(new DriverManagerDataSource("jdbc:h2:mem:way-of-test;DB_CLOSE_DELAY=-1", "owner", "secret"));
			assertEmpty(dataSource);
		}

	}

	@Nested
	@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE,
			classes = { SliceApplication.class, DataSourceOfApplication.class },
			properties = { "spring.flyway.enabled=false", "spring.config.location=classpath:/slices/owner.properties" })
	class OfTheApplication {

		@Test
		void isNotWhatIsMigrated(@Autowired DataSource dataSource) {
			assertMigrated(new DriverManagerDataSource("jdbc:h2:mem:way-of-owner;DB_CLOSE_DELAY=-1", "owner", ""));
			assertEmpty(dataSource);
		}

	}

	/**
	 * The properties of a test are missing here, as they are in production.
	 */
	@Test
	void doesNotCountOutsideOfATest(@TempDir Path folder) {
		String owner = "jdbc:h2:" + folder.resolve("owner");
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(SliceApplication.class,
				DataSourceOfTest.class)
			.web(WebApplicationType.NONE)
			.properties("spring.flyway.enabled=false", "spring.jpa.hibernate.ddl-auto=none", "migrations.url=" + owner,
					"migrations.username=owner")
			.run()) {
			assertMigrated(new DriverManagerDataSource(owner, "owner", ""));
			assertEmpty(context.getBean(DataSource.class));
		}
	}

}
