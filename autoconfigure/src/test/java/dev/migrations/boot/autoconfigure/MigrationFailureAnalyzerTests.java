package dev.migrations.boot.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.migrations.model.DatabaseUnavailableException;
import dev.migrations.model.DatabasesFailedException;
import dev.migrations.model.InvalidLocationException;
import dev.migrations.model.InvalidMigrationException;
import dev.migrations.model.InvalidScriptException;
import dev.migrations.model.InvalidSettingsException;
import dev.migrations.model.MigrationException;
import dev.migrations.model.MigrationFailedException;
import dev.migrations.model.MigrationHistoryException;
import dev.migrations.model.MigrationLockException;
import dev.migrations.model.MigrationValidationException;
import dev.migrations.model.PendingMigrationsException;
import dev.migrations.model.UnsupportedDatabaseException;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(OutputCaptureExtension.class)
class MigrationFailureAnalyzerTests {

	@ParameterizedTest
	@MethodSource("everyException")
	void showsDescriptionAndActionOfEveryException(MigrationException exception) {
		FailureAnalysis analysis = new MigrationFailureAnalyzer()
			.analyze(new BeanCreationException("migrationInitializer", "failed", exception));
		assertThat(analysis).isNotNull();
		assertThat(analysis.getDescription()).isEqualTo(exception.getDescription()).contains("found");
		assertThat(analysis.getAction()).isEqualTo("do this");
	}

	@Test
	void everyExceptionIsTested() {
		List<String> known = new ClassFileImporter().importPackagesOf(MigrationException.class)
			.stream()
			.filter((type) -> type.isAssignableTo(MigrationException.class)
					&& !type.isEquivalentTo(MigrationException.class))
			.map(JavaClass::getName)
			.toList();
		assertThat(everyException().map((exception) -> exception.getClass().getName()))
			.containsExactlyInAnyOrderElementsOf(known);
	}

	@Test
	void leavesOtherExceptionsAlone() {
		assertThat(new MigrationFailureAnalyzer().analyze(new IllegalStateException("another"))).isNull();
	}

	@Test
	void isPrintedWhenAnApplicationFailsToStart(CapturedOutput output) {
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> run("--migrations.locations=classpath:db/nowhere"));
		assertThat(output).contains("APPLICATION FAILED TO START", "Description:", "classpath:db/nowhere", "Action:")
			.doesNotContain("\tat dev.migrations");
	}

	@Test
	void isPrintedWhenTheDatabaseCannotBeReached(CapturedOutput output) {
		assertThatExceptionOfType(Exception.class).isThrownBy(
				() -> run("--spring.datasource.url=jdbc:postgresql://localhost:1/shop?user=shop&password=hush"));
		assertThat(output).contains("APPLICATION FAILED TO START", "cannot be reached").doesNotContain("hush");
	}

	@Test
	void isPrintedWhenTheDatabaseIsNotSupported(CapturedOutput output) {
		assertThatExceptionOfType(Exception.class).isThrownBy(
				() -> run("--spring.datasource.url=jdbc:hsqldb:mem:shop", "--logging.level.com.zaxxer.hikari=warn"));
		assertThat(output).contains("APPLICATION FAILED TO START", "HSQL Database Engine", "sqlite, postgresql")
			.doesNotContain("\tat dev.migrations");
	}

	@Test
	void isPrintedWhenAStatementFails(CapturedOutput output) {
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> run("--migrations.locations=classpath:db/broken"));
		assertThat(output).contains("APPLICATION FAILED TO START", "V2__misspelled.sql", "line 2", "SHRUB", "Action:")
			.doesNotContain("\tat dev.migrations");
	}

	@Test
	void namesThePropertyThatHoldsNoVersion(CapturedOutput output) {
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> run("--migrations.target=newest"));
		assertThat(output).contains("APPLICATION FAILED TO START", "migrations.target", "newest",
				"whole numbers separated by dots", "'head'");
	}

	private static void run(String... arguments) {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.run(arguments);
	}

	static Stream<MigrationException> everyException() {
		return Stream.of(
				new DatabasesFailedException("found", "do this", Map.of("orders", new IllegalStateException())),
				new DatabaseUnavailableException("found", "do this", null),
				new InvalidLocationException("found", "do this"), new InvalidMigrationException("found", "do this"),
				new InvalidScriptException("V1__a.sql", 2, 3, "found an open quote", "do this", null),
				new InvalidSettingsException("found", "do this"), new MigrationFailedException("found", "do this"),
				new MigrationHistoryException("found", "do this"), new MigrationLockException("found", "do this"),
				new MigrationValidationException(List.of("found one", "found another"), "do this"),
				new PendingMigrationsException("found", "do this", List.of("V1__a.sql")),
				new UnsupportedDatabaseException("found", "do this"));
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, MigrationsAutoConfiguration.class })
	static class Application {

	}

}
