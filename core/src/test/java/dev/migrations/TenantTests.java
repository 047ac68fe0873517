package dev.migrations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import javax.sql.DataSource;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.zaxxer.hikari.HikariDataSource;
import dev.migrations.model.ChecksumStatus;
import dev.migrations.model.DatabasesFailedException;
import dev.migrations.model.InvalidSettingsException;
import dev.migrations.model.MigrationException;
import dev.migrations.model.MigrationFailedException;
import dev.migrations.model.PendingMigrationsException;
import dev.migrations.model.StartMode;
import dev.migrations.model.Target;
import dev.migrations.model.TenantFailurePolicy;
import dev.migrations.testing.MigrationFiles;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.datasource.AbstractDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A schema, or a database, for each tenant.
 */
class TenantTests {

	@TempDir
	private Path directory;

	private MigrationFiles files;

	private final List<Tenant> tenants = new ArrayList<>();

	@BeforeEach
	void prepare() {
		this.files = new MigrationFiles(this.directory.resolve("tenants"))
			.with("V1__users.sql", "CREATE TABLE users (id INTEGER PRIMARY KEY);")
			.with("V2__row.sql", "INSERT INTO users (id) VALUES (1);");
	}

	static Stream<TestDatabase> withSchemas() {
		return Stream.of(TestDatabase.h2(), TestDatabase.postgresql());
	}

	@ParameterizedTest
	@MethodSource("withSchemas")
	void haveASchemaWithAHistoryOfItsOwn(TestDatabase database) {
		this.tenants.addAll(List.of(Tenant.ofSchema("acme"), Tenant.ofSchema("bolt"), Tenant.ofSchema("cork")));
		TenantReport report = tenants(database, TenantFailurePolicy.CONTINUE).migrate();
		assertThat(report.tenants()).isEqualTo(3);
		assertThat(report.applied()).isEqualTo(6);
		assertThat(report.failures()).isEmpty();
		for (String schema : List.of("acme", "bolt", "cork")) {
			assertThat(database.query("SELECT count(*) FROM " + schema + ".migration_history")).containsExactly("2");
			assertThat(database.query("SELECT count(*) FROM " + schema + ".users")).containsExactly("1");
		}
		this.tenants.add(Tenant.ofSchema("dune"));
		assertThat(tenants(database, TenantFailurePolicy.CONTINUE).migrate().applied()).isEqualTo(2);
	}

	@ParameterizedTest
	@MethodSource("withSchemas")
	void doNotStopEachOther(TestDatabase database) {
		this.tenants.addAll(List.of(Tenant.ofSchema("acme"), Tenant.ofSchema("bolt"), Tenant.ofSchema("cork")));
		database.execute("CREATE SCHEMA bolt", "CREATE TABLE bolt.users (other INTEGER)");
		TenantReport report = tenants(database, TenantFailurePolicy.CONTINUE).migrate();
		assertThat(report.failures()).containsOnlyKeys("bolt");
		assertThat(report.failures().get("bolt")).isInstanceOf(MigrationFailedException.class);
		assertThat(report.applied()).isEqualTo(4);
		Map<String, Migrator> migrators = tenants(database, TenantFailurePolicy.CONTINUE).migrators();
		assertThat(migrators.get("bolt").status().isUpToDate()).isFalse();
		assertThat(migrators.get("cork").status().isUpToDate()).isTrue();
	}

	@Test
	void stopEachOtherWhereThatIsWanted() {
		TestDatabase database = TestDatabase.h2();
		this.tenants.addAll(List.of(Tenant.ofSchema("acme"), Tenant.ofSchema("bolt"), Tenant.ofSchema("cork")));
		database.execute("CREATE SCHEMA bolt", "CREATE TABLE bolt.users (other INTEGER)");
		TenantMigrators stopping = new TenantMigrators(template(database), () -> this.tenants,
				List.of(this.files.location()), 1, TenantFailurePolicy.STOP);
		assertThatExceptionOfType(DatabasesFailedException.class).isThrownBy(stopping::migrate)
			.withMessageContaining("1 of 3 tenants failed")
			.withMessageContaining("cork: not begun");
	}

	@Test
	void mayHaveDatabasesOfTheirOwn() {
		TestDatabase own = TestDatabase.sqlite(this.directory);
		this.tenants.add(Tenant.ofDataSource("acme", own.dataSource()));
		tenants(TestDatabase.h2(), TenantFailurePolicy.CONTINUE).migrate();
		assertThat(own.query("SELECT count(*) FROM users")).containsExactly("1");
	}

	@ParameterizedTest
	@EnumSource
	void unexpectedFailuresAreLoggedWithTheirCause(TenantFailurePolicy onFailure) {
		this.tenants.addAll(List.of(Tenant.ofSchema("acme"), Tenant.ofDataSource("bolt", new AbstractDataSource() {

			@Override
			public Connection getConnection() {
				throw new IllegalStateException("shard 7 is not known");
			}

			@Override
			public Connection getConnection(String username, String password) {
				return getConnection();
			}

		})));
		Logger logger = (Logger) LoggerFactory.getLogger("dev.migrations");
		ListAppender<ILoggingEvent> log = new ListAppender<>();
		log.start();
		logger.addAppender(log);
		try {
			tenants(TestDatabase.h2(), onFailure).migrate();
		}
		catch (DatabasesFailedException ex) {
			assertThat(onFailure).isEqualTo(TenantFailurePolicy.STOP);
		}
		finally {
			logger.detachAppender(log);
		}
		assertThat(log.list).filteredOn((event) -> event.getThrowableProxy() != null)
			.singleElement()
			.satisfies((event) -> assertThat(event.getFormattedMessage()).contains("'bolt'"))
			.satisfies((event) -> assertThat(event.getThrowableProxy().getMessage()).isEqualTo("shard 7 is not known"));
	}

	@Test
	void areWaitedForTogetherAndNotOneAfterTheOther() {
		for (int i = 0; i < 40; i++) {
			this.tenants.add(Tenant.ofSchema("tenant" + i));
		}
		Migrator template = Migrator.builder(TestDatabase.h2().dataSource())
			.mode(StartMode.WAIT)
			.waitTimeout(Duration.ofSeconds(1))
			.build();
		TenantMigrators waiting = new TenantMigrators(template, () -> this.tenants, List.of(this.files.location()), 1,
				TenantFailurePolicy.CONTINUE);
		long begin = System.nanoTime();
		assertThatExceptionOfType(DatabasesFailedException.class).isThrownBy(waiting::start)
			.satisfies((ex) -> assertThat(ex.getFailures()).hasSize(40)
				.allSatisfy((tenant, failure) -> assertThat(failure).isInstanceOf(PendingMigrationsException.class)
					.hasMessageContaining("After 1 s the database still lacks 2 migrations")));
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
	}

	@Test
	void stopTheStartThatOnlyLooksAtThemWhereOneIsBehind() {
		TestDatabase database = TestDatabase.h2();
		this.tenants.add(Tenant.ofSchema("acme"));
		tenants(database, TenantFailurePolicy.CONTINUE).migrate();
		Migrator template = Migrator.builder(database.dataSource()).mode(StartMode.VALIDATE).build();
		TenantMigrators looking = new TenantMigrators(template, () -> this.tenants, List.of(this.files.location()), 1,
				TenantFailurePolicy.CONTINUE);
		assertThat(looking.start().failures()).isEmpty();
		this.tenants.add(Tenant.ofSchema("bolt"));
		assertThatExceptionOfType(DatabasesFailedException.class).isThrownBy(looking::start)
			.withMessageContaining("1 of 2 tenants failed.")
			.withMessageContaining("bolt: The database lacks 2 migrations");
	}

	@Test
	void areFailingUntilTheyAreCurrent() {
		TestDatabase database = TestDatabase.h2();
		this.tenants.addAll(List.of(Tenant.ofSchema("acme"), Tenant.ofSchema("bolt")));
		database.execute("CREATE SCHEMA bolt", "CREATE TABLE bolt.users (other INTEGER)");
		TenantMigrators tenants = tenants(database, TenantFailurePolicy.CONTINUE);
		assertThat(tenants.failing()).isEmpty();
		tenants.migrate();
		assertThat(tenants.failing()).containsExactly("bolt");
		database.execute("DROP TABLE bolt.users");
		tenants(database, TenantFailurePolicy.CONTINUE).migrators().get("bolt").migrate();
		assertThat(tenants.failing()).isEmpty();
	}

	@Test
	void areEachGivenToWhoeverDoesSomethingElse() {
		this.tenants.addAll(List.of(Tenant.ofSchema("acme"), Tenant.ofSchema("bolt")));
		TenantMigrators tenants = tenants(TestDatabase.h2(), TenantFailurePolicy.CONTINUE);
		tenants.forEach((migrator) -> {
			if (migrator.name().equals("bolt")) {
				throw new IllegalStateException("not this one");
			}
			migrator.migrate(Target.of("1"));
		});
		assertThat(tenants.failing()).containsExactly("bolt");
		assertThat(tenants.migrators().get("acme").status().current()).hasToString("1");
	}

	@Test
	void haveASchemaOrADatabaseThatIsNotTheApplications() {
		DataSource application = TestDatabase.h2().dataSource();
		for (Tenant tenant : List.of(new Tenant("acme", null, null), new Tenant("acme", "SHOP", null),
				Tenant.ofDataSource("acme", application))) {
			Migrator template = Migrator.builder(application).schema("shop").build();
			assertThatExceptionOfType(InvalidSettingsException.class)
				.isThrownBy(new TenantMigrators(template, () -> List.of(tenant), List.of(this.files.location()), 1,
						TenantFailurePolicy.CONTINUE)::migrate)
				.withMessageContaining("The tenant 'acme' has neither a schema nor a database of its own");
		}
	}

	@Test
	void haveVersionsOfTheirOwnWhateverTheTargetOfTheDatabaseIs() {
		TestDatabase database = TestDatabase.h2();
		this.tenants.add(Tenant.ofSchema("acme"));
		Migrator template = Migrator.builder(database.dataSource()).createSchema(true).target(Target.of("1")).build();
		assertThat(new TenantMigrators(template, () -> this.tenants, List.of(this.files.location()), 1,
				TenantFailurePolicy.CONTINUE)
			.migrate()
			.applied()).isEqualTo(2);
	}

	@Test
	void areNoMoreAtATimeThanThePoolHasConnections() {
		TestDatabase database = TestDatabase.postgresql();
		try (HikariDataSource pool = new HikariDataSource()) {
			pool.setDataSource(database.dataSource());
			pool.setMaximumPoolSize(1);
			pool.setConnectionTimeout(250);
			this.files.with("V3__slow.sql", "SELECT pg_sleep(1);");
			this.tenants.addAll(List.of(Tenant.ofSchema("acme"), Tenant.ofSchema("bolt"), Tenant.ofSchema("cork")));
			TenantReport report = new TenantMigrators(Migrator.builder(pool).createSchema(true).build(),
					() -> this.tenants, List.of(this.files.location()), 3, TenantFailurePolicy.CONTINUE)
				.migrate();
			assertThat(report.failures()).isEmpty();
		}
	}

	@Test
	void thatCannotBeAskedForAreAFailureThatNamesWhoWasAsked() {
		TenantMigrators tenants = new TenantMigrators(template(TestDatabase.h2()), () -> {
			throw new IllegalStateException("jdbc:postgresql://db/x?password=s3cret");
		}, List.of(this.files.location()), 1, TenantFailurePolicy.CONTINUE);
		assertThatExceptionOfType(MigrationException.class).isThrownBy(tenants::start)
			.withMessageContaining("MigrationTenants")
			.withMessageContaining("java.lang.IllegalStateException")
			.withMessageNotContaining("s3cret")
			.withCauseInstanceOf(IllegalStateException.class);
	}

	@Test
	void haveAnId() {
		assertThatExceptionOfType(InvalidSettingsException.class).isThrownBy(() -> Tenant.ofSchema(null))
			.withMessageContaining("A tenant has no id");
		assertThatExceptionOfType(InvalidSettingsException.class).isThrownBy(() -> Tenant.ofSchema(" "))
			.withMessageContaining("A tenant has no id");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a-b", "a.b" })
	void haveSchemasWithPlainNames(String schema) {
		this.tenants.add(Tenant.ofSchema(schema));
		assertThat(tenants(TestDatabase.h2(), TenantFailurePolicy.CONTINUE).migrate().failures().get(schema))
			.isInstanceOf(InvalidSettingsException.class)
			.hasMessageContaining("'" + schema + "', the schema of the tenant '" + schema + "', is not a plain name.");
	}

	@Test
	void shareWhatWasReadOfTheirFiles() throws IOException {
		this.tenants.addAll(List.of(Tenant.ofSchema("acme"), Tenant.ofSchema("bolt")));
		TenantMigrators tenants = tenants(TestDatabase.h2(), TenantFailurePolicy.CONTINUE);
		tenants.migrate();
		assertThat(tenants.migrators().get("acme").status().isUpToDate()).isTrue();
		Path script = this.directory.resolve("tenants/V1__users.sql");
		FileTime time = Files.getLastModifiedTime(script);
		Files.writeString(script, Files.readString(script).toLowerCase(Locale.ROOT).replace("users", "u5ers"));
		Files.setLastModifiedTime(script, time);
		// Of the same size and time, so that only who reads it again sees the difference.
		assertThat(tenants.migrators().get("bolt").status().isUpToDate()).isTrue();
		assertThat(tenants.migrators().get("bolt").status().migrations())
			.allSatisfy((migration) -> assertThat(migration.checksum().status()).isEqualTo(ChecksumStatus.MATCH));
	}

	@Test
	void haveIdsThatDiffer() {
		this.tenants.addAll(List.of(Tenant.ofSchema("acme"), Tenant.ofSchema("acme")));
		assertThatExceptionOfType(InvalidSettingsException.class)
			.isThrownBy(tenants(TestDatabase.h2(), TenantFailurePolicy.CONTINUE)::migrate)
			.withMessageContaining("two tenants with the id 'acme'");
	}

	private TenantMigrators tenants(TestDatabase database, TenantFailurePolicy onFailure) {
		return new TenantMigrators(template(database), () -> this.tenants, List.of(this.files.location()), 3,
				onFailure);
	}

	private static Migrator template(TestDatabase database) {
		return Migrator.builder(database.dataSource()).createSchema(true).build();
	}

}
