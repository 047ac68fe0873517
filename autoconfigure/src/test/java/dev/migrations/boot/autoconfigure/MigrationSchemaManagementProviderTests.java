package dev.migrations.boot.autoconfigure;

import javax.sql.DataSource;

import dev.migrations.Migrator;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.SchemaManagement;
import org.springframework.boot.jdbc.SchemaManagementProvider;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What JPA is told about the schema of a data source.
 */
class MigrationSchemaManagementProviderTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, MigrationsAutoConfiguration.class))
		.withBean(MigrationStrategy.class, () -> (migrator) -> {
		});

	@Test
	void managesTheDataSourceOfTheApplication() {
		this.contextRunner.run((context) -> assertManaged(context, context.getBean(DataSource.class)));
	}

	@Test
	void managesTheDataSourceOfTheApplicationThoughAnotherConnectionMigrates() {
		this.contextRunner.withPropertyValues("migrations.url=" + TestDatabases.h2Url())
			.run((context) -> assertManaged(context, context.getBean(DataSource.class)));
	}

	@Test
	void managesOnlyTheNamedOneOfSeveral() {
		this.contextRunner.withUserConfiguration(TestDatabases.Two.class)
			.withPropertyValues("migrations.data-source=second")
			.run((context) -> {
				assertManaged(context, context.getBean("second", DataSource.class));
				assertUnmanaged(context, context.getBean("first", DataSource.class));
			});
	}

	/**
	 * Such as one for the owner of the tables, beside the one that JPA has.
	 */
	@Test
	void managesEveryWayToTheDatabaseOfTheNamedOne() {
		String url = TestDatabases.h2Url();
		this.contextRunner.withBean("first", DataSource.class, () -> new DriverManagerDataSource(url, "sa", ""))
			.withBean("second", DataSource.class, () -> new DriverManagerDataSource(url, "sa", ""))
			.withPropertyValues("migrations.data-source=second")
			.run((context) -> {
				assertManaged(context, context.getBean("first", DataSource.class));
				assertManaged(context, context.getBean("second", DataSource.class));
			});
	}

	@Test
	void managesEveryWayToOneOfSeveralDatabases() {
		String url = TestDatabases.h2Url();
		this.contextRunner.withBean("first", DataSource.class, () -> new DriverManagerDataSource(url, "sa", ""))
			.withBean("second", DataSource.class, () -> new DriverManagerDataSource(url, "sa", ""))
			.withPropertyValues("migrations.databases.people.data-source=second",
					"migrations.databases.people.locations=classpath:db/migration")
			.run((context) -> assertManaged(context, context.getBean("first", DataSource.class)));
	}

	@Test
	void managesOnlyTheOneThatAMigratorOfTheApplicationMigrates() {
		this.contextRunner.withUserConfiguration(TestDatabases.Two.class, MigratorOfFirst.class).run((context) -> {
			assertManaged(context, context.getBean("first", DataSource.class));
			assertUnmanaged(context, context.getBean("second", DataSource.class));
		});
	}

	@Test
	void managesTheDataSourceAlsoWhenDisabled() {
		this.contextRunner.withPropertyValues("migrations.enabled=false")
			.run((context) -> assertManaged(context, context.getBean(DataSource.class)));
	}

	@Test
	void managesNothingWhenDisabledAndNoDataSourceCanBeChosen() {
		this.contextRunner.withUserConfiguration(TestDatabases.Two.class)
			.withPropertyValues("migrations.enabled=false")
			.run((context) -> {
				assertUnmanaged(context, context.getBean("first", DataSource.class));
				assertUnmanaged(context, context.getBean("second", DataSource.class));
			});
	}

	private static void assertManaged(ApplicationContext context, DataSource dataSource) {
		assertThat(context.getBean(SchemaManagementProvider.class).getSchemaManagement(dataSource))
			.isEqualTo(SchemaManagement.MANAGED);
	}

	private static void assertUnmanaged(ApplicationContext context, DataSource dataSource) {
		assertThat(context.getBean(SchemaManagementProvider.class).getSchemaManagement(dataSource))
			.isEqualTo(SchemaManagement.UNMANAGED);
	}

	@Configuration(proxyBeanMethods = false)
	static class MigratorOfFirst {

		@Bean
		Migrator migratorOfFirst(DataSource first) {
			return Migrator.builder(first).build();
		}

	}

}
