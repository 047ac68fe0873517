package dev.migrations.boot.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.migrations.Migrator;
import dev.migrations.model.ChecksumMismatchPolicy;
import dev.migrations.model.MissingPolicy;
import dev.migrations.model.OutOfOrderPolicy;
import dev.migrations.model.Target;
import dev.migrations.model.TransactionMode;
import dev.migrations.model.UndoPolicy;
import dev.migrations.model.Verification;
import dev.migrations.model.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.params.ParameterizedTest;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class MigrationPropertiesTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(MigrationsAutoConfiguration.class))
		.withPropertyValues("migrations.enabled=false", "migrations.url=" + TestDatabases.h2Url());

	@Test
	void haveDefaults() {
		this.contextRunner.run((context) -> {
			MigrationProperties properties = context.getBean(MigrationProperties.class);
			assertThat(properties.locations()).isNull();
			assertThat(properties.username()).isNull();
			assertThat(properties.password()).isNull();
			assertThat(properties.dataSource()).isNull();
			assertThat(properties.historyTable()).isEqualTo("migration_history");
			assertThat(properties.target()).isEqualTo(Target.HEAD);
			assertThat(properties.outOfOrder()).isEqualTo(OutOfOrderPolicy.REJECT);
			assertThat(properties.onMissing()).isEqualTo(MissingPolicy.FAIL);
			assertThat(properties.onChecksumMismatch()).isEqualTo(ChecksumMismatchPolicy.FAIL);
			assertThat(properties.verify()).isEqualTo(Verification.FAST);
			assertThat(properties.baselineVersion()).isEqualTo(Version.of("1"));
			assertThat(properties.baselineOnMigrate()).isFalse();
			assertThat(properties.transaction()).isEqualTo(TransactionMode.AUTO);
			assertThat(properties.undo()).isEqualTo(UndoPolicy.ALLOWED);
			assertThat(properties.placeholders()).isEmpty();
			assertThat(properties.lock().timeout()).isNull();
			assertThat(properties.statement().maxSize()).isEqualTo(DataSize.ofMegabytes(64));
		});
	}

	/**
	 * As a variable of the environment that a deployment declares and leaves empty.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "locations", "username", "password", "data-source", "schema", "history-table", "target",
			"baseline-version", "mode", "confirm", "command.enabled", "lock.timeout", "ddl.lock-timeout", "ddl.retries",
			"statement.max-size", "statement-timeout", "sqlite.journal-mode", "parallelism", "tenants.database",
			"tenants.locations", "tenants.parallelism", "tenants.on-failure", "create-schema", "required-tables" })
	void thatAreSetToNothingHaveTheirDefault(String property) {
		this.contextRunner.run((context) -> {
			MigrationProperties without = context.getBean(MigrationProperties.class);
			this.contextRunner.withPropertyValues("migrations." + property + "=").run((empty) -> {
				assertThat(empty).hasNotFailed();
				MigrationProperties set = empty.getBean(MigrationProperties.class);
				assertThat(set.settings()).isEqualTo(without.settings());
				assertThat(set.tenants().parallelism()).isEqualTo(without.tenants().parallelism());
				assertThat(set.username()).isNull();
				assertThat(set.dataSource()).isNull();
			});
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "username", "data-source", "schema", "history-table", "target", "baseline-version", "mode",
			"locations", "ddl.retries", "statement.max-size", "enabled" })
	void thatADatabaseSetsToNothingAreThoseOfAll(String property) {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(MigrationsAutoConfiguration.class))
			.withPropertyValues("migrations.databases.orders.url=" + TestDatabases.h2Url(),
					"migrations.locations=classpath:db/migration", "migrations.databases.orders." + property + "=")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(Migrator.class).status().isUpToDate()).isTrue();
			});
	}

	@Test
	void areThereThoughTheUrlIsSetToNothing() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(MigrationsAutoConfiguration.class))
			.withPropertyValues("migrations.url=")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(Migrator.class));
	}

	@Test
	void areReadFromYaml() {
		yaml("""
				migrations:
				  locations: [ "classpath:db/other", "file:/etc/migrations" ]
				  username: owner
				  password: secret
				  history-table: versions
				  target: "1.10"
				  out-of-order: allow
				  on-missing: ignore
				  on-checksum-mismatch: warn
				  verify: full
				  baseline-version: 20240101120000
				  baseline-on-migrate: true
				  transaction: per-run
				  undo: forbidden
				  placeholders:
				    tablespace: fast
				  lock.timeout: 2m
				  statement.max-size: 1MB
				""").run((context) -> {
			MigrationProperties properties = context.getBean(MigrationProperties.class);
			assertThat(properties.locations()).containsExactly("classpath:db/other", "file:/etc/migrations");
			assertThat(properties.username()).isEqualTo("owner");
			assertThat(properties.password()).isEqualTo("secret");
			assertThat(properties.historyTable()).isEqualTo("versions");
			assertThat(properties.target()).isEqualTo(Target.of("1.10"));
			assertThat(properties.outOfOrder()).isEqualTo(OutOfOrderPolicy.ALLOW);
			assertThat(properties.onMissing()).isEqualTo(MissingPolicy.IGNORE);
			assertThat(properties.onChecksumMismatch()).isEqualTo(ChecksumMismatchPolicy.WARN);
			assertThat(properties.verify()).isEqualTo(Verification.FULL);
			assertThat(properties.baselineVersion()).isEqualTo(Version.of("20240101120000"));
			assertThat(properties.baselineOnMigrate()).isTrue();
			assertThat(properties.transaction()).isEqualTo(TransactionMode.PER_RUN);
			assertThat(properties.undo()).isEqualTo(UndoPolicy.FORBIDDEN);
			assertThat(properties.placeholders()).isEqualTo(Map.of("tablespace", "fast"));
			assertThat(properties.lock().timeout()).isEqualTo(Duration.ofMinutes(2));
			assertThat(properties.statement().maxSize()).isEqualTo(DataSize.ofMegabytes(1));
		});
	}

	@Test
	void areReadFromEnvironmentVariables() {
		Map<String, Object> variables = Map.of("MIGRATIONS_LOCATIONS", "classpath:db/other", "MIGRATIONS_HISTORYTABLE",
				"versions", "MIGRATIONS_OUTOFORDER", "allow", "MIGRATIONS_TARGET", "007",
				"MIGRATIONS_PLACEHOLDERS_TABLESPACE", "fast", "MIGRATIONS_LOCK_TIMEOUT", "30s",
				"MIGRATIONS_STATEMENT_MAXSIZE", "1MB");
		this.contextRunner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", variables)))
			.run((context) -> {
				MigrationProperties properties = context.getBean(MigrationProperties.class);
				assertThat(properties.locations()).isEqualTo(List.of("classpath:db/other"));
				assertThat(properties.historyTable()).isEqualTo("versions");
				assertThat(properties.outOfOrder()).isEqualTo(OutOfOrderPolicy.ALLOW);
				assertThat(properties.target()).isEqualTo(Target.of("7"));
				assertThat(properties.placeholders()).isEqualTo(Map.of("tablespace", "fast"));
				assertThat(properties.lock().timeout()).isEqualTo(Duration.ofSeconds(30));
				assertThat(properties.statement().maxSize()).isEqualTo(DataSize.ofMegabytes(1));
			});
	}

	@Test
	void refuseAVersionThatYamlTookForAFraction() {
		yaml("migrations.target: 1.10")
			.run((context) -> assertThat(context.getStartupFailure()).hasStackTraceContaining("migrations.target")
				.rootCause()
				.hasMessageContaining("put it in quotes"));
	}

	@Test
	void refuseWhatIsNoVersion() {
		this.contextRunner.withPropertyValues("migrations.baseline-version=latest")
			.run((context) -> assertThat(context.getStartupFailure())
				.hasStackTraceContaining("migrations.baseline-version")
				.rootCause()
				.hasMessageContaining("'latest' is not a version"));
	}

	@Test
	void doNotShowTheirValues() {
		this.contextRunner
			.withPropertyValues("migrations.password=hush", "migrations.username=owner",
					"migrations.placeholders.token=hush")
			.run((context) -> assertThat(context.getBean(MigrationProperties.class).toString()).doesNotContain("hush",
					"jdbc:"));
	}

	private ApplicationContextRunner yaml(String yaml) {
		ByteArrayResource resource = new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8));
		return this.contextRunner.withInitializer((context) -> {
			try {
				new YamlPropertySourceLoader().load("test.yaml", resource)
					.forEach(context.getEnvironment().getPropertySources()::addLast);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
	}

}
