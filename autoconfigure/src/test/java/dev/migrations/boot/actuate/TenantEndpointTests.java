package dev.migrations.boot.actuate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import dev.migrations.MigrationTenants;
import dev.migrations.Migrator;
import dev.migrations.Tenant;
import dev.migrations.TenantMigrators;
import dev.migrations.boot.autoconfigure.MigrationInitializer;
import dev.migrations.boot.autoconfigure.MigrationStrategy;
import dev.migrations.boot.autoconfigure.MigrationsAutoConfiguration;
import dev.migrations.boot.autoconfigure.TestDatabases;
import dev.migrations.model.MigrationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tenants of an application, at start-up and at the endpoint.
 */
class TenantEndpointTests {

	@TempDir
	private Path directory;

	private final DataSource own = new DriverManagerDataSource(TestDatabases.h2Url());

	private ApplicationContextRunner contextRunner;

	@BeforeEach
	void prepare() throws IOException {
		Files.writeString(this.directory.resolve("V1__users.sql"), "CREATE TABLE users (id INTEGER);");
		this.contextRunner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
					MigrationsAutoConfiguration.class, MigrationsEndpointAutoConfiguration.class))
			.withBean("tenants", MigrationTenants.class,
					() -> () -> IntStream.range(0, 45)
						.mapToObj((i) -> Tenant.ofSchema("tenant%02d".formatted(i)))
						.toList())
			.withPropertyValues("management.endpoints.web.exposure.include=migrations",
					"spring.datasource.url=" + TestDatabases.h2Url(), "migrations.create-schema=true",
					"migrations.tenants.locations=file:" + this.directory);
	}

	@Test
	void showsTenantsPageByPage() {
		this.contextRunner.run((context) -> {
			MigrationsEndpoint endpoint = context.getBean(MigrationsEndpoint.class);
			TenantPageDescriptor first = endpoint.tenants("default", "tenants", null, null);
			assertThat(first.total()).isEqualTo(45);
			assertThat(first.tenants()).hasSize(20).containsKeys("tenant00", "tenant19");
			assertThat(first.tenants().get("tenant00").current()).isEqualTo("1");
			assertThat(first.tenants().get("tenant00").upToDate()).isTrue();
			TenantPageDescriptor last = endpoint.tenants("default", "tenants", 2, 20);
			assertThat(last.tenants()).hasSize(5).containsKeys("tenant40", "tenant44");
			assertThat(endpoint.tenants("default", "tenants", 0, 5000).size()).isEqualTo(100);
			assertThat(endpoint.tenants("default", "tenants", -1, 0)).satisfies((smallest) -> {
				assertThat(smallest.page()).isZero();
				assertThat(smallest.size()).isEqualTo(1);
				assertThat(smallest.tenants()).containsOnlyKeys("tenant00");
			});
			assertThat(endpoint.tenants("default", "tenants", 7, 20).tenants()).isEmpty();
			assertThat(endpoint.tenants("default", "else", null, null)).isNull();
			assertThat(endpoint.tenants("nowhere", "tenants", null, null)).isNull();
			assertThat(endpoint.database("default").migrations()).hasSize(2);
		});
	}

	@Test
	void startsThoughATenantFailsUnlessToldToStop() throws IOException {
		Files.writeString(this.directory.resolve("V1__users.sql"), "CREATE TABLE users (id INTEGER");
		this.contextRunner.run((context) -> {
			assertThat(context).hasNotFailed();
			TenantPageDescriptor page = context.getBean(MigrationsEndpoint.class)
				.tenants("default", "tenants", null, null);
			assertThat(page.tenants().get("tenant00").upToDate()).isNotEqualTo(true);
		});
		this.contextRunner.withPropertyValues("migrations.tenants.on-failure=stop")
			.run((context) -> assertThat(context).hasFailed());
	}

	@Test
	void areWhatTheStrategyMakesOfThem() {
		List<String> given = Collections.synchronizedList(new ArrayList<>());
		this.contextRunner.withBean(MigrationStrategy.class, () -> (migrator) -> given.add(migrator.name()))
			.run((context) -> {
				assertThat(given).hasSize(46).startsWith("default").contains("tenant00", "tenant44");
				assertThat(context.getBean(TenantMigrators.class).migrators().get("tenant00").status().isUpToDate())
					.isFalse();
			});
	}

	@Test
	void mayBeUnknownWhileTheStrategyLeavesTheDatabaseAsItIs() {
		AtomicBoolean migrates = new AtomicBoolean();
		this.contextRunner.withAllowBeanDefinitionOverriding(true)
			.withBean("tenants", MigrationTenants.class, () -> () -> tenants(true))
			.withBean(MigrationStrategy.class, () -> (migrator) -> {
				if (migrates.get()) {
					migrator.migrate();
				}
			})
			.run((context) -> {
				assertThat(context).hasNotFailed();
				migrates.set(true);
				assertThatExceptionOfType(MigrationException.class)
					.isThrownBy(context.getBean(MigrationInitializer.class)::afterPropertiesSet)
					.withMessageContaining("MigrationTenants");
			});
	}

	@Test
	void stopTheStartWhereTheStrategyFailsForOneIfThatIsWanted() {
		MigrationStrategy strategy = (migrator) -> {
			if (migrator.name().equals("tenant07")) {
				throw new IllegalStateException("not this one");
			}
		};
		this.contextRunner.withBean(MigrationStrategy.class, () -> strategy)
			.run((context) -> assertThat(context).hasNotFailed());
		this.contextRunner.withBean(MigrationStrategy.class, () -> strategy)
			.withPropertyValues("migrations.tenants.on-failure=stop", "migrations.tenants.parallelism=1")
			.run((context) -> assertThat(failure(context)).hasMessageContaining("1 of 45 tenants failed"));
	}

	@Test
	void tellsWhyTheTenantsAreNotKnown() {
		AtomicBoolean broken = new AtomicBoolean();
		this.contextRunner.withAllowBeanDefinitionOverriding(true)
			.withBean("tenants", MigrationTenants.class, () -> () -> tenants(broken.get()))
			.run((context) -> {
				broken.set(true);
				TenantPageDescriptor page = context.getBean(MigrationsEndpoint.class)
					.tenants("default", "tenants", null, null);
				assertThat(page.tenants()).isNull();
				assertThat(page.error().description()).contains("MigrationTenants", "IllegalStateException")
					.doesNotContain("s3cret");
			});
	}

	@Test
	void doesNotStartWhereTheTenantsAreNotKnown() {
		this.contextRunner.withAllowBeanDefinitionOverriding(true)
			.withBean("tenants", MigrationTenants.class, () -> () -> tenants(true))
			.run((context) -> assertThat(failure(context)).hasMessageContaining("MigrationTenants"));
	}

	private static List<Tenant> tenants(boolean broken) {
		if (broken) {
			throw new IllegalStateException("jdbc:postgresql://db/x?password=s3cret");
		}
		return List.of();
	}

	@Test
	void mayBeReadFromTheDatabaseOnceThatIsMigrated() {
		this.contextRunner.withAllowBeanDefinitionOverriding(true)
			.withBean(DataSource.class, () -> this.own)
			.withBean("tenants", MigrationTenants.class,
					() -> () -> JdbcClient.create(this.own)
						.sql("SELECT script FROM migration_history")
						.query(String.class)
						.list()
						.stream()
						.map((script) -> Tenant.ofSchema("of_" + script.replaceAll("\\W", "_")))
						.toList())
			.run((context) -> assertThat(context.getBean(TenantMigrators.class).migrators()).isNotEmpty());
	}

	@Test
	void belongToADatabaseThatThereIs() {
		this.contextRunner.withPropertyValues("migrations.tenants.database=typo")
			.run((context) -> assertThat(failure(context)).hasMessageContaining("migrations.tenants.database is 'typo'")
				.hasMessageContaining("default"));
	}

	@Test
	void belongToAMigratorOfTheApplicationsOwn() {
		this.contextRunner
			.withBean("migrator", Migrator.class, () -> Migrator.builder(this.own).createSchema(true).build())
			.run((context) -> {
				assertThat(context.getBean(TenantMigrators.class).migrators().get("tenant00").status().isUpToDate())
					.isTrue();
				assertThat(context.getBean(TenantMigrators.class).migrators().get("tenant00").dataSource())
					.isSameAs(this.own);
			});
	}

	private static MigrationException failure(AssertableApplicationContext context) {
		Throwable failure = context.getStartupFailure();
		while (failure != null && !(failure instanceof MigrationException)) {
			failure = failure.getCause();
		}
		return (MigrationException) failure;
	}

	@Test
	void sayToWhichOfSeveralDatabasesTheyBelong() {
		this.contextRunner
			.withPropertyValues("migrations.databases.main.data-source=dataSource",
					"migrations.databases.main.locations=classpath:db/other",
					"migrations.databases.audit.url=" + TestDatabases.h2Url(),
					"migrations.databases.audit.locations=classpath:db/migration")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.hasMessageContaining("migrations.tenants.database"));
		this.contextRunner
			.withPropertyValues("migrations.databases.main.data-source=dataSource",
					"migrations.databases.main.locations=classpath:db/other",
					"migrations.databases.audit.url=" + TestDatabases.h2Url(),
					"migrations.databases.audit.locations=classpath:db/migration", "migrations.tenants.database=main")
			.run((context) -> {
				assertThat(context.getBean(TenantMigrators.class).database()).isEqualTo("main");
				assertThat(context.getBean(MigrationsEndpoint.class).tenants("main", "tenants", null, 1).tenants())
					.hasSize(1);
			});
	}

}
