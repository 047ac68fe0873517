package dev.migrations.boot.actuate;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import javax.sql.DataSource;

import dev.migrations.MigrationInfo;
import dev.migrations.Migrator;
import dev.migrations.boot.actuate.DatabaseDescriptor.MigrationDescriptor;
import dev.migrations.boot.actuate.MigrationsEndpoint.ContextDescriptor;
import dev.migrations.boot.autoconfigure.MigrationsAutoConfiguration;
import dev.migrations.boot.autoconfigure.TestDatabases;
import dev.migrations.model.ChecksumStatus;
import dev.migrations.model.MigrationFailedException;
import dev.migrations.model.MigrationState;
import dev.migrations.model.Target;
import dev.migrations.testing.MigrationFiles;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.AutoConfigurationImportSelector;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AnnotationAttributes;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MigrationsEndpointTests {

	@TempDir
	private Path directory;

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, MigrationsAutoConfiguration.class,
				MigrationsEndpointAutoConfiguration.class))
		.withPropertyValues("management.endpoints.web.exposure.include=migrations");

	@Test
	void showsTheDatabaseOfTheApplicationAsDefault() {
		this.contextRunner.run((context) -> {
			DatabaseDescriptor database = endpoint(context).database("default");
			assertThat(database.vendor()).isEqualTo("h2");
			assertThat(database.current()).isEqualTo("2");
			assertThat(database.head()).isEqualTo("2");
			assertThat(database.upToDate()).isTrue();
			assertThat(database.error()).isNull();
			assertThat(database.migrations()).extracting(MigrationDescriptor::version).containsExactly("1", "002");
			assertThat(database.migrations()).allSatisfy((migration) -> {
				assertThat(migration.state()).isEqualTo(MigrationState.APPLIED);
				assertThat(migration.checksum().status()).isEqualTo(ChecksumStatus.MATCH);
				assertThat(migration.checksum().applied()).startsWith("v1:sha256:")
					.isEqualTo(migration.checksum().resolved());
				assertThat(migration.appliedAt()).isNotNull();
				assertThat(migration.appliedBy()).isNotBlank();
				assertThat(migration.executionTime()).isNotNull();
			});
		});
	}

	@Test
	void showsWhatIsPendingWhileMigrationsAreDisabled() {
		this.contextRunner.withPropertyValues("migrations.enabled=false").run((context) -> {
			DatabaseDescriptor database = endpoint(context).database("default");
			assertThat(database.current()).isNull();
			assertThat(database.head()).isEqualTo("2");
			assertThat(database.upToDate()).isFalse();
			assertThat(database.migrations()).extracting(MigrationDescriptor::state)
				.containsOnly(MigrationState.PENDING);
			assertThat(database.migrations()).extracting((migration) -> migration.checksum().status())
				.containsOnly(ChecksumStatus.NOT_APPLIED);
		});
	}

	@Test
	void isNotUpToDateBesideAFileThatWasEdited() {
		this.contextRunner.run((context) -> {
			assertThat(endpoint(context).database("default").problems()).isNull();
			JdbcClient.create(context.getBean(DataSource.class))
				.sql("UPDATE migration_history SET checksum = 'v1:sha256:00', statement_checksum = NULL "
						+ "WHERE version = '1'")
				.update();
			DatabaseDescriptor database = endpoint(context).database("default");
			assertThat(database.upToDate()).isFalse();
			assertThat(database.problems()).singleElement().asString().contains("was edited after it had been applied");
		});
	}

	@Test
	void showsTheStatementThatAFailedMigrationReached() {
		this.contextRunner.withPropertyValues("migrations.enabled=false", "migrations.locations=classpath:db/broken")
			.run((context) -> {
				assertThatExceptionOfType(MigrationFailedException.class)
					.isThrownBy(() -> context.getBean(Migrator.class).migrate());
				DatabaseDescriptor database = endpoint(context).database("default");
				assertThat(database.current()).isEqualTo("1");
				assertThat(database.upToDate()).isFalse();
				assertThat(database.migrations()).last().satisfies((migration) -> {
					assertThat(migration.script()).isEqualTo("V2__misspelled.sql");
					assertThat(migration.state()).isEqualTo(MigrationState.FAILED);
					assertThat(migration.statements().done()).isEqualTo(1);
					assertThat(migration.statements().total()).isEqualTo(2);
				});
			});
	}

	/**
	 * This application is up, and one of a newer version wants a lock that somebody
	 * keeps.
	 */
	@Test
	void showsWhatAnotherInstanceIsDoing() throws SQLException {
		TestDatabase database = TestDatabase.postgresql();
		String newer = new MigrationFiles(this.directory).with("V1__orders.sql", "CREATE TABLE orders (id INTEGER);")
			.with("V2__name.sql", "CREATE TABLE customers (id INTEGER);",
					"ALTER TABLE orders ADD COLUMN name VARCHAR(20);")
			.location();
		Migrator other = Migrator.builder(database.dataSource())
			.locations(newer)
			.ddlLockTimeout(Duration.ofMinutes(5))
			.build();
		other.migrate(Target.of("1"));
		try (Connection reader = DriverManager.getConnection(database.url());
				Statement statement = reader.createStatement()) {
			reader.setAutoCommit(false);
			statement.execute("LOCK TABLE orders IN ACCESS SHARE MODE");
			CompletableFuture<?> migration = CompletableFuture.supplyAsync(other::migrate);
			this.contextRunner
				.withPropertyValues("spring.datasource.url=" + database.url(), "migrations.mode=plan",
						"migrations.locations=" + newer)
				.run((context) -> {
					DatabaseDescriptor.RunningDescriptor running = null;
					while (running == null || running.waitingFor() == null || running.statement() == null) {
						assertThat(migration).isNotDone();
						running = endpoint(context).database("default").running();
					}
					assertThat(running.script()).isEqualTo("V2__name.sql");
					assertThat(running.statement()).isEqualTo(2);
					assertThat(running.statements()).isEqualTo(2);
					assertThat(running.waitingFor()).contains("idle in transaction");
				});
			reader.rollback();
			migration.join();
		}
	}

	@Test
	void saysWhyADatabaseCannotBeReached() {
		this.contextRunner
			.withPropertyValues("migrations.enabled=false",
					"migrations.url=jdbc:postgresql://localhost:1/orders?user=owner&password=hush")
			.run((context) -> {
				DatabaseDescriptor database = endpoint(context).database("default");
				assertThat(database.upToDate()).isNull();
				assertThat(database.error()).isNotNull();
				assertThat(database.error().description() + database.error().action()).isNotBlank()
					.doesNotContain("hush", "jdbc:");
			});
	}

	@Test
	void saysWhyNoDatabaseCanBeChosen() {
		this.contextRunner.withUserConfiguration(TestDatabases.Two.class)
			.withPropertyValues("migrations.enabled=false")
			.run((context) -> assertThat(endpoint(context).database("default").error().description())
				.contains("first, second"));
	}

	@Test
	void knowsNoDatabaseOfAnotherName() {
		this.contextRunner.run((context) -> assertThat(endpoint(context).database("orders")).isNull());
	}

	@Test
	void namesDatabasesAfterTheMigratorsOfTheApplication() {
		this.contextRunner.withUserConfiguration(TwoMigrators.class).run((context) -> {
			ContextDescriptor descriptor = endpoint(context).migrations().contexts().get(context.getId());
			assertThat(descriptor.databases()).containsOnlyKeys("orders", "archive");
			assertThat(endpoint(context).database("orders").migrations()).extracting(MigrationDescriptor::script)
				.containsExactly("V1__create_animal.sql");
		});
	}

	@Test
	void showsParentContextsToo() {
		this.contextRunner.withPropertyValues("spring.application.name=parent")
			.run((parent) -> new ApplicationContextRunner().withParent(parent)
				.withConfiguration(AutoConfigurations.of(MigrationsAutoConfiguration.class,
						MigrationsEndpointAutoConfiguration.class))
				.withUserConfiguration(ChildMigrator.class)
				.withPropertyValues("management.endpoints.web.exposure.include=migrations")
				.run((child) -> {
					MigrationsEndpoint endpoint = endpoint(child);
					assertThat(endpoint.migrations().contexts()).containsOnlyKeys(child.getId(), parent.getId());
					assertThat(endpoint.migrations().contexts().get(child.getId()).parentId())
						.isEqualTo(parent.getId());
					assertThat(endpoint.migrations().contexts().get(child.getId()).databases())
						.containsOnlyKeys("child");
					assertThat(endpoint.migrations().contexts().get(parent.getId()).parentId()).isNull();
					assertThat(endpoint.migrations().contexts().get(parent.getId()).databases())
						.containsOnlyKeys("default");
					assertThat(endpoint.database("default").upToDate()).isTrue();
				}));
	}

	@Test
	void changesNothing() {
		this.contextRunner.withPropertyValues("migrations.enabled=false").run((context) -> {
			endpoint(context).migrations();
			assertThat(context.getBean(Migrator.class).status().migrations()).extracting(MigrationInfo::state)
				.containsOnly(MigrationState.PENDING);
			assertThat(JdbcClient.create(context.getBean(DataSource.class))
				.sql("SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = 'PUBLIC'")
				.query(Integer.class)
				.single()).isZero();
		});
	}

	@Test
	void isMissingUnlessItIsExposed() {
		this.contextRunner.withPropertyValues("management.endpoints.web.exposure.include=health")
			.run((context) -> assertThat(context).doesNotHaveBean(MigrationsEndpoint.class));
	}

	@Test
	void isMissingWithoutAMigrator() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(MigrationsAutoConfiguration.class, MigrationsEndpointAutoConfiguration.class))
			.withPropertyValues("management.endpoints.web.exposure.include=migrations")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MigrationsEndpoint.class));
	}

	@Test
	void isMissingWithoutTheActuator() {
		new ApplicationContextRunner().withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
			.withUserConfiguration(SelectedAutoConfigurations.class)
			.run((context) -> assertThat(context).hasSingleBean(Migrator.class).doesNotHaveBean("migrationsEndpoint"));
	}

	@Test
	void leavesThePlaceToOneOfTheApplication() {
		this.contextRunner.withUserConfiguration(OwnEndpoint.class)
			.run((context) -> assertThat(context).hasSingleBean(MigrationsEndpoint.class).hasBean("ownEndpoint"));
	}

	private static MigrationsEndpoint endpoint(ApplicationContext context) {
		return context.getBean(MigrationsEndpoint.class);
	}

	@Configuration(proxyBeanMethods = false)
	static class TwoMigrators {

		@Bean
		Migrator ordersMigrator() {
			return Migrator.builder(TestDatabases.h2()).locations("classpath:db/other").build();
		}

		@Bean
		Migrator archive() {
			return Migrator.builder(TestDatabases.h2()).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ChildMigrator {

		@Bean
		Migrator childMigrator() {
			return Migrator.builder(TestDatabases.h2()).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Selector.class)
	static class SelectedAutoConfigurations {

	}

	/**
	 * Leaves out what lacks a class, as an application does, before it is loaded.
	 */
	static class Selector extends AutoConfigurationImportSelector {

		@Override
		protected List<String> getCandidateConfigurations(AnnotationMetadata metadata,
				AnnotationAttributes attributes) {
			return List.of(DataSourceAutoConfiguration.class.getName(), MigrationsAutoConfiguration.class.getName(),
					"dev.migrations.boot.actuate.MigrationsEndpointAutoConfiguration");
		}

		@Override
		public AutoConfigurationEntry getAutoConfigurationEntry(AnnotationMetadata metadata) {
			return super.getAutoConfigurationEntry(AnnotationMetadata.introspect(Enabled.class));
		}

		@EnableAutoConfiguration
		static class Enabled {

		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnEndpoint {

		@Bean
		MigrationsEndpoint ownEndpoint(ApplicationContext context) {
			return new MigrationsEndpoint(context);
		}

	}

}
