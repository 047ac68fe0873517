package dev.migrations.boot.autoconfigure;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import dev.migrations.MigrationTenants;
import dev.migrations.Migrator;
import dev.migrations.MigratorGroup;
import dev.migrations.Tenant;
import dev.migrations.TenantMigrators;
import dev.migrations.boot.terminal.Terminal;
import dev.migrations.boot.terminal.TerminalFeatures;
import dev.migrations.model.MigrationException;
import dev.migrations.model.StartMode;
import dev.migrations.model.TenantFailurePolicy;
import dev.migrations.testing.MigrationFiles;
import dev.migrations.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MigrationConfirmationTests {

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	@TempDir
	private Path directory;

	private MigrationFiles files;

	private Migrator migrator;

	@BeforeEach
	void begin() {
		this.files = new MigrationFiles(this.directory.resolve("owls")).with("V1__create_owls.sql",
				"CREATE TABLE owls (id INT);");
		this.migrator = Migrator.builder(TestDatabase.h2().dataSource()).locations(this.files.location()).build();
	}

	@Test
	void whoeverAgreesSeesThePlanFirst() {
		ask(ConfirmPolicy.AUTO, true, "\n");
		assertThat(this.out.toString(StandardCharsets.UTF_8)).containsSubsequence("create owls", "Apply it? [Y/n]");
	}

	@Test
	void noStopsTheStart() {
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> ask(ConfirmPolicy.ALWAYS, true, "n\n"))
			.satisfies((ex) -> assertThat(ex.getDescription()).contains("was no. Nothing was changed"));
	}

	@Test
	void whatIsDueIsAskedForAlsoWhereALaterScriptCannotBeRead() {
		this.files.with("V2__broken.sql", "INSERT INTO owls VALUES ('1);");
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> ask(ConfirmPolicy.ALWAYS, true, "n\n"));
		assertThat(this.out.toString(StandardCharsets.UTF_8)).containsSubsequence("Problem:", "V2__broken.sql",
				"Apply it? [Y/n]");
	}

	@Test
	void nobodyIsAskedWhereThereIsNoTerminal() {
		ask(ConfirmPolicy.AUTO, false, "n\n");
		assertThat(this.out.size()).isZero();
	}

	@Test
	void nothingIsAppliedWhereSomebodyMustBeAskedAndNobodyCan() {
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> ask(ConfirmPolicy.ALWAYS, false, ""))
			.satisfies((ex) -> assertThat(ex.getDescription()).contains("there is no terminal to ask on"));
	}

	@Test
	void nothingIsAskedWhereNothingIsDue() {
		this.migrator.migrate();
		ask(ConfirmPolicy.ALWAYS, false, "");
		assertThat(this.out.size()).isZero();
	}

	@Test
	void startIsStoppedBeforeAnythingIsApplied() {
		String url = TestDatabases.h2Url();
		ApplicationContextRunner application = new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(DataSourceAutoConfiguration.class, MigrationsAutoConfiguration.class))
			.withPropertyValues("spring.datasource.url=" + url, "migrations.locations=" + this.files.location());
		application.withPropertyValues("migrations.confirm=always")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("there is no terminal to ask on"));
		application.withPropertyValues("migrations.confirm=always", "migrations.enabled=false")
			.run((context) -> assertThat(context.getBean(Migrator.class).status().current()).isNull());
		application.withPropertyValues("migrations.confirm=auto")
			.run((context) -> assertThat(context.getBean(Migrator.class).status().isUpToDate()).isTrue());
	}

	@Test
	void whatIsDueOfASequenceIsAskedForAsItIsApplied() {
		MigrationFiles shared = new MigrationFiles(this.directory.resolve("shared"))
			.with("V1__core.sql", "-- migrations: database=core", "CREATE TABLE sessions (id INT);")
			.with("V2__memory.sql", "-- migrations: database=memory", "CREATE TABLE episodes (id INT);")
			.with("V3__core.sql", "-- migrations: database=core", "CREATE TABLE jobs (id INT);");
		several("migrations.locations=" + shared.location(), "migrations.target=+2", "migrations.enabled=false")
			.run((context) -> {
				MigratorGroup group = context.getBean(MigratorGroup.class);
				ask(List.copyOf(group.migrators().values()), group, null, ConfirmPolicy.ALWAYS, true, "\n");
				assertThat(this.out.toString(StandardCharsets.UTF_8)).contains("Apply these 2? [Y/n]")
					.doesNotContain("V3__core.sql");
			});
	}

	@Test
	void databasesThatAStartOnlyLooksAtAreNotAskedFor() {
		apart("migrations.confirm=always", "migrations.databases.core.mode=plan",
				"migrations.databases.memory.mode=plan")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void databaseThatAStartMigratesIsAskedForThoughTheGeneralModeIsAnother() {
		apart("migrations.confirm=always", "migrations.mode=plan", "migrations.databases.core.mode=migrate")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("there is no terminal to ask on"));
	}

	private ApplicationContextRunner apart(String... properties) {
		MigrationFiles core = new MigrationFiles(this.directory.resolve("core")).with("V1__core.sql",
				"CREATE TABLE sessions (id INT);");
		MigrationFiles memory = new MigrationFiles(this.directory.resolve("memory")).with("V1__memory.sql",
				"CREATE TABLE episodes (id INT);");
		return several(properties).withPropertyValues("migrations.databases.core.locations=" + core.location(),
				"migrations.databases.memory.locations=" + memory.location());
	}

	private static ApplicationContextRunner several(String... properties) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(MigrationsAutoConfiguration.class))
			.withPropertyValues("migrations.databases.core.url=" + TestDatabases.h2Url(),
					"migrations.databases.memory.url=" + TestDatabases.h2Url())
			.withPropertyValues(properties);
	}

	@Test
	void tenantsAreAskedForToo() {
		MigrationFiles ofTenants = new MigrationFiles(this.directory.resolve("tenants")).with("V1__nests.sql",
				"CREATE TABLE nests (id INT);");
		ApplicationContextRunner application = new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(DataSourceAutoConfiguration.class, MigrationsAutoConfiguration.class))
			.withBean(MigrationTenants.class, () -> () -> List.of(Tenant.ofSchema("acme")))
			.withPropertyValues("spring.datasource.url=" + TestDatabases.h2Url(), "migrations.create-schema=true",
					"migrations.locations=" + this.files.location(),
					"migrations.tenants.locations=" + ofTenants.location());
		application.withPropertyValues("migrations.enabled=false").run((context) -> {
			context.getBean(Migrator.class).migrate();
			TenantMigrators tenants = context.getBean(TenantMigrators.class);
			ask(List.of(context.getBean(Migrator.class)), null, tenants, ConfirmPolicy.AUTO, true, "\n");
			assertThat(this.out.toString(StandardCharsets.UTF_8))
				.containsSubsequence("Something is due in 1 of 1 tenant of default.", "Migrate the tenants? [Y/n]");
		});
		application.withPropertyValues("migrations.confirm=always")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("there is no terminal to ask on"));
	}

	@Test
	void tenantsThatAStartOnlyLooksAtAreNotAskedFor() {
		Migrator template = Migrator.builder(TestDatabase.h2().dataSource())
			.locations(this.files.location())
			.mode(StartMode.VALIDATE)
			.build();
		ask(List.of(template), null, new TenantMigrators(template, () -> List.of(Tenant.ofSchema("acme")),
				List.of(this.files.location()), 1, TenantFailurePolicy.CONTINUE), ConfirmPolicy.ALWAYS, false, "");
		assertThat(this.out.size()).isZero();
	}

	private void ask(ConfirmPolicy policy, boolean interactive, String answer) {
		ask(List.of(this.migrator), null, null, policy, interactive, answer);
	}

	private void ask(List<Migrator> migrators, @Nullable MigratorGroup group, @Nullable TenantMigrators tenants,
			ConfirmPolicy policy, boolean interactive, String answer) {
		TerminalFeatures features = new TerminalFeatures(interactive, false, false, StandardCharsets.UTF_8, 80);
		Terminal terminal = new Terminal(features, new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)),
				this.out, new ByteArrayOutputStream());
		new MigrationConfirmation(policy, () -> terminal).ask(migrators, group, tenants);
	}

}
