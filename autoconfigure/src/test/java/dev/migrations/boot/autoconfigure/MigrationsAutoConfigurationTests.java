package dev.migrations.boot.autoconfigure;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import dev.migrations.MigrationInfo;
import dev.migrations.MigrationTenants;
import dev.migrations.Migrator;
import dev.migrations.model.InvalidSettingsException;
import dev.migrations.model.MigrationState;
import dev.migrations.model.Target;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.JdbcDatabaseContainer;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class MigrationsAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, MigrationsAutoConfiguration.class));

	@Test
	void migratesTheOnlyDataSourceAtStartUp() {
		this.contextRunner.run((context) -> {
			assertThat(states(context.getBean(Migrator.class))).containsExactly("1 APPLIED", "002 APPLIED");
			assertThat(people(context.getBean(DataSource.class))).containsExactly("Ada");
		});
	}

	@Test
	void backsOffWithoutADatabase() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(MigrationsAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(Migrator.class)
				.doesNotHaveBean(MigrationInitializer.class));
	}

	@Test
	void saysThatNothingIsMigratedWhereTheDatabaseIsReachedByR2dbcAlone(CapturedOutput output) {
		ApplicationContextRunner reactive = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(MigrationsAutoConfiguration.class))
			.withPropertyValues("spring.r2dbc.url=r2dbc:h2:mem:///shop");
		reactive.withPropertyValues("migrations.enabled=false").run((context) -> assertThat(context).hasNotFailed());
		reactive.withPropertyValues("migrations.url=" + TestDatabases.h2Url())
			.run((context) -> assertThat(context).hasSingleBean(Migrator.class));
		assertThat(output).doesNotContain("Nothing is migrated");
		reactive.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(Migrator.class));
		assertThat(output).containsOnlyOnce("Nothing is migrated").contains("Set migrations.url");
	}

	@Test
	void migratesAUrlOfItsOwnWithoutADataSource() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(MigrationsAutoConfiguration.class))
			.withPropertyValues("migrations.url=jdbc:h2:mem:alone;DB_CLOSE_DELAY=-1")
			.run((context) -> assertThat(people(context.getBean(Migrator.class).dataSource())).containsExactly("Ada"));
	}

	@Test
	void keepsTheMigratorButDoesNotRunItWhenDisabled() {
		this.contextRunner.withPropertyValues("migrations.enabled=false").run((context) -> {
			assertThat(context).doesNotHaveBean(MigrationInitializer.class);
			assertThat(states(context.getBean(Migrator.class))).containsExactly("1 PENDING", "002 PENDING");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "yes", "on", "1", "TRUE", "" })
	void runsForEveryWordThatMeansTrue(String enabled) {
		this.contextRunner.withPropertyValues("migrations.enabled=" + enabled).run((context) -> {
			assertThat(context).hasSingleBean(MigrationInitializer.class);
			assertThat(context.getBean(Migrator.class).status().isUpToDate()).isTrue();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "no", "off", "0", "FALSE" })
	void runsForNoWordThatMeansFalse(String disabled) {
		this.contextRunner.withPropertyValues("migrations.enabled=" + disabled)
			.run((context) -> assertThat(context).hasSingleBean(Migrator.class)
				.doesNotHaveBean(MigrationInitializer.class));
	}

	@Test
	void saysWhichPropertyIsNoneOfThem() {
		this.contextRunner.withPropertyValues("migrations.enabled=perhaps")
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("migrations.enabled")
				.hasStackTraceContaining("perhaps"));
	}

	@Test
	void startsWhenDisabledThoughNoDataSourceCanBeChosen() {
		this.contextRunner.withUserConfiguration(TestDatabases.Two.class)
			.withPropertyValues("migrations.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(Migrator.class));
	}

	@Test
	void runsTheMigratorThatTheApplicationBrings() {
		this.contextRunner.withUserConfiguration(OwnMigrator.class).run((context) -> {
			assertThat(context).hasSingleBean(Migrator.class)
				.doesNotHaveBean(DatabaseMigrators.class)
				.hasSingleBean(MigrationInitializer.class);
			assertThat(states(context.getBean(Migrator.class))).containsExactly("1 APPLIED");
			assertThat(tables(context.getBean(DataSource.class))).contains("ANIMAL").doesNotContain("PERSON");
		});
	}

	@Test
	void runsSeveralMigratorsInTheirOrder() {
		this.contextRunner.withUserConfiguration(TwoMigrators.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(RecordingStrategy.class).migrators).containsExactly(
					context.getBean("firstMigrator", Migrator.class),
					context.getBean("secondMigrator", Migrator.class));
		});
	}

	@Test
	void runsInAChildWhatItsParentDoesNotHave() {
		this.contextRunner.run((parent) -> child(parent).withUserConfiguration(OwnDatabase.class).run((child) -> {
			Migrator own = child.getBean("ownMigrator", Migrator.class);
			assertThat(child.getBean(RecordingStrategy.class).migrators).containsExactly(own);
		}));
	}

	@Test
	void runsInAChildNothingThatItsParentHasRun() {
		List<String> asked = new ArrayList<>();
		this.contextRunner.withBean(MigrationTenants.class, () -> () -> {
			asked.add("tenants");
			return List.of();
		})
			.withPropertyValues("migrations.databases.orders.data-source=dataSource",
					"migrations.databases.orders.locations=classpath:db/migration")
			.run((parent) -> child(parent).run((child) -> {
				assertThat(child).hasNotFailed();
				assertThat(child.getBean(RecordingStrategy.class).migrators).isEmpty();
				assertThat(asked).hasSize(1);
			}));
	}

	private static ApplicationContextRunner child(ApplicationContext parent) {
		return new ApplicationContextRunner().withParent(parent)
			.withConfiguration(AutoConfigurations.of(MigrationsAutoConfiguration.class))
			.withBean(RecordingStrategy.class);
	}

	@Test
	void runsTheInitializerThatTheApplicationBrings() {
		this.contextRunner.withUserConfiguration(OwnInitializer.class).run((context) -> {
			assertThat(context).hasSingleBean(MigrationInitializer.class);
			assertThat(states(context.getBean(Migrator.class))).containsExactly("1 PENDING", "002 PENDING");
		});
	}

	@Test
	void callsTheStrategyInPlaceOfMigrate() {
		this.contextRunner.withBean(RecordingStrategy.class).run((context) -> {
			assertThat(context.getBean(RecordingStrategy.class).migrators)
				.containsExactly(context.getBean(Migrator.class));
			assertThat(states(context.getBean(Migrator.class))).containsExactly("1 PENDING", "002 PENDING");
		});
	}

	@Test
	void callsCustomizersInTheirOrderAfterTheProperties() {
		this.contextRunner.withUserConfiguration(TwoCustomizers.class)
			.withPropertyValues("migrations.target=head")
			.run((context) -> assertThat(states(context.getBean(Migrator.class))).containsExactly("1 APPLIED",
					"002 ABOVE_TARGET"));
	}

	@Test
	void readsTheLocationsThatAreSetInPlaceOfTheDefaultOne() {
		this.contextRunner
			.withPropertyValues("migrations.locations=classpath:db/other", "migrations.history-table=schema_versions")
			.run((context) -> assertThat(tables(context.getBean(DataSource.class)))
				.contains("ANIMAL", "SCHEMA_VERSIONS")
				.doesNotContain("PERSON", "MIGRATION_HISTORY"));
	}

	@Test
	void namesBothFilesOfOneVersionInTwoLocations() {
		this.contextRunner.withPropertyValues("migrations.locations=classpath:db/migration,classpath:db/other/")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.hasMessageContaining("V1__create_person.sql")
				.hasMessageContaining("V1__create_animal.sql"));
	}

	@Test
	void stopsAtALocationThatIsSetAndMissing() {
		this.contextRunner.withPropertyValues("migrations.locations=classpath:db/nowhere")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.hasMessageContaining("classpath:db/nowhere"));
	}

	@Test
	void startsWithoutTheDefaultLocation() {
		this.contextRunner.withClassLoader(new WithoutMigrations()).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(Migrator.class).status().migrations()).isEmpty();
		});
	}

	@Test
	void readsMigrationsThroughTheClassLoaderOfTheApplication(@TempDir Path directory) throws IOException {
		Path location = Files.createDirectories(directory.resolve("db/restarted"));
		Files.writeString(location.resolve("V1__create_mineral.sql"), "CREATE TABLE mineral (id INTEGER)");
		try (URLClassLoader restarted = new URLClassLoader(new URL[] { directory.toUri().toURL() },
				getClass().getClassLoader())) {
			this.contextRunner.withClassLoader(restarted)
				.withPropertyValues("migrations.locations=classpath:db/restarted")
				.run((context) -> assertThat(tables(context.getBean(DataSource.class))).contains("MINERAL"));
		}
	}

	@Test
	void needsNoneOfTheOptionalLibraries() {
		this.contextRunner
			.withClassLoader(new FilteredClassLoader(Flyway.class, Endpoint.class, JdbcDatabaseContainer.class))
			.run((context) -> assertThat(states(context.getBean(Migrator.class))).containsExactly("1 APPLIED",
					"002 APPLIED"));
	}

	@Test
	void refusesAStatementSizeThatNoStatementCanHave() {
		this.contextRunner.withPropertyValues("migrations.statement.max-size=3GB")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOf(InvalidSettingsException.class)
				.hasMessageContaining("migrations.statement.max-size"));
	}

	private static List<String> states(Migrator migrator) {
		return migrator.status().migrations().stream().map(MigrationsAutoConfigurationTests::state).toList();
	}

	private static String state(MigrationInfo migration) {
		MigrationState state = migration.state();
		return migration.version() + " " + state;
	}

	private static List<String> people(DataSource dataSource) {
		return JdbcClient.create(dataSource).sql("SELECT name FROM person").query(String.class).list();
	}

	private static List<String> tables(DataSource dataSource) {
		return JdbcClient.create(dataSource)
			.sql("SELECT table_name FROM information_schema.tables WHERE table_schema = 'PUBLIC'")
			.query(String.class)
			.list();
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnMigrator {

		@Bean
		Migrator ownMigrator(DataSource dataSource) {
			return Migrator.builder(dataSource).locations("classpath:db/other").build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnDatabase {

		@Bean
		Migrator ownMigrator() {
			return Migrator.builder(TestDatabases.h2()).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoMigrators {

		@Bean
		@Order(2)
		Migrator secondMigrator(DataSource dataSource) {
			return Migrator.builder(dataSource).build();
		}

		@Bean
		@Order(1)
		Migrator firstMigrator(DataSource dataSource) {
			return Migrator.builder(dataSource).build();
		}

		@Bean
		RecordingStrategy recordingStrategy() {
			return new RecordingStrategy();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnInitializer {

		@Bean
		MigrationInitializer ownInitializer() {
			return new MigrationInitializer(List.of());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoCustomizers {

		@Bean
		@Order(2)
		MigratorBuilderCustomizer last() {
			return (builder) -> builder.target(Target.of("1"));
		}

		@Bean
		@Order(1)
		MigratorBuilderCustomizer first() {
			return (builder) -> builder.target(Target.of("0"));
		}

	}

	static class RecordingStrategy implements MigrationStrategy {

		private final List<Migrator> migrators = new ArrayList<>();

		@Override
		public void migrate(Migrator migrator) {
			this.migrators.add(migrator);
		}

	}

	/**
	 * Class path on which nothing is at the default location.
	 */
	private static final class WithoutMigrations extends FilteredClassLoader {

		private WithoutMigrations() {
			super((String name) -> name.startsWith("db/migration"));
		}

	}

}
