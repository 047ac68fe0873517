package dev.migrations.boot.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.migrations.Migrator;
import dev.migrations.MigratorGroup;
import dev.migrations.boot.people.Person;
import dev.migrations.model.DatabasesFailedException;
import dev.migrations.model.InvalidSettingsException;
import dev.migrations.model.MigrationException;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.SchemaManagement;
import org.springframework.boot.jdbc.SchemaManagementProvider;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code migrations.databases} does.
 */
class SeveralDatabasesTests {

	@TempDir
	private Path directory;

	private ApplicationContextRunner contextRunner;

	@BeforeEach
	void prepare() throws IOException {
		this.contextRunner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(MigrationsAutoConfiguration.class))
			.withPropertyValues("migrations.databases.orders.url=" + TestDatabases.h2Url(),
					"migrations.databases.audit.url=" + TestDatabases.h2Url(),
					"migrations.databases.orders.locations=" + location("orders"),
					"migrations.databases.audit.locations=" + location("audit"));
		write("orders", "CREATE TABLE orders (id INTEGER);");
		write("audit", "CREATE TABLE audit (id INTEGER);");
	}

	@Test
	void areMigratedEachWithItsOwnFiles() {
		this.contextRunner.run((context) -> {
			assertThat(tables(migrator(context, "orders"))).contains("ORDERS").doesNotContain("AUDIT");
			assertThat(tables(migrator(context, "audit"))).contains("AUDIT").doesNotContain("ORDERS");
			assertThat(context).doesNotHaveBean("migrator");
		});
	}

	@Test
	void haveAMigratorThatIsInjectedByQualifier() {
		this.contextRunner.withUserConfiguration(Injected.class).run((context) -> {
			assertThat(context.getBean(Migrator[].class)).containsExactly(migrator(context, "orders"),
					migrator(context, "audit"), migrator(context, "orders"));
			assertThat(context.getBean(MigratorGroup.class).migrators()).containsOnlyKeys("audit", "orders");
		});
	}

	@Test
	void areMigratedByTheGroupThatTheApplicationBrings() {
		this.contextRunner
			.withBean("ordersAlone", MigratorGroup.class,
					() -> MigratorGroup.of(List.of(Migrator.builder(TestDatabases.h2()).build()), Map.of(), 1))
			.run((context) -> {
				assertThat(context).hasSingleBean(MigratorGroup.class);
				assertThat(tables(migrator(context, "orders"))).doesNotContain("ORDERS");
			});
	}

	@Test
	void areReadFromTheFolderOfTheirNameByDefault() throws IOException {
		Path folder = Files.createDirectories(this.directory.resolve("db/migration/plants"));
		Files.writeString(folder.resolve("V1__plants.sql"), "CREATE TABLE plant (id INTEGER);");
		try (URLClassLoader classLoader = new URLClassLoader(new URL[] { this.directory.toUri().toURL() },
				getClass().getClassLoader())) {
			new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(MigrationsAutoConfiguration.class))
				.withClassLoader(classLoader)
				.withPropertyValues("migrations.databases.plants.url=" + TestDatabases.h2Url())
				.run((context) -> assertThat(tables(migrator(context, "plants"))).contains("PLANT")
					.doesNotContain("PERSON"));
		}
	}

	@Test
	void mustHaveMigrations() {
		this.contextRunner.withPropertyValues("migrations.databases.empty.url=" + TestDatabases.h2Url())
			.run((context) -> assertFailure(context, MigrationException.class, "classpath:db/migration/empty",
					"does not exist"));
		this.contextRunner.withPropertyValues("migrations.databases.orders.locations=")
			.run((context) -> assertFailure(context, MigrationException.class, "classpath:db/migration/orders",
					"does not exist"));
	}

	@Test
	void startFromEnvironmentVariablesAlone() {
		Map<String, Object> variables = new LinkedHashMap<>();
		variables.put("MIGRATIONS_DATABASES_MEMORY_URL", "jdbc:sqlite:" + this.directory.resolve("memory.db"));
		variables.put("MIGRATIONS_DATABASES_MEMORY_LOCATIONS", location("orders"));
		variables.put("MIGRATIONS_DATABASES_MEMORY_HISTORYTABLE", "versions");
		variables.put("MIGRATIONS_DATABASES_LENS2_URL", TestDatabases.h2Url());
		variables.put("MIGRATIONS_DATABASES_LENS2_LOCATIONS", location("audit"));
		variables.put("MIGRATIONS_DATABASES_LENS2_AFTER", "memory");
		variables.put("MIGRATIONS_DATABASES_LENS2_PLACEHOLDERS_OWNER", "app");
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(MigrationsAutoConfiguration.class))
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", variables)))
			.run((context) -> {
				assertThat(JdbcClient.create(migrator(context, "memory").dataSource())
					.sql("SELECT count(*) FROM versions")
					.query(Integer.class)
					.single()).isOne();
				assertThat(migrator(context, "lens2").status().isUpToDate()).isTrue();
				DatabaseProperties lens = context.getBean(MigrationProperties.class).databases().get("lens2");
				assertThat(lens.after()).containsExactly("memory");
				assertThat(lens.placeholders()).isEqualTo(Map.of("owner", "app"));
			});
	}

	@Test
	void areBoundToTheBeanOfTheirNameOrQualifier() {
		this.contextRunner.withUserConfiguration(Beans.class)
			.withPropertyValues("migrations.databases.stock.locations=" + location("orders"),
					"migrations.databases.people.locations=" + location("orders"),
					"migrations.databases.plants.locations=" + location("audit"),
					"migrations.databases.plants.data-source=garden", "migrations.enabled=false")
			.withPropertyValues("migrations.sequence.1=people")
			.run((context) -> {
				assertThat(migrator(context, "stock").dataSource()).isSameAs(context.getBean("stockDataSource"));
				assertThat(migrator(context, "people").dataSource()).isSameAs(context.getBean("somebody"));
				assertThat(migrator(context, "plants").dataSource()).isSameAs(context.getBean("flowers"));
			});
	}

	@Test
	void connectToTheirUrlWithoutAPool() {
		this.contextRunner
			.withPropertyValues("migrations.username=general", "migrations.password=hush",
					"migrations.databases.audit.username=auditor", "migrations.databases.audit.password=secret",
					"migrations.enabled=false")
			.run((context) -> {
				AbstractDriverBasedDataSource orders = (AbstractDriverBasedDataSource) migrator(context, "orders")
					.dataSource();
				AbstractDriverBasedDataSource audit = (AbstractDriverBasedDataSource) migrator(context, "audit")
					.dataSource();
				assertThat(orders.getUsername()).isEqualTo("general");
				assertThat(orders.getPassword()).isEqualTo("hush");
				assertThat(audit.getUsername()).isEqualTo("auditor");
				assertThat(audit.getPassword()).isEqualTo("secret");
			});
	}

	@Test
	void nameEveryDatabaseWhenOneFails() throws IOException {
		write("orders", "CREATE TABLE orders (id INTEGER");
		this.contextRunner.withPropertyValues("migrations.databases.orders.after=audit")
			.run((context) -> assertFailure(context, DatabasesFailedException.class, "1 of 2 databases failed",
					"audit: at version 1, 1 applied", "orders: failed", "V1__tables.sql, line 1"));
	}

	@Test
	void areNotBegunAfterOneThatTheyComeAfterHasFailed() throws IOException {
		write("audit", "CREATE TABLE audit (id INTEGER");
		this.contextRunner.withPropertyValues("migrations.databases.orders.after=audit")
			.run((context) -> assertFailure(context, DatabasesFailedException.class, "orders: not begun"));
	}

	@Test
	void mayNotWaitForEachOtherInACircle() {
		this.contextRunner
			.withPropertyValues("migrations.databases.orders.after=audit", "migrations.databases.audit.after=orders")
			.run((context) -> assertFailure(context, InvalidSettingsException.class,
					"audit comes after orders comes after audit"));
	}

	@Test
	void mayNotWaitForAnUnknownOne() {
		this.contextRunner.withPropertyValues("migrations.databases.orders.after=stock")
			.run((context) -> assertFailure(context, InvalidSettingsException.class,
					"migrations.databases.orders.after names 'stock'", "audit, orders"));
	}

	@Test
	void haveNamesOfLowerCaseLettersAndDigits() {
		this.contextRunner.withPropertyValues("migrations.databases.my-stock.url=" + TestDatabases.h2Url())
			.run((context) -> assertFailure(context, InvalidSettingsException.class, "'my-stock' is not a name",
					"Call it for example 'mystock'"));
	}

	@Test
	void mayNotShareOneHistory() {
		String url = TestDatabases.h2Url();
		this.contextRunner
			.withPropertyValues("migrations.databases.orders.url=" + url, "migrations.databases.audit.url=" + url)
			.run((context) -> assertFailure(context, InvalidSettingsException.class, "'audit' and 'orders'",
					"are the same one", "migration_history"));
		this.contextRunner
			.withPropertyValues("migrations.databases.orders.url=" + url, "migrations.databases.audit.url=" + url,
					"migrations.databases.orders.history-table=audits_step",
					"migrations.databases.audit.history-table=audits")
			.run((context) -> assertFailure(context, InvalidSettingsException.class, "the table audits_step"));
	}

	@Test
	void oneWithNothingButASlipStopsTheStart() {
		this.contextRunner.withPropertyValues("migrations.databases.stock.usernam=owner")
			.run((context) -> assertFailure(context, InvalidSettingsException.class,
					"'stock' of migrations.databases has no property that there is", "correct their names"));
	}

	@Test
	void mayBeInOneDatabaseWithHistoriesOfTheirOwn() {
		String url = TestDatabases.h2Url();
		this.contextRunner
			.withPropertyValues("migrations.databases.orders.url=" + url, "migrations.databases.audit.url=" + url,
					"migrations.databases.orders.history-table=order_history")
			.run((context) -> assertThat(tables(migrator(context, "orders"))).contains("ORDERS", "AUDIT",
					"ORDER_HISTORY", "MIGRATION_HISTORY"));
	}

	@Test
	void mayBeInTwoSchemasThatTheirPoolsSet() throws SQLException {
		String url = TestDatabases.h2Url();
		try (Connection connection = DriverManager.getConnection(url);
				Statement schemas = connection.createStatement()) {
			schemas.execute("CREATE SCHEMA SALES");
			schemas.execute("CREATE SCHEMA AUDITING");
		}
		ApplicationContextRunner pools = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(MigrationsAutoConfiguration.class))
			.withBean("ordersPool", HikariDataSource.class, () -> pool(url, "SALES"))
			.withBean("auditPool", HikariDataSource.class, () -> pool(url, "AUDITING"))
			.withPropertyValues("migrations.databases.orders.data-source=ordersPool",
					"migrations.databases.audit.data-source=auditPool",
					"migrations.databases.orders.locations=" + location("orders"),
					"migrations.databases.audit.locations=" + location("audit"));
		pools.run((context) -> {
			assertThat(migrator(context, "orders").status().isUpToDate()).isTrue();
			assertThat(migrator(context, "audit").status().isUpToDate()).isTrue();
		});
		pools.withPropertyValues("migrations.schema=SALES")
			.run((context) -> assertFailure(context, InvalidSettingsException.class, "are the same one"));
	}

	private static HikariDataSource pool(String url, String schema) {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl(url);
		pool.setSchema(schema);
		return pool;
	}

	@Test
	void needADataSource() {
		this.contextRunner.withPropertyValues("migrations.databases.stock.history-table=x")
			.run((context) -> assertFailure(context, InvalidSettingsException.class,
					"No data source was found for migrations.databases.stock", "Set migrations.databases.stock.url"));
		this.contextRunner.withPropertyValues("migrations.databases.stock.data-source=nowhere")
			.run((context) -> assertFailure(context, InvalidSettingsException.class,
					"migrations.databases.stock.data-source names 'nowhere'"));
		this.contextRunner
			.withPropertyValues("migrations.databases.stock.history-table=x", "migrations.data-source=elsewhere")
			.run((context) -> assertFailure(context, InvalidSettingsException.class,
					"migrations.data-source names 'elsewhere'"));
		this.contextRunner.withPropertyValues("migrations.databases.orders.data-source=nowhere")
			.run((context) -> assertFailure(context, InvalidSettingsException.class,
					"Both migrations.databases.orders.data-source (nowhere) and migrations.databases.orders.url"));
	}

	@Test
	void neverShowAPasswordThatIsInAUrl() {
		this.contextRunner
			.withPropertyValues(
					"migrations.databases.orders.url=jdbc:postgresql://localhost:1/orders?user=u&password=hush")
			.run((context) -> {
				assertThat(context.getStartupFailure()).isNotNull();
				assertThat(context.getStartupFailure()).hasStackTraceContaining("The database cannot be reached");
				for (Throwable cause = context.getStartupFailure(); cause != null; cause = cause.getCause()) {
					assertThat(cause.toString()).doesNotContain("hush").doesNotContain("jdbc:postgresql");
				}
			});
		this.contextRunner.withPropertyValues("migrations.databases.orders.url=jdbc:nothing://hush@localhost")
			.run((context) -> assertFailure(context, InvalidSettingsException.class,
					"There is no JDBC driver for the URL", "Check migrations.databases.orders.url"));
	}

	@Test
	void mayBeDisabledOneByOne() {
		this.contextRunner
			.withPropertyValues("migrations.databases.audit.enabled=false", "migrations.databases.orders.after=audit")
			.run((context) -> {
				assertThat(migrator(context, "orders").status().isUpToDate()).isTrue();
				assertThat(migrator(context, "audit").status().isUpToDate()).isFalse();
			});
	}

	@Test
	void keepTheirOrderThroughOneThatIsDisabled() {
		this.contextRunner
			.withPropertyValues("migrations.parallelism=1", "migrations.databases.audit.after=between",
					"migrations.databases.between.after=orders", "migrations.databases.between.enabled=false",
					"migrations.databases.between.locations=" + location("audit") + "/none",
					"migrations.databases.between.url=" + TestDatabases.h2Url())
			.run((context) -> {
				List<String> order = Collections.synchronizedList(new ArrayList<>());
				context.getBean(MigratorGroup.class).forEach((migrator) -> order.add(migrator.name()));
				assertThat(order).containsExactly("orders", "audit");
			});
	}

	@Test
	void areNotGivenToAStrategyWhereTheyAreOneSequence() {
		this.contextRunner.withBean(MigrationStrategy.class, () -> Migrator::migrate)
			.withPropertyValues("migrations.databases.orders.locations=" + location("audit"))
			.run((context) -> assertFailure(context, InvalidSettingsException.class, "MigrationStrategy",
					"audit, orders", "MigratorGroup"));
	}

	@Test
	void areGivenToTheStrategyOneByOne() {
		List<String> names = new ArrayList<>();
		this.contextRunner.withBean(MigrationStrategy.class, () -> (migrator) -> names.add(migrator.name()))
			.withPropertyValues("migrations.parallelism=1")
			.run((context) -> assertThat(names).containsExactly("audit", "orders"));
	}

	@Test
	void areAllMigratedBeforeAnythingUsesOneOfThem() {
		this.contextRunner
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
					JdbcTemplateAutoConfiguration.class, JdbcClientAutoConfiguration.class))
			.withUserConfiguration(Consumer.class)
			.withPropertyValues("migrations.databases.orders.after=main",
					"migrations.databases.main.data-source=dataSource",
					"migrations.databases.main.locations=" + location("main"))
			.withInitializer((context) -> write("main", "CREATE TABLE main (id INTEGER);"))
			.run((context) -> {
				assertThat(context.getBean("seen")).isEqualTo(0);
				assertThat(context.getBean("ordersWereMigrated")).isEqualTo(true);
			});
	}

	@Test
	void areAllMigratedBeforeTheEntityManagerOfAnyOfThem() {
		String people = "CREATE TABLE person (id INTEGER PRIMARY KEY, name VARCHAR(255));";
		write("stock", people);
		write("people", people);
		this.contextRunner.withUserConfiguration(Beans.class, EntityManagers.class)
			.withPropertyValues("migrations.databases.stock.locations=" + location("stock"),
					"migrations.databases.people.locations=" + location("people"),
					"migrations.databases.people.after=stock", "migrations.databases.orders.after=people")
			.run((context) -> {
				assertThat(context.getBean("stockEntities", EntityManagerFactory.class).isOpen()).isTrue();
				assertThat(context.getBean("peopleEntities", EntityManagerFactory.class).isOpen()).isTrue();
				assertThat(context.getBean(UpToDateBefore.class).databases).hasSize(2)
					.allSatisfy(
							(databases) -> assertThat(databases).containsExactly("audit", "orders", "people", "stock"));
			});
	}

	@Test
	void ofOneSequenceHaveOneMode() {
		this.contextRunner
			.withPropertyValues("migrations.databases.orders.locations=" + location("orders"),
					"migrations.databases.audit.locations=" + location("orders"), "migrations.sequence.1=orders",
					"migrations.databases.audit.mode=validate")
			.run((context) -> assertFailure(context, InvalidSettingsException.class,
					"The databases audit, orders share their locations", "mode differ"));
	}

	@Test
	void areAllManagedAsFarAsJpaIsConcerned() {
		this.contextRunner.withUserConfiguration(Beans.class)
			.withPropertyValues("migrations.databases.stock.locations=" + location("orders"),
					"migrations.databases.people.locations=" + location("audit"), "migrations.enabled=false")
			.run((context) -> {
				SchemaManagementProvider provider = context.getBean(SchemaManagementProvider.class);
				assertThat(provider.getSchemaManagement(context.getBean("stockDataSource", DataSource.class)))
					.isEqualTo(SchemaManagement.MANAGED);
				assertThat(provider.getSchemaManagement(context.getBean("somebody", DataSource.class)))
					.isEqualTo(SchemaManagement.MANAGED);
				assertThat(provider.getSchemaManagement(context.getBean("flowers", DataSource.class)))
					.isEqualTo(SchemaManagement.UNMANAGED);
			});
	}

	@Test
	void areOneSequenceWhereTheyShareALocation() throws IOException {
		Path shared = Files.createDirectories(this.directory.resolve("shared"));
		Files.writeString(shared.resolve("001_orders.sql"),
				"-- migrations: database=orders\nCREATE TABLE a (id INTEGER);");
		Files.writeString(shared.resolve("002_audit.sql"), "CREATE TABLE b (id INTEGER);");
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(MigrationsAutoConfiguration.class))
			.withPropertyValues("migrations.locations=file:" + shared, "migrations.sequence.002=audit",
					"migrations.databases.orders.url=" + TestDatabases.h2Url(),
					"migrations.databases.audit.url=" + TestDatabases.h2Url())
			.run((context) -> {
				assertThat(migrator(context, "orders").status().head()).hasToString("1");
				assertThat(migrator(context, "audit").status().head()).hasToString("2");
				assertThat(tables(migrator(context, "audit"))).contains("B").doesNotContain("A");
			});
	}

	private static void assertFailure(AssertableApplicationContext context, Class<? extends Throwable> type,
			String... words) {
		assertThat(context.getStartupFailure()).isNotNull();
		Throwable cause = context.getStartupFailure();
		while (!(cause instanceof MigrationException) && cause.getCause() != null) {
			cause = cause.getCause();
		}
		assertThat(cause).isInstanceOf(type).message().contains(words);
	}

	private static Migrator migrator(AssertableApplicationContext context, String database) {
		return context.getBean(database + "Migrator", Migrator.class);
	}

	private static List<String> tables(Migrator migrator) {
		return JdbcClient.create(migrator.dataSource())
			.sql("SELECT table_name FROM information_schema.tables WHERE table_schema = 'PUBLIC'")
			.query(String.class)
			.list();
	}

	private String location(String database) {
		return "file:" + this.directory.resolve(database);
	}

	private void write(String database, String sql) {
		try {
			Files.writeString(Files.createDirectories(this.directory.resolve(database)).resolve("V1__tables.sql"), sql);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Injected {

		@Bean
		Migrator[] seen(@Qualifier("orders") Migrator orders, @Qualifier("audit") Migrator audit,
				Migrator ordersMigrator) {
			return new Migrator[] { orders, audit, ordersMigrator };
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Beans {

		@Bean
		DataSource stockDataSource() {
			return TestDatabases.h2();
		}

		@Bean
		@Qualifier("people")
		DataSource somebody() {
			return TestDatabases.h2();
		}

		@Bean(defaultCandidate = false)
		@Qualifier("garden")
		DataSource flowers() {
			return TestDatabases.h2();
		}

	}

	/**
	 * Entity managers that refuse to be built where their table is missing.
	 */
	@Configuration(proxyBeanMethods = false)
	static class EntityManagers {

		@Bean
		LocalContainerEntityManagerFactoryBean stockEntities(DataSource stockDataSource) {
			return entities(stockDataSource);
		}

		@Bean
		LocalContainerEntityManagerFactoryBean peopleEntities(@Qualifier("people") DataSource people) {
			return entities(people);
		}

		private static LocalContainerEntityManagerFactoryBean entities(DataSource dataSource) {
			LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
			factory.setDataSource(dataSource);
			factory.setPackagesToScan(Person.class.getPackageName());
			factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
			factory.setJpaPropertyMap(Map.of("hibernate.hbm2ddl.auto", "validate"));
			return factory;
		}

		@Bean
		static UpToDateBefore upToDateBefore(ObjectProvider<MigratorGroup> group) {
			return new UpToDateBefore(group);
		}

	}

	/**
	 * The databases that are up to date when an entity manager is about to be built.
	 */
	static final class UpToDateBefore implements BeanPostProcessor {

		private final ObjectProvider<MigratorGroup> group;

		private final List<List<String>> databases = new ArrayList<>();

		UpToDateBefore(ObjectProvider<MigratorGroup> group) {
			this.group = group;
		}

		@Override
		public Object postProcessBeforeInitialization(Object bean, String name) {
			if (bean instanceof LocalContainerEntityManagerFactoryBean) {
				this.databases.add(this.group.getObject()
					.migrators()
					.values()
					.stream()
					.filter((migrator) -> migrator.status().isUpToDate())
					.map(Migrator::name)
					.toList());
			}
			return bean;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Consumer {

		@Bean
		Integer seen(JdbcClient client) {
			return client.sql("SELECT count(*) FROM main").query(Integer.class).single();
		}

		@Bean
		Boolean ordersWereMigrated(JdbcClient client, @Qualifier("orders") Migrator orders) {
			return orders.status().isUpToDate();
		}

	}

}
