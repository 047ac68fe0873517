package dev.migrations.boot.autoconfigure;

import dev.migrations.Migrator;
import dev.migrations.model.PendingMigrationsException;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What each mode does at start-up.
 */
class ModeTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, MigrationsAutoConfiguration.class))
		.withPropertyValues("spring.datasource.generate-unique-name=true",
				"migrations.locations=classpath:db/java-migrations");

	@Test
	void validateStopsTheStartWhileAnythingIsDue() {
		this.contextRunner.withPropertyValues("migrations.mode=validate")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOf(PendingMigrationsException.class)
				.hasMessageContaining("V1__people.sql"));
	}

	@Test
	void waitGivesUpAtItsTimeout() {
		this.contextRunner.withPropertyValues("migrations.mode=wait", "migrations.wait-timeout=1ms")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOf(PendingMigrationsException.class)
				.hasMessageContaining("migrations.wait-timeout"));
	}

	@Test
	void planChangesNothingAndStarts() {
		this.contextRunner.withPropertyValues("migrations.mode=plan").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(Migrator.class).history()).isEmpty();
			assertThat(context.getBean(Migrator.class).plan().steps()).hasSize(1);
		});
	}

}
