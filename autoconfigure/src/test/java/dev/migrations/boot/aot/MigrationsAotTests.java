package dev.migrations.boot.aot;

import java.util.Arrays;
import java.util.function.Consumer;

import javax.sql.DataSource;

import dev.migrations.Migrator;
import dev.migrations.boot.actuate.DatabaseDescriptor;
import dev.migrations.boot.actuate.MigrationsEndpoint;
import dev.migrations.boot.actuate.MigrationsEndpointAutoConfiguration;
import dev.migrations.boot.autoconfigure.MigrationsAutoConfiguration;
import dev.migrations.boot.autoconfigure.TestDatabases;
import org.junit.jupiter.api.Test;

import org.springframework.aot.AotDetector;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.SpringProperties;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.javapoet.ClassName;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications that are processed ahead of time.
 */
class MigrationsAotTests {

	private final TestPropertyValues exposed = TestPropertyValues.of("management.endpoints.web.exposure.include=*");

	@Test
	@CompileWithForkedClassLoader
	void contextFromGeneratedCodeMigratesBeforeAnythingUsesTheDatabase() {
		TestPropertyValues properties = this.exposed.and("spring.datasource.url=" + TestDatabases.h2Url());
		TestGenerationContext generated = process(properties, Application.class);
		start(generated, properties, (context) -> {
			assertThat(context.getBean("seenByClient")).isEqualTo("Ada");
			assertThat(context.getBean(Migrator.class).status().isUpToDate()).isTrue();
			assertThat(context.getBean(MigrationsEndpoint.class).database("default")).isNotNull();
		});
	}

	@Test
	@CompileWithForkedClassLoader
	void contextFromGeneratedCodeMigratesSeveralDatabases() {
		TestPropertyValues properties = this.exposed.and("spring.datasource.url=" + TestDatabases.h2Url(),
				"migrations.databases.main.data-source=dataSource",
				"migrations.databases.main.locations=classpath:db/migration",
				"migrations.databases.zoo.url=" + TestDatabases.h2Url(),
				"migrations.databases.zoo.locations=classpath:db/other");
		TestGenerationContext generated = process(properties, Application.class);
		assertResources(generated.getRuntimeHints(), "db/migration/V1__create_person.sql",
				"db/other/V1__create_animal.sql", "db/tenant/V1__a.sql");
		start(generated, properties, (context) -> {
			assertThat(context.getBean("seenByClient")).isEqualTo("Ada");
			assertThat(context.getBean("zooMigrator", Migrator.class).status().isUpToDate()).isTrue();
			assertThat(BeanFactoryAnnotationUtils.qualifiedBeanOfType(context.getBeanFactory(), Migrator.class, "zoo"))
				.isSameAs(context.getBean("zooMigrator"));
			assertThat(context.getBean(MigrationsEndpoint.class).database("zoo")).isNotNull();
		});
	}

	@Test
	void keepsTheMigrationsOfTheDefaultLocation() {
		RuntimeHints hints = process(this.exposed, Application.class).getRuntimeHints();
		assertResources(hints, "db/migration/V1__create_person.sql", "db/migration/deeper/V2__more.sql");
		assertNoResources(hints, "db/other/V1__create_animal.sql", "db/migration.sql");
	}

	@Test
	void keepsTheMigrationsOfExactlyTheConfiguredLocations() {
		RuntimeHints hints = process(
				this.exposed.and("migrations.locations[0]=classpath:/db/other/",
						"migrations.locations[1]=classpath:sql/{vendor}", "migrations.locations[2]=file:db/outside"),
				Application.class)
			.getRuntimeHints();
		assertResources(hints, "db/other/V1__create_animal.sql", "sql/postgresql/V1__a.sql", "sql/sqlite/V1__a.sql",
				"sql/common/V2__b.sql");
		assertNoResources(hints, "db/migration/V1__create_person.sql", "sql/V1__a.sql", "sql/elsewhere/V1__a.sql",
				"db/outside/V1__a.sql");
	}

	@Test
	void keepsNoMigrationsForAMigratorOfTheApplication() {
		RuntimeHints hints = process(this.exposed, OwnMigrator.class).getRuntimeHints();
		assertNoResources(hints, "db/migration/V1__create_person.sql");
	}

	@Test
	void letsTheEndpointWriteItsDescriptors() {
		RuntimeHints hints = process(this.exposed, Application.class).getRuntimeHints();
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(DatabaseDescriptor.MigrationDescriptor.class, "executionTime")).accepts(hints);
	}

	private static TestGenerationContext process(TestPropertyValues properties, Class<?> application) {
		TestGenerationContext generated = new TestGenerationContext(ClassName.get(MigrationsAotTests.class));
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			properties.applyTo(context);
			context.register(application);
			new ApplicationContextAotGenerator().processAheadOfTime(context, generated);
			generated.writeGeneratedContent();
		}
		return generated;
	}

	@SuppressWarnings("unchecked")
	private static void start(TestGenerationContext generated, TestPropertyValues properties,
			Consumer<GenericApplicationContext> check) {
		TestCompiler.forSystem().with(generated).compile((compiled) -> {
			ApplicationContextInitializer<GenericApplicationContext> initializer = compiled
				.getInstance(ApplicationContextInitializer.class);
			SpringProperties.setProperty(AotDetector.AOT_ENABLED, "true");
			try (GenericApplicationContext context = new GenericApplicationContext()) {
				properties.applyTo(context);
				initializer.initialize(context);
				context.refresh();
				check.accept(context);
			}
			finally {
				SpringProperties.setProperty(AotDetector.AOT_ENABLED, null);
			}
		});
	}

	private static void assertResources(RuntimeHints hints, String... names) {
		assertThat(Arrays.asList(names))
			.allSatisfy((name) -> assertThat(RuntimeHintsPredicates.resource().forResource(name)).accepts(hints));
	}

	private static void assertNoResources(RuntimeHints hints, String... names) {
		assertThat(Arrays.asList(names))
			.allSatisfy((name) -> assertThat(RuntimeHintsPredicates.resource().forResource(name)).rejects(hints));
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
			JdbcClientAutoConfiguration.class, MigrationsAutoConfiguration.class,
			MigrationsEndpointAutoConfiguration.class })
	static class Application {

		@Bean
		String seenByClient(JdbcClient client) {
			return client.sql("SELECT name FROM person").query(String.class).single();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, MigrationsAutoConfiguration.class })
	static class OwnMigrator {

		@Bean
		Migrator ownMigrator(DataSource dataSource) {
			return Migrator.builder(dataSource).locations("classpath:db/other").build();
		}

	}

}
