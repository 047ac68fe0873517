package dev.migrations.boot.autoconfigure;

import java.util.List;

import javax.sql.DataSource;

import dev.migrations.Migrator;
import dev.migrations.model.InvalidSettingsException;
import dev.migrations.model.MigrationValidationException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Flyway on the same class path.
 */
class FlywayConflictTests {

	private final String url = TestDatabases.h2Url();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class,
				MigrationsAutoConfiguration.class))
		.withPropertyValues("spring.datasource.url=" + this.url);

	@Test
	void stopsBeforeEitherHasRun() {
		this.contextRunner.run((context) -> {
			assertConflict(context, "classpath:db/migration");
			assertThat(tables()).isEmpty();
		});
	}

	@ParameterizedTest
	@CsvSource({ "classpath:db/migration, classpath:/db/migration/", "classpath:db, classpath:db/other",
			"classpath:db/{vendor}, classpath:db/h2", "classpath:db/other, classpath:db/**/other",
			"file:target/test-classes/db/other, filesystem:target/../target/test-classes/db/other" })
	void stopsWhereLocationsOverlap(String ours, String flyways) {
		this.contextRunner
			.withPropertyValues("migrations.locations=" + ours, "spring.flyway.locations=" + flyways,
					"spring.flyway.fail-on-missing-locations=false")
			.run((context) -> assertConflict(context, ours.replace("{vendor}", "h2")));
	}

	@ParameterizedTest
	@CsvSource({ "classpath:db/other, classpath:db/flyway", "classpath:db/other, classpath:db/others",
			"classpath:db/other, filesystem:db/other" })
	void startsWhereLocationsDiffer(String ours, String flyways) {
		this.contextRunner.withPropertyValues("migrations.locations=" + ours, "spring.flyway.locations=" + flyways)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(Flyway.class)
				.hasSingleBean(Migrator.class));
	}

	@Test
	void stopsAtAFlywayBeanBeforeItsInitMethodHasMigrated() {
		this.contextRunner.withUserConfiguration(OwnFlyway.class).run((context) -> {
			assertConflict(context, "classpath:db/migration");
			assertThat(tables()).isEmpty();
		});
	}

	@Test
	void startsWhereFlywayIsDisabled() {
		this.contextRunner.withPropertyValues("spring.flyway.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void stopsWhereFlywayHasAppliedTheFilesBefore() {
		Flyway.configure().dataSource(this.url, "sa", "").load().migrate();
		this.contextRunner.withPropertyValues("spring.flyway.enabled=false").run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOf(MigrationValidationException.class)
				.hasMessageContainingAll("flyway_schema_history", "migrations.baseline-on-migrate");
		});
		assertThat(tables()).doesNotContain("MIGRATION_HISTORY");
		this.contextRunner
			.withPropertyValues("spring.flyway.enabled=false", "migrations.baseline-on-migrate=true",
					"migrations.baseline-version=2")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void startsWhereWeAreDisabled() {
		this.contextRunner.withPropertyValues("migrations.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	private List<String> tables() {
		return JdbcClient.create(new DriverManagerDataSource(this.url, "sa", ""))
			.sql("SELECT table_name FROM information_schema.tables WHERE table_schema = 'PUBLIC'")
			.query(String.class)
			.list();
	}

	private static void assertConflict(AssertableApplicationContext context, String location) {
		assertThat(context).hasFailed();
		assertThat(context.getStartupFailure()).rootCause()
			.isInstanceOfSatisfying(InvalidSettingsException.class, (error) -> {
				assertThat(error.getDescription()).contains("Flyway", location);
				assertThat(error.getAction()).contains("spring.flyway.enabled=false", "migrations.locations");
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnFlyway {

		@Bean(initMethod = "migrate")
		Flyway ownFlyway(DataSource dataSource) {
			return Flyway.configure().dataSource(dataSource).load();
		}

	}

}
