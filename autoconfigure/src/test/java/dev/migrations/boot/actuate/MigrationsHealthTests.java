package dev.migrations.boot.actuate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import dev.migrations.MigrationTenants;
import dev.migrations.Migrator;
import dev.migrations.Tenant;
import dev.migrations.TenantMigrators;
import dev.migrations.boot.autoconfigure.MigrationsAutoConfiguration;
import dev.migrations.model.UndoTarget;
import dev.migrations.testing.StatementLog;
import dev.migrations.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

class MigrationsHealthTests {

	@TempDir
	Path directory;

	private ApplicationContextRunner contextRunner;

	private Path files;

	@BeforeEach
	void prepare() throws IOException {
		this.files = Files.createDirectory(this.directory.resolve("migrations"));
		write("V1__one.sql", "CREATE TABLE one (id INTEGER);");
		write("V2__two.sql", "CREATE TABLE two (id INTEGER);");
		this.contextRunner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
					MigrationsAutoConfiguration.class, MigrationsHealthAutoConfiguration.class))
			.withPropertyValues("spring.datasource.url=" + url(), "migrations.locations=file:" + this.files);
	}

	@Test
	void isDownWhileATenantIsNotCurrentThatFailedAtStartUp() throws IOException {
		Path tenants = Files.createDirectory(this.directory.resolve("tenants"));
		Path slip = Files.writeString(tenants.resolve("V1__slip.sql"), "CREATE TABL slip (id INTEGER);");
		this.contextRunner
			.withBean(MigrationTenants.class,
					() -> () -> List.of(Tenant.ofDataSource("acme", TestDatabase.h2().dataSource()),
							Tenant.ofDataSource("bolt", TestDatabase.sqlite(this.directory).dataSource())))
			.withPropertyValues("migrations.tenants.locations=file:" + tenants)
			.run((context) -> {
				assertThat(health(context).getStatus()).isEqualTo(Status.DOWN);
				assertThat(health(context).getDetails().toString())
					.contains("problems=[2 tenants have failed: acme, bolt]");
				Files.writeString(slip, "CREATE TABLE slip (id INTEGER);");
				context.getBean(TenantMigrators.class).migrators().get("bolt").migrate();
				context.getBean(TenantMigrators.class).migrate();
				assertThat(health(context).getStatus()).isEqualTo(Status.UP);
			});
	}

	private String url() {
		return "jdbc:sqlite:" + this.directory.resolve("shop.db");
	}

	private void write(String name, String text) throws IOException {
		Files.writeString(this.files.resolve(name), text);
	}

	private static Health health(ApplicationContext context) {
		return context.getBean(MigrationsHealthIndicator.class).health();
	}

	@Test
	void isUpWithTheVersionAfterMigrating() {
		this.contextRunner.run((context) -> {
			assertThat(health(context).getStatus()).isEqualTo(Status.UP);
			assertThat(health(context).getDetails())
				.containsExactly(Map.entry("default", Map.of("vendor", "sqlite", "current", "2", "head", "2")));
		});
	}

	@Test
	void showsTheDatabasesOfAParent() {
		this.contextRunner.withPropertyValues("migrations.enabled=false")
			.run((parent) -> new ApplicationContextRunner().withParent(parent)
				.withConfiguration(AutoConfigurations.of(MigrationsMetricsAutoConfiguration.class,
						MigrationsHealthAutoConfiguration.class))
				.withPropertyValues("migrations.enabled=false")
				.run((context) -> {
					Health health = new MigrationsHealthIndicator(context, (database) -> false).health();
					assertThat(health.getStatus()).isEqualTo(Status.DOWN);
					assertThat(health.getDetails()).containsOnlyKeys("default");
					SimpleMeterRegistry registry = new SimpleMeterRegistry();
					context.getBean(MigrationMetrics.class).bindTo(registry);
					assertThat(registry.get("migrations.pending").tag("database", "default").gauge().value())
						.isEqualTo(2);
				}));
	}

	@Test
	void isDownWhileSomethingIsPendingThatStartUpDoesNotApply() {
		this.contextRunner.withPropertyValues("migrations.enabled=false").run((context) -> {
			assertThat(health(context).getStatus()).isEqualTo(Status.DOWN);
			assertThat(health(context).getDetails().toString()).contains("pending=2",
					"a migration is pending, and start-up does not apply it");
			context.getBean(Migrator.class).migrate();
			assertThat(health(context).getStatus()).isEqualTo(Status.UP);
		});
	}

	@Test
	void isDownWhileSomethingIsPendingThatStartUpOnlyPlans() {
		this.contextRunner.withPropertyValues("migrations.mode=plan").run((context) -> {
			assertThat(health(context).getStatus()).isEqualTo(Status.DOWN);
			assertThat(health(context).getDetails().toString()).contains("pending=2",
					"a migration is pending, and start-up does not apply it");
		});
	}

	@Test
	void namesTenantsWithTheirDatabaseOnly() throws IOException {
		Path tenants = Files.createDirectory(this.directory.resolve("tenants"));
		Files.writeString(tenants.resolve("V1__slip.sql"), "CREATE TABL slip (id INTEGER);");
		Path other = Files.createDirectory(this.directory.resolve("other"));
		Files.writeString(other.resolve("V1__other.sql"), "CREATE TABLE other (id INTEGER);");
		this.contextRunner
			.withBean(MigrationTenants.class,
					() -> () -> List.of(Tenant.ofDataSource("acme", TestDatabase.h2().dataSource())))
			.withPropertyValues("migrations.databases.shop.locations=file:" + this.files,
					"migrations.databases.shop.url=" + url(), "migrations.databases.audit.locations=file:" + other,
					"migrations.databases.audit.url=jdbc:sqlite:" + this.directory.resolve("audit.db"),
					"migrations.tenants.database=shop", "migrations.tenants.locations=file:" + tenants)
			.run((context) -> {
				Health health = health(context);
				assertThat(health.getStatus()).isEqualTo(Status.DOWN);
				assertThat(health.getDetails().get("shop").toString()).contains("the tenant acme has failed");
				assertThat(health.getDetails().get("audit").toString()).doesNotContain("problems");
			});
	}

	@Test
	void staysUpWhereTheDatabaseIsAheadOfThisVersion() throws IOException {
		this.contextRunner.run((context) -> assertThat(context).hasNotFailed());
		Files.delete(this.files.resolve("V2__two.sql"));
		this.contextRunner.run((context) -> {
			assertThat(health(context).getStatus()).isEqualTo(Status.UP);
			assertThat(health(context).getDetails().toString()).contains("current=2", "head=1", "ahead=1");
		});
	}

	@Test
	void staysUpWhereANewerVersionHasFailed() {
		this.contextRunner.run((context) -> {
			execute("INSERT INTO migration_history (migration_key, type, state, applied_order) "
					+ "VALUES ('V:3', 'VERSIONED', 'FAILED', 3)");
			assertThat(health(context).getStatus()).isEqualTo(Status.UP);
			execute("UPDATE migration_history SET state = 'FAILED' WHERE migration_key = 'V:2'");
			assertThat(health(context).getStatus()).isEqualTo(Status.DOWN);
			assertThat(health(context).getDetails().toString()).contains("failed=1", "a migration has failed");
		});
	}

	@Test
	void staysUpWhereOnlyWhatIsAboveTheTargetWaits() throws IOException {
		write("U2__two.sql", "DROP TABLE two;");
		write("R__numbers.sql", "CREATE VIEW IF NOT EXISTS numbers AS SELECT 1;");
		this.contextRunner.run((context) -> context.getBean(Migrator.class).undo(UndoTarget.LAST));
		write("R__numbers.sql", "DROP VIEW numbers; CREATE VIEW numbers AS SELECT 2;");
		this.contextRunner.withPropertyValues("migrations.target=1", "migrations.mode=validate").run((context) -> {
			assertThat(health(context).getStatus()).isEqualTo(Status.UP);
			assertThat(health(context).getDetails().toString()).doesNotContain("pending");
		});
		this.contextRunner.withPropertyValues("migrations.enabled=false").run((context) -> {
			assertThat(health(context).getStatus()).isEqualTo(Status.DOWN);
			assertThat(health(context).getDetails().toString()).contains("pending=2");
		});
	}

	@Test
	void isDownWhereAFileWasEditedUnlessThatIsAllowed() throws IOException {
		this.contextRunner.run((context) -> assertThat(context).hasNotFailed());
		write("V2__two.sql", "CREATE TABLE two (id BIGINT);");
		this.contextRunner.withPropertyValues("migrations.enabled=false")
			.run((context) -> assertThat(health(context).getStatus()).isEqualTo(Status.DOWN));
		this.contextRunner.withPropertyValues("migrations.on-checksum-mismatch=warn").run((context) -> {
			assertThat(health(context).getStatus()).isEqualTo(Status.UP);
			assertThat(health(context).getDetails().toString()).contains("mismatched=1");
		});
	}

	@Test
	void staysUpWhereAFileIsMissingAndSaysSo() throws IOException {
		this.contextRunner.run((context) -> assertThat(context).hasNotFailed());
		Files.delete(this.files.resolve("V1__one.sql"));
		this.contextRunner.withPropertyValues("migrations.enabled=false").run((context) -> {
			assertThat(health(context).getStatus()).isEqualTo(Status.UP);
			assertThat(health(context).getDetails().toString()).contains("missing=1");
		});
	}

	@Test
	void isUpWhereTheSchemaWillBeTakenToBeBuiltUpToTheHead() {
		execute("CREATE TABLE one (id INTEGER)");
		this.contextRunner
			.withPropertyValues("migrations.mode=plan", "migrations.baseline-on-migrate=true",
					"migrations.baseline-version=2")
			.run((context) -> {
				assertThat(health(context).getStatus()).isEqualTo(Status.UP);
				assertThat(health(context).getDetails().toString()).contains("current=none");
			});
	}

	@Test
	void isDownWhereOneOfSeveralDatabasesIsNotMigratedAtStartUp() throws IOException {
		Path other = Files.createDirectory(this.directory.resolve("other"));
		Files.writeString(other.resolve("V1__other.sql"), "CREATE TABLE other (id INTEGER);");
		this.contextRunner
			.withPropertyValues("migrations.databases.shop.locations=file:" + this.files,
					"migrations.databases.shop.url=" + url(), "migrations.databases.audit.locations=file:" + other,
					"migrations.databases.audit.url=jdbc:sqlite:" + this.directory.resolve("audit.db"),
					"migrations.databases.audit.enabled=false")
			.run((context) -> {
				assertThat(health(context).getStatus()).isEqualTo(Status.DOWN);
				assertThat(health(context).getDetails().get("shop").toString()).doesNotContain("problems");
				assertThat(health(context).getDetails().get("audit").toString()).contains("pending=1");
			});
	}

	@Test
	void whatWasUndoneIsPending() throws IOException {
		write("U2__two.sql", "DROP TABLE two;");
		this.contextRunner.run((context) -> {
			Migrator migrator = context.getBean(Migrator.class);
			migrator.undo(UndoTarget.LAST);
			assertThat(migrator.counts().pending()).isEqualTo(1);
			assertThat(migrator.counts().applied()).isEqualTo(1);
		});
	}

	@Test
	void asksOneQuestion() {
		StatementLog log = new StatementLog(new DriverManagerDataSource(url()));
		this.contextRunner.withBean(DataSource.class, () -> log).run((context) -> {
			health(context);
			int before = log.calls().size();
			health(context);
			assertThat(log.calls()).hasSize(before + 1).last().asString().startsWith("SELECT");
		});
	}

	@Test
	void isDownWithoutASecretWhereTheDatabaseCannotBeReached() {
		this.contextRunner
			.withPropertyValues("migrations.enabled=false",
					"migrations.url=jdbc:postgresql://localhost:1/shop?password=planted")
			.run((context) -> {
				assertThat(health(context).getStatus()).isEqualTo(Status.DOWN);
				assertThat(health(context).getDetails().toString()).contains("cannot be reached")
					.doesNotContain("jdbc:", "planted");
			});
	}

	@Test
	void isDownWithoutTheWordsOfWhatNobodyExpected() {
		DataSource broken = new DelegatingDataSource(new DriverManagerDataSource(url())) {

			@Override
			public Connection getConnection() {
				throw new IllegalStateException("password=planted");
			}

		};
		this.contextRunner.withBean(DataSource.class, () -> broken)
			.withPropertyValues("migrations.enabled=false")
			.run((context) -> {
				assertThat(health(context).getStatus()).isEqualTo(Status.DOWN);
				assertThat(health(context).getDetails().toString()).contains("IllegalStateException")
					.doesNotContain("planted");
			});
	}

	@Test
	void canBeSwitchedOff() {
		this.contextRunner.withPropertyValues("management.health.migrations.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(MigrationsHealthIndicator.class));
	}

	private void execute(String sql) {
		new TestDatabase("sqlite", url(), true).execute(sql);
	}

}
