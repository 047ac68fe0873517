package dev.migrations.boot.autoconfigure;

import java.util.List;

import javax.sql.DataSource;

import dev.migrations.Migrator;
import dev.migrations.boot.people.Person;
import jakarta.persistence.EntityManagerFactory;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.jooq.autoconfigure.JooqAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is created before the migrations have run, and what after.
 */
class MigrationOrderTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
				DataSourceTransactionManagerAutoConfiguration.class, DataSourceInitializationAutoConfiguration.class,
				JdbcTemplateAutoConfiguration.class, JdbcClientAutoConfiguration.class,
				MigrationsAutoConfiguration.class));

	private final ApplicationContextRunner jpaContextRunner = this.contextRunner
		.withConfiguration(AutoConfigurations.of(HibernateJpaAutoConfiguration.class))
		.withUserConfiguration(People.class);

	@Test
	void entityManagerIsCreatedAfterwards() {
		this.jpaContextRunner.withPropertyValues("spring.jpa.hibernate.ddl-auto=validate")
			.run((context) -> assertThat(find(context.getBean(EntityManagerFactory.class), 1)).isEqualTo("Ada"));
	}

	@Test
	void jdbcTemplateAndJdbcClientSeeTheMigratedSchemaWhereTheyAreInjected() {
		this.contextRunner.withUserConfiguration(JdbcConsumers.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean("seenByTemplate")).isEqualTo("Ada");
			assertThat(context.getBean("seenByClient")).isEqualTo("Ada");
		});
	}

	@Test
	void jooqSeesTheMigratedSchemaWhereItIsInjected() {
		this.contextRunner.withConfiguration(AutoConfigurations.of(JooqAutoConfiguration.class))
			.withUserConfiguration(JooqConsumer.class)
			.run((context) -> assertThat(context.getBean("seenByJooq")).isEqualTo("Ada"));
	}

	@Test
	void beanThatAsksForItIsCreatedAfterwards() {
		this.contextRunner.withUserConfiguration(DataSourceConsumer.class)
			.run((context) -> assertThat(context.getBean("seenByConnection")).isEqualTo("Ada"));
	}

	@Test
	void scriptsOfSpringBootRunAfterwards() {
		this.contextRunner.withPropertyValues("spring.sql.init.data-locations=classpath:db/scripts/add-grace.sql")
			.run((context) -> assertThat(people(context.getBean(DataSource.class))).containsExactly("Ada", "Grace"));
	}

	@Test
	void deferredScriptsRunAfterTheEntityManagerAndTheMigrations() {
		this.jpaContextRunner
			.withPropertyValues("spring.jpa.defer-datasource-initialization=true",
					"spring.jpa.hibernate.ddl-auto=create-drop", "migrations.locations=classpath:db/deferred",
					"spring.sql.init.data-locations=classpath:db/scripts/add-grace.sql")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(people(context.getBean(DataSource.class))).containsExactly("Ada", "Grace");
			});
	}

	@Test
	void migratesThoughEverythingElseIsLazy() {
		lazy(this.contextRunner).run((context) -> {
			assertThat(context.getBeanFactory().containsSingleton("migrationInitializer")).isTrue();
			assertThat(people(context.getBean(DataSource.class))).containsExactly("Ada");
		});
	}

	@Test
	void migratesAsTheApplicationWantsItThoughEverythingElseIsLazy() {
		lazy(this.contextRunner).withUserConfiguration(OwnInitializer.class)
			.run((context) -> assertThat(people(context.getBean(DataSource.class))).containsExactly("Ada"));
	}

	private static ApplicationContextRunner lazy(ApplicationContextRunner runner) {
		return runner.withInitializer(
				(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()));
	}

	@Test
	void hibernateDoesNotCreateTheTablesOfAnEmbeddedDatabase() {
		this.jpaContextRunner
			.run((context) -> assertThat(ddlAuto(context.getBean(EntityManagerFactory.class))).isIn(null, "none"));
	}

	@Test
	void hibernateDoesNotCreateTheTablesWhereAnotherUserMigrates() {
		this.jpaContextRunner
			.withPropertyValues("spring.datasource.url=" + TestDatabases.h2Url(), "migrations.username=sa",
					"migrations.password=")
			.run((context) -> {
				assertThat(context.getBean(Migrator.class).dataSource()).isNotSameAs(context.getBean(DataSource.class));
				assertThat(ddlAuto(context.getBean(EntityManagerFactory.class))).isIn(null, "none");
				assertThat(find(context.getBean(EntityManagerFactory.class), 1)).isEqualTo("Ada");
			});
	}

	@Test
	void hibernateDoesNotCreateTheTablesWhereTheRunAtStartUpIsDisabled() {
		this.jpaContextRunner.withPropertyValues("migrations.enabled=false")
			.run((context) -> assertThat(ddlAuto(context.getBean(EntityManagerFactory.class))).isIn(null, "none"));
	}

	private static Object ddlAuto(EntityManagerFactory entityManagerFactory) {
		return entityManagerFactory.getProperties().get("hibernate.hbm2ddl.auto");
	}

	private static String find(EntityManagerFactory entityManagerFactory, int id) {
		return entityManagerFactory
			.callInTransaction((entityManager) -> entityManager.find(Person.class, id).getName());
	}

	private static List<String> people(DataSource dataSource) {
		return JdbcClient.create(dataSource).sql("SELECT name FROM person ORDER BY id").query(String.class).list();
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Person.class)
	static class People {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnInitializer {

		@Bean
		MigrationInitializer ownInitializer(Migrator migrator) {
			return new MigrationInitializer(List.of(migrator));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class JdbcConsumers {

		@Bean
		String seenByTemplate(JdbcTemplate template) {
			return template.queryForObject("SELECT name FROM person", String.class);
		}

		@Bean
		String seenByClient(JdbcClient client) {
			return client.sql("SELECT name FROM person").query(String.class).single();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class JooqConsumer {

		@Bean
		String seenByJooq(DSLContext context) {
			return context.fetchSingle("SELECT name FROM person").get(0, String.class);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class DataSourceConsumer {

		@Bean
		@DependsOnDatabaseInitialization
		String seenByConnection(DataSource dataSource) {
			return people(dataSource).get(0);
		}

	}

}
