package dev.migrations.boot.autoconfigure;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is said of a property that there is not.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnknownPropertiesTests {

	private static final String WARNING = "is no property and does nothing";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, MigrationsAutoConfiguration.class))
		.withPropertyValues("spring.datasource.url=" + TestDatabases.h2Url());

	@ParameterizedTest
	@CsvSource({ "migrations.enable, migrations.enabled", "migrations.location, migrations.locations",
			"migrations.onMising, migrations.on-missing", "migrations.user, migrations.username",
			"migrations.table, migrations.history-table", "migrations.default-schema, migrations.schema",
			"migrations.lock.time-outs, migrations.lock.timeout",
			"migrations.databases.orders.usernam, migrations.databases.orders.username" })
	void aPropertyThatThereIsNotIsNamedWithWhatMayBeMeant(String written, String meant, CapturedOutput output) {
		this.contextRunner.withPropertyValues(written + "=nothing").run((context) -> {
			assertThat(output).contains(WARNING).contains("was " + meant + " meant?");
			assertThat(output.toString().lines().filter((line) -> line.contains(WARNING))).hasSize(1);
		});
	}

	@Test
	void whatResemblesNoPropertyIsNamedAlone(CapturedOutput output) {
		this.contextRunner.withPropertyValues("migrations.xyzzy.deep=1")
			.run((context) -> assertThat(output).contains("migrations.xyzzy.deep is set")
				.contains(WARNING + ". Remove it, or correct its name."));
	}

	@ParameterizedTest
	@ValueSource(strings = { "migrations.enabled=true", "migrations.onMissing=fail", "migrations.on_missing=fail",
			"migrations.locations[0]=classpath:db/migration", "migrations.placeholders.any.thing=1",
			"migrations.sequence.002=orders", "migrations.worktree=mine", "migrations.lock.timeout=1s",
			"migrations.databases.orders.ddl.retries=1", "migrationsother.enable=true" })
	void whatThereIsIsNotWarnedOf(String property, CapturedOutput output) {
		this.contextRunner.withPropertyValues(property).run((context) -> assertThat(output).doesNotContain(WARNING));
	}

	@Test
	void variablesOfTheEnvironmentMayBeOthers(CapturedOutput output) {
		this.contextRunner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("systemEnvironment",
						Map.of("MIGRATIONS_SERVICE_HOST", "10.0.0.1"))))
			.run((context) -> assertThat(output).doesNotContain(WARNING));
	}

}
