package dev.migrations.boot.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import dev.migrations.MigrationTenants;
import dev.migrations.Tenant;
import dev.migrations.testing.MigrationFiles;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What commands do with the tenants of a database.
 */
class TenantCommandTests {

	@TempDir
	private Path directory;

	private MigrationFiles files;

	private TestDatabase database;

	private CommandSession session;

	@BeforeEach
	void begin() {
		this.files = new MigrationFiles(this.directory.resolve("tenants")).with("V1__create_owls.sql",
				"CREATE TABLE owls (name VARCHAR(20));");
		this.database = TestDatabase.h2();
		MigrationFiles own = new MigrationFiles(this.directory.resolve("application")).with("V1__tenant.sql",
				"CREATE TABLE tenant (id VARCHAR(20));", "INSERT INTO tenant VALUES ('acme'), ('blue'), ('coral');");
		MigrationTenants tenants = () -> new ArrayList<>(
				this.database.query("SELECT id FROM tenant").stream().map(Tenant::ofSchema).toList());
		this.session = new CommandSession(own, this.database).with(tenants, this.files);
	}

	@Test
	void databaseIsMigratedFirstAndThenItsTenants() {
		CommandSession.Outcome before = this.session.run("status");
		assertThat(before.exitCode()).isZero();
		assertThat(before.out()).contains("The tenants of default cannot be told before it is migrated.");
		assertThat(this.session.run("status", "--json").out())
			.contains("\"tenants\":{\"database\":\"default\",\"unknown\"");
		CommandSession.Outcome migrate = this.session.run("migrate");
		assertThat(migrate.exitCode()).as(migrate.err()).isZero();
		assertThat(migrate.out()).containsSubsequence("[default]", "to version 1: 1 applied",
				"Tenants of default: all 3 migrated, 3 migrations applied");
		assertThat(this.session.run("status").lines()).endsWith("Tenants of default: all 3 up to date");
		assertThat(this.session.run("validate").lines()).endsWith("Tenants of default: all 3 valid");
		assertThat(this.session.run("plan").lines()).endsWith("Tenants of default: all 3 without anything due");
		assertThat(this.session.run("wait", "--json").out())
			.contains("\"tenants\":{\"database\":\"default\",\"total\":3,\"fine\":3,\"listed\":{},\"omitted\":0}");
	}

	@Test
	void tenantThatFailsIsNamedAndTheOthersAreMigrated() {
		this.session.run("migrate");
		this.database.execute("CREATE TABLE \"BLUE\".nests (id INTEGER)");
		this.files.with("V2__nests.sql", "CREATE TABLE nests (id INTEGER);");
		CommandSession.Outcome migrate = this.session.run("migrate");
		assertThat(migrate.exitCode()).isOne();
		assertThat(migrate.out()).contains("Tenants of default: 2 of 3 migrated, 2 migrations applied", "[blue]")
			.doesNotContain("[acme]");
		assertThat(migrate.err()).contains("Error: V2__nests.sql, line 1");
		CommandSession.Outcome json = this.session.run("migrate", "--json");
		assertThat(json.exitCode()).isOne();
		assertThat(json.out()).contains("\"total\":3,\"fine\":2,\"applied\":0,\"listed\":{\"blue\":{\"error\"");
		assertThat(this.session.run("status").out())
			.containsSubsequence("Tenants of default: 2 of 3 up to date", "[blue]", "current 1, head 2")
			.doesNotContain("[acme]");
	}

	@Test
	void commandIsAboutTheTenantThatIsNamed() {
		this.session.run("migrate");
		assertThat(this.session.run("current", "--tenant", "acme").lines()).containsExactly("1");
		this.files.with("V2__nests.sql", "CREATE TABLE nests (id INTEGER);");
		assertThat(this.session.run("migrate", "--tenant", "acme").out()).contains("to version 2: 1 applied")
			.doesNotContain("Tenants of");
		assertThat(this.session.run("plan").out()).containsSubsequence(
				"Tenants of default: 1 of 3 without anything due", "[blue]", "V2__nests.sql", "[coral]");
		CommandSession.Outcome unknown = this.session.run("status", "--tenant", "zeta");
		assertThat(unknown.err()).contains("There is no tenant 'zeta'");
		assertThat(unknown.exitCode()).isOne();
	}

	@Test
	void targetIsOneOfTheDatabase() {
		CommandSession.Outcome migrate = this.session.run("migrate", "--target", "1");
		assertThat(migrate.out()).contains("to version 1").doesNotContain("Tenants");
		assertThat(this.session.run("status").out()).contains("Tenants of default: 0 of 3 up to date");
	}

	@Test
	void questionSaysThatTenantsAreMigratedToo() {
		assertThat(this.session.onTerminal(80, "n\n", "migrate").out())
			.contains("The tenants of default are asked for after that.", "Apply it, and migrate the tenants? [Y/n]");
		this.session.run("migrate", "--target", "1");
		CommandSession.Outcome yes = this.session.onTerminal(80, "\n", "migrate");
		assertThat(yes.out()).contains("Something is due in 3 of 3 tenants of default.", "Migrate the tenants? [Y/n]",
				"all 3 migrated");
	}

	@Test
	void tenantsAreNotBegunIfTheirDatabaseFails() {
		new MigrationFiles(this.directory.resolve("application")).with("V2__slip.sql",
				"CREATE TABL nests (id INTEGER);");
		CommandSession.Outcome migrate = this.session.run("migrate", "--json");
		assertThat(migrate.exitCode()).isOne();
		assertThat(migrate.out()).contains("\"databases\":{\"default\":{\"error\"",
				"\"tenants\":{\"database\":\"default\",\"notDone\":\"NOT_BEGUN\"}");
	}

	@Test
	void manyTenantsAreCountedAndOnlySomeShown() {
		List<Tenant> many = IntStream.range(0, 40).mapToObj((i) -> Tenant.ofSchema("t%02d".formatted(i))).toList();
		CommandSession large = new CommandSession(this.files, TestDatabase.h2()).with(() -> many, this.files);
		assertThat(large.run("status").out())
			.contains("Tenants of default: 0 of 40 up to date", "[t09]",
					"and 30 more; --json lists them, and --tenant asks for one.")
			.doesNotContain("[t10]");
		assertThat(large.run("status", "--json").out()).contains("\"t39\":{\"vendor\":\"h2\"");
		assertThat(large.run("migrate").out()).contains("all 40 migrated, 40 migrations applied");
	}

}
