package dev.migrations.boot.slices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.Map;

import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.naming.spi.InitialContextFactory;
import javax.sql.DataSource;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

import static dev.migrations.boot.slices.WayOfProduction.APPLICATION;
import static dev.migrations.boot.slices.WayOfProduction.assertEmpty;
import static dev.migrations.boot.slices.WayOfProduction.assertMigrated;
import static dev.migrations.boot.slices.WayOfProduction.assertMigratedAndNothingElse;

/**
 * Tests that say by properties where their database is. The application migrates by
 * another way, which a test must not take unless it names that as well.
 */
class PropertiesOfTestTests {

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
	@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE,
			classes = { SliceApplication.class, ConnectionDetailsOfApplication.class },
			properties = "spring.flyway.enabled=false")
	class SetDynamicallyBesideConnectionDetailsOfTheApplication {

		@DynamicPropertySource
		static void databaseOfTest(DynamicPropertyRegistry registry) {
			registry.add("spring.datasource.url", () -> "jdbc:h2:mem:dynamic-details;DB_CLOSE_DELAY=-1");
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
			assertMigrated(new DriverManagerDataSource("jdbc:h2:mem:named;DB_CLOSE_DELAY=-1", "owner", "secret"));
		}

	}

	@Nested
	@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = SliceApplication.class,
			properties = { "spring.flyway.enabled=false", APPLICATION })
	class SetForThePool {

		@DynamicPropertySource
		static void databaseOfTest(DynamicPropertyRegistry registry) {
			registry.add("spring.datasource.hikari.jdbc-url", () -> "jdbc:h2:mem:pool;DB_CLOSE_DELAY=-1");
		}

		@Test
		void isWhatIsMigrated(@Autowired DataSource dataSource) {
			assertMigratedAndNothingElse(dataSource);
		}

	}

	@Nested
	@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = SliceApplication.class,
			properties = { "spring.flyway.enabled=false", APPLICATION, "spring.datasource.jndi-name=jdbc/test" })
	class SetToANameOfAServer {

		@DynamicPropertySource
		static void serverOfTest(DynamicPropertyRegistry registry) {
			System.setProperty(Context.INITIAL_CONTEXT_FACTORY, Server.class.getName());
		}

		@AfterAll
		static void stopServer() {
			System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
		}

		@Test
		void isWhatIsMigrated(@Autowired DataSource dataSource) {
			assertMigratedAndNothingElse(dataSource);
		}

	}

	@Nested
	@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = SliceApplication.class,
			properties = { "spring.flyway.enabled=false", APPLICATION, "spring.profiles.active=ways" })
	class SetOverAProfileWithAWayToMigrate {

		@DynamicPropertySource
		static void databaseOfTest(DynamicPropertyRegistry registry) {
			registry.add("spring.datasource.url", () -> "jdbc:h2:mem:over-a-profile;DB_CLOSE_DELAY=-1");
		}

		@Test
		void isWhatIsMigrated(@Autowired DataSource dataSource) {
			assertMigratedAndNothingElse(dataSource);
		}

	}

	/**
	 * The application in production, whose environment says where its database is and
	 * whose own file says by which way to migrate.
	 */
	@Test
	void areNotThoseOfAnEnvironmentOutsideOfATest(@TempDir Path folder) throws IOException {
		String owner = "jdbc:h2:" + folder.resolve("owner");
		String application = "jdbc:h2:" + folder.resolve("application");
		Files.writeString(folder.resolve("application.properties"),
				"migrations.url=" + owner + "\nmigrations.username=owner\nspring.flyway.enabled=false\n");
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
					Map.of("SPRING_DATASOURCE_URL", application, "SPRING_DATASOURCE_HIKARI_JDBC_URL", application)));
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(SliceApplication.class)
			.web(WebApplicationType.NONE)
			.environment(environment)
			.run("--spring.config.location=file:" + folder + "/", "--spring.jpa.hibernate.ddl-auto=none")) {
			assertMigrated(new DriverManagerDataSource(owner, "owner", ""));
			assertEmpty(context.getBean(DataSource.class));
		}
	}

	/**
	 * Names one database whatever it is asked for.
	 */
	public static final class Server implements InitialContextFactory {

		@Override
		public Context getInitialContext(Hashtable<?, ?> environment) throws NamingException {
			return new InitialContext(true) {

				@Override
				public Object lookup(String name) {
					return new DriverManagerDataSource("jdbc:h2:mem:server;DB_CLOSE_DELAY=-1");
				}

			};
		}

	}

}
