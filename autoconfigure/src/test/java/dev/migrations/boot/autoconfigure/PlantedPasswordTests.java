package dev.migrations.boot.autoconfigure;

import java.io.PrintWriter;
import java.io.StringWriter;

import dev.migrations.Migrator;
import dev.migrations.boot.actuate.MigrationsEndpoint;
import dev.migrations.boot.actuate.MigrationsEndpointAutoConfiguration;
import dev.migrations.boot.actuate.MigrationsHealthAutoConfiguration;
import dev.migrations.model.InvalidSettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static dev.migrations.boot.PlantedPassword.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A password in a URL, in every form that drivers read, is looked for in everything that
 * an application shows when its database cannot be reached.
 */
@ExtendWith(OutputCaptureExtension.class)
class PlantedPasswordTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, MigrationsAutoConfiguration.class,
				MigrationsEndpointAutoConfiguration.class, MigrationsHealthAutoConfiguration.class))
		.withPropertyValues("management.endpoints.web.exposure.include=*",
				"management.endpoints.jmx.exposure.include=migrations");

	@ParameterizedTest
	@FieldSource("dev.migrations.boot.PlantedPassword#URLS")
	void isNotShown(String url, CapturedOutput output) {
		this.contextRunner.withPropertyValues("migrations.url=" + url)
			.run((context) -> assertHidden(context.getStartupFailure()));
		this.contextRunner.withPropertyValues("migrations.url=" + url, "migrations.enabled=false").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(MigrationsEndpoint.class).migrations().toString()).contains("error")
				.doesNotContain(PASSWORD);
			assertThat(context.getBean("migrationsHealthIndicator", HealthIndicator.class).health().toString())
				.doesNotContain(PASSWORD);
			assertThat(context.getBean(MigrationProperties.class).toString()).doesNotContain(PASSWORD);
			try {
				context.getBean(Migrator.class).migrate();
			}
			catch (RuntimeException ex) {
				assertHidden(ex);
			}
		});
		assertThat(output.getAll()).doesNotContain(PASSWORD);
	}

	@ParameterizedTest
	@FieldSource("dev.migrations.boot.PlantedPassword#URLS")
	void isNotShownWhereItIsTheApplicationsOwnUrl(String url, CapturedOutput output) {
		this.contextRunner.withPropertyValues("spring.datasource.url=" + url)
			.run((context) -> assertHidden(context.getStartupFailure()));
		assertThat(output.getAll()).doesNotContain(PASSWORD);
	}

	@Test
	void isNotShownInAUrlThatIsNoneOfJdbc(CapturedOutput output) {
		String url = "postgres://app:" + PASSWORD + "@localhost:1/shop";
		this.contextRunner.withPropertyValues("migrations.url=" + url).run((context) -> {
			assertHidden(context.getStartupFailure());
			assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOf(InvalidSettingsException.class)
				.hasMessageContainingAll("'postgres:'", "migrations.url", "jdbc:postgresql://");
		});
		this.contextRunner.withPropertyValues("migrations.databases.shop.url=" + url)
			.run((context) -> assertHidden(context.getStartupFailure()));
		assertThat(output.getAll()).doesNotContain(PASSWORD);
	}

	private static void assertHidden(Throwable failure) {
		StringWriter trace = new StringWriter();
		failure.printStackTrace(new PrintWriter(trace));
		assertThat(trace.toString()).doesNotContain(PASSWORD);
		FailureAnalysis analysis = new MigrationFailureAnalyzer().analyze(failure);
		assertThat(analysis).as(trace.toString()).isNotNull();
		assertThat(analysis.getDescription() + analysis.getAction()).doesNotContain(PASSWORD);
	}

}
