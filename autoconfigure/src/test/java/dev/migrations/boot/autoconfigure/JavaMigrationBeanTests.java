package dev.migrations.boot.autoconfigure;

import dev.migrations.JavaMigration;
import dev.migrations.JavaMigrationContext;
import dev.migrations.MigrationInfo;
import dev.migrations.Migrator;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Java migrations that are beans.
 */
class JavaMigrationBeanTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
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
	void theFailureAnalysisNamesOneThatNeedsWhatIsCreatedLater() {
		this.contextRunner.withUserConfiguration(Circular.class).run((context) -> {
			FailureAnalysis analysis = analyze(context);
			assertThat(analysis.getDescription())
				.startsWith("The Java migration 'needsJdbcTemplate' needs the bean 'jdbcTemplate'");
			assertThat(analysis.getAction()).contains("context.jdbc()");
		});
	}

	@Test
	void anotherCycleIsLeftToOthers() {
		this.contextRunner.withUserConfiguration(OtherCycle.class)
			.run((context) -> assertThat(
					new JavaMigrationCycleAnalyzer(beanFactory(context)).analyze(context.getStartupFailure()))
				.isNull());
	}

	private static FailureAnalysis analyze(AssertableApplicationContext context) {
		FailureAnalysis analysis = new JavaMigrationCycleAnalyzer(beanFactory(context))
			.analyze(context.getStartupFailure());
		assertThat(analysis).isNotNull();
		return analysis;
	}

	private static BeanFactory beanFactory(AssertableApplicationContext context) {
		return context.getSourceApplicationContext(ConfigurableApplicationContext.class).getBeanFactory();
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
