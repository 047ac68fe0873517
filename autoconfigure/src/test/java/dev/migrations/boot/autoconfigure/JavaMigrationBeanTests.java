package dev.migrations.boot.autoconfigure;

import java.sql.Connection;
import java.sql.PreparedStatement;

import dev.migrations.JavaMigration;
import dev.migrations.JavaMigrationContext;
import dev.migrations.MigrationInfo;
import dev.migrations.MigrationTenants;
import dev.migrations.Migrator;
import dev.migrations.Tenant;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Java migrations that are beans.
 */
class JavaMigrationBeanTests {

	private BeanFactory beanFactory = new StaticListableBeanFactory();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withInitializer((context) -> this.beanFactory = context.getBeanFactory())
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
				JdbcClientAutoConfiguration.class, MigrationsAutoConfiguration.class))
		.withPropertyValues("spring.datasource.generate-unique-name=true",
				"migrations.locations=classpath:db/java-migrations");

	@Test
	void areAppliedAndMayUseBeansThatDoNotUseTheDatabase() {
		this.contextRunner.withUserConfiguration(Beans.class).run((context) -> {
			assertThat(context.getBean(Migrator.class).status().migrations())
				.extracting(MigrationInfo::version, MigrationInfo::description)
				.containsExactly(tuple("1", "people"), tuple("2", "Greet People"));
			assertThat(context.getBean(JdbcClient.class).sql("SELECT name FROM people").query(String.class).single())
				.isEqualTo("hello");
		});
	}

	@Test
	void oneForADatabaseThatThereIsNotIsRefused() {
		this.contextRunner.withBean(V3__Slip.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("V3__Slip is for the database 'ordrs', and there is one database only"));
		this.contextRunner.withBean(V3__Slip.class)
			.withPropertyValues("migrations.databases.orders.url=" + TestDatabases.h2Url(),
					"migrations.databases.orders.locations=classpath:db/java-migrations",
					"migrations.databases.audit.url=" + TestDatabases.h2Url(),
					"migrations.databases.audit.locations=classpath:db/other")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("V3__Slip is for the database 'ordrs', which is none of audit, orders."));
	}

	@Test
	void theFailureAnalysisNamesOneThatNeedsWhatIsCreatedLater() {
		this.contextRunner.withUserConfiguration(Circular.class).run((context) -> {
			FailureAnalysis analysis = analyze(context);
			assertThat(analysis.getDescription())
				.startsWith("The Java migration 'needsJdbcTemplate' needs the bean 'jdbcTemplate'");
			assertThat(analysis.getAction()).contains("context.jdbc()");
		});
	}

	@Test
	void theFailureAnalysisNamesAnotherBeanOfMigrationsThatNeedsWhatIsCreatedLater() {
		this.contextRunner.withUserConfiguration(CircularTenants.class).run((context) -> {
			FailureAnalysis analysis = analyze(context);
			assertThat(analysis.getDescription())
				.startsWith("The MigrationTenants 'tenants' needs the bean 'jdbcTemplate'");
			assertThat(analysis.getAction()).contains("Inject the DataSource").contains("ObjectProvider");
		});
	}

	@Test
	void anotherCycleIsLeftToOthers() {
		this.contextRunner.withUserConfiguration(OtherCycle.class)
			.run((context) -> assertThat(
					new MigrationCycleAnalyzer(this.beanFactory).analyze(context.getStartupFailure()))
				.isNull());
	}

	@Test
	void aNativeImageHoldsTheProxiesOfTheConnection() {
		RuntimeHints hints = new RuntimeHints();
		SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
			.load(RuntimeHintsRegistrar.class)
			.forEach((registrar) -> registrar.registerHints(hints, getClass().getClassLoader()));
		assertThat(RuntimeHintsPredicates.proxies().forInterfaces(Connection.class)).accepts(hints);
		assertThat(RuntimeHintsPredicates.proxies().forInterfaces(PreparedStatement.class)).accepts(hints);
	}

	private FailureAnalysis analyze(AssertableApplicationContext context) {
		FailureAnalysis analysis = new MigrationCycleAnalyzer(this.beanFactory).analyze(context.getStartupFailure());
		assertThat(analysis).isNotNull();
		return analysis;
	}

	@Configuration(proxyBeanMethods = false)
	static class CircularTenants {

		@Bean
		MigrationTenants tenants(JdbcTemplate jdbcTemplate) {
			return () -> jdbcTemplate.query("SELECT name FROM tenants",
					(row, number) -> new Tenant(row.getString(1), row.getString(1), null));
		}

	}

	static class V2__GreetPeople implements JavaMigration {

		private final StringBuilder greeting;

		V2__GreetPeople(StringBuilder greeting) {
			this.greeting = greeting;
		}

		@Override
		public void up(JavaMigrationContext context) {
			context.jdbc().sql("INSERT INTO people VALUES (?)").param(this.greeting.toString()).update();
		}

	}

	static class V3__Slip implements JavaMigration {

		@Override
		public String database() {
			return "ordrs";
		}

		@Override
		public void up(JavaMigrationContext context) {
		}

	}

	static class V2__NeedsJdbcTemplate implements JavaMigration {

		V2__NeedsJdbcTemplate(JdbcTemplate jdbcTemplate) {
		}

		@Override
		public void up(JavaMigrationContext context) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Beans {

		@Bean
		StringBuilder greeting() {
			return new StringBuilder("hello");
		}

		@Bean
		V2__GreetPeople greetPeople(StringBuilder greeting) {
			return new V2__GreetPeople(greeting);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Circular {

		@Bean
		V2__NeedsJdbcTemplate needsJdbcTemplate(JdbcTemplate jdbcTemplate) {
			return new V2__NeedsJdbcTemplate(jdbcTemplate);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherCycle {

		@Bean
		StringBuilder one(StringBuffer two) {
			return new StringBuilder(two);
		}

		@Bean
		StringBuffer two(StringBuilder one) {
			return new StringBuffer(one);
		}

	}

}
