package dev.migrations.boot.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications that are started with and without a command, in processes of their own.
 */
class CommandProcessTests {

	@TempDir
	private Path directory;

	@BeforeEach
	void write() throws IOException {
		Files.writeString(this.directory.resolve("V1__create_owls.sql"), "CREATE TABLE owls (name VARCHAR(20));");
	}

	@Test
	void commandCreatesOnlyWhatMigrationsNeed() {
		CommandProcess process = CommandProcess.run(FragileApplication.class, arguments("migrations", "migrate"));
		assertThat(process.err()).doesNotContain("run() has returned", "Exception", "Tomcat", "Hibernate");
		assertThat(process.out()).contains("V1__create_owls.sql", "went from nothing to version 1")
			.doesNotContain("created:");
		assertThat(process.exitCode()).isZero();
		assertThat(process.err().lines().filter((line) -> line.startsWith("created: ")))
			.contains("created: migrator", "created: dataSource")
			.noneMatch((line) -> line.matches("(?i).*(entityManager|jpa|jdbcTemplate|mvc|jooq|initializer).*"));
	}

	@Test
	void migrationsAndListenersGetWhatTheyAskFor() {
		CommandProcess status = CommandProcess.run(InjectingApplication.class, arguments("migrations", "status"));
		assertThat(status.out()).as(status.err()).contains("2 not applied");
		CommandProcess migrate = CommandProcess.run(InjectingApplication.class,
				arguments("migrations", "migrate", "--spring.application.owl=aluco"));
		assertThat(migrate.out()).as(migrate.err()).contains("to version 2: 2 applied");
		assertThat(migrate.err()).contains("applied: 2.0");
		assertThat(migrate.exitCode()).isZero();
	}

	@Test
	void standardOutputIsForTheResultAlone() {
		CommandProcess process = CommandProcess.run(FragileApplication.class,
				arguments("migrations", "status", "--json", "--logging.level.root=info"));
		assertThat(process.out()).startsWith("{\"command\":\"status\"").endsWith("}\n").hasLineCount(1);
		assertThat(process.err()).contains("HikariPool-1 - Starting...");
	}

	@Test
	void configurationThatCannotBeReadIsAFailureOfTheCommand() throws IOException {
		Path broken = Files.writeString(this.directory.resolve("broken.yml"), "a:\n  b: [1\nc: {");
		CommandProcess json = CommandProcess.run(PlainApplication.class,
				arguments("migrations", "status", "--json", "--spring.config.additional-location=file:" + broken));
		assertThat(json.out()).startsWith("{\"command\":\"status\",\"error\":{").hasLineCount(1);
		assertThat(json.exitCode()).isEqualTo(1);
		CommandProcess text = CommandProcess.run(PlainApplication.class, arguments("migrations", "current",
				"--spring.config.import=file:" + this.directory.resolve("secrets.yml")));
		assertThat(text.out()).isEmpty();
		assertThat(text.err()).contains("Error: ", "secrets.yml", "does not exist").doesNotContain("\tat ");
		assertThat(text.exitCode()).isEqualTo(1);
	}

	@Test
	void applicationWithOtherArgumentsStartsAsEver() {
		CommandProcess process = CommandProcess.run(PlainApplication.class,
				arguments("migrations", "export", "--json", "--logging.level.dev.migrations=info"));
		assertThat(process.out()).contains("Started with [migrations, export, --json, ", "and json=",
				"Migrated the h2 database");
		assertThat(process.exitCode()).isZero();
	}

	@Test
	void applicationThatWantsNoCommandsStartsAsEver() {
		CommandProcess process = CommandProcess.run(PlainApplication.class, arguments("migrations", "status",
				"--json=yes", "--migrations.command.enabled=false", "--logging.level.dev.migrations=info"));
		assertThat(process.out()).contains("Started with [migrations, status, --json=yes, ", "and json=yes",
				"Migrated the h2 database");
		assertThat(process.exitCode()).isZero();
	}

	@Test
	void commandWithoutPicocliSaysWhatIsMissing() {
		CommandProcess process = CommandProcess.runWithoutPicocli(PlainApplication.class,
				arguments("migrations", "status"));
		assertThat(process.err()).contains("picocli", "was excluded", "info.picocli:picocli").doesNotContain("\tat ");
		assertThat(process.out()).isEmpty();
		assertThat(process.exitCode()).isEqualTo(2);
	}

	@Test
	void applicationWithoutPicocliStartsAsEver() {
		CommandProcess process = CommandProcess.runWithoutPicocli(PlainApplication.class, arguments("export"));
		assertThat(process.out()).contains("Started with [export, ");
		assertThat(process.exitCode()).isZero();
	}

	@Test
	void slipInTheNameOfACommandStartsNothing() {
		CommandProcess process = CommandProcess.run(PlainApplication.class, arguments("migrations", "pan"));
		assertThat(process.err()).contains("there is no command or option 'pan'; was 'plan' meant");
		assertThat(process.out()).isEmpty();
		assertThat(process.exitCode()).isEqualTo(2);
	}

	@Test
	void commandOfAnotherToolStartsNothing() {
		CommandProcess info = CommandProcess.run(PlainApplication.class, arguments("migrations", "info"));
		assertThat(info.err()).contains("there is no command or option 'info'; was 'status' meant");
		assertThat(info.out()).isEmpty();
		assertThat(info.exitCode()).isEqualTo(2);
		CommandProcess clean = CommandProcess.run(PlainApplication.class, arguments("migrations", "clean"));
		assertThat(clean.err()).contains("there is no command or option 'clean'");
		assertThat(clean.exitCode()).isEqualTo(2);
	}

	@Test
	void unreachableDatabaseIsOneParagraph() {
		CommandProcess process = CommandProcess.run(PlainApplication.class, arguments("migrations", "status",
				"--spring.datasource.url=jdbc:postgresql://localhost:1/none", "--spring.datasource.password=secret"));
		assertThat(process.err()).startsWith("Error: ")
			.contains("The database cannot be reached")
			.doesNotContain("\tat ", "secret", "HikariPool");
		assertThat(process.exitCode()).isEqualTo(1);
	}

	@Test
	void driverThatIsNotThereIsOneParagraph() {
		CommandProcess process = CommandProcess.run(PlainApplication.class,
				arguments("migrations", "status", "--spring.datasource.url=jdbc:sqlserver://localhost:1"));
		assertThat(process.err()).startsWith("Error: ")
			.contains("The JDBC driver com.microsoft.sqlserver.jdbc.SQLServerDriver is not in this application.",
					"Add its dependency")
			.doesNotContain("\tat ");
		assertThat(process.exitCode()).isEqualTo(1);
	}

	@Test
	void contextThatCannotBeBuiltIsOneParagraph() {
		CommandProcess process = CommandProcess.run(PlainApplication.class,
				arguments("migrations", "status", "--migrations.out-of-order=perhaps"));
		assertThat(process.err()).startsWith("Error: ")
			.contains("Failed to bind properties under 'migrations.out-of-order'")
			.doesNotContain("\tat ");
		assertThat(process.exitCode()).isEqualTo(1);
	}

	@Test
	void severalDatabasesAreMigratedTogether() throws IOException {
		List<String> databases = new ArrayList<>();
		for (String name : List.of("orders", "stock")) {
			Path files = Files.createDirectories(this.directory.resolve("files/" + name));
			Files.writeString(files.resolve("V1__create_" + name + ".sql"), "CREATE TABLE " + name + " (id INT);");
			databases.add("--migrations.databases." + name + ".url=jdbc:h2:file:" + this.directory.resolve(name));
			databases.add("--migrations.databases." + name + ".locations=file:" + files);
		}
		CommandProcess migrate = CommandProcess.run(PlainApplication.class,
				arguments(databases, "migrations", "migrate"));
		assertThat(migrate.out()).as(migrate.err())
			.containsSubsequence("[orders]", "V1__create_orders.sql", "[stock]", "V1__create_stock.sql");
		CommandProcess current = CommandProcess.run(PlainApplication.class,
				arguments(databases, "migrations", "current", "--database", "stock"));
		assertThat(current.out()).as(current.err()).isEqualToIgnoringNewLines("1");
	}

	@Test
	void outcomeOfEachDatabaseIsReportedWhereOneFails() throws IOException {
		List<String> databases = new ArrayList<>(List.of("--migrations.parallelism=1"));
		for (String name : List.of("orders", "stock", "users")) {
			Path files = Files.createDirectories(this.directory.resolve("files/" + name));
			Files.writeString(files.resolve("V1__create_" + name + ".sql"),
					name.equals("stock") ? "CREATE TABL stock (id INT);" : "CREATE TABLE " + name + " (id INT);");
			databases.add("--migrations.databases." + name + ".url=jdbc:h2:file:" + this.directory.resolve(name));
			databases.add("--migrations.databases." + name + ".locations=file:" + files);
		}
		CommandProcess migrate = CommandProcess.run(PlainApplication.class,
				arguments(databases, "migrations", "migrate", "--json"));
		assertThat(migrate.exitCode()).isOne();
		CommandSession.requireSchema(migrate.out());
		assertThat(migrate.out()).contains("\"orders\":{\"vendor\":\"h2\",\"current\":\"1\"", "\"stock\":{\"error\":",
				"\"users\":{\"notDone\":\"NOT_BEGUN\"}");
		CommandProcess again = CommandProcess.run(PlainApplication.class,
				arguments(databases, "migrations", "migrate"));
		assertThat(again.out()).containsSubsequence("[orders]", "is at version 1", "[stock]", "[users]",
				"Not begun, because another one failed.");
		assertThat(again.err()).contains("Error: V1__create_stock.sql, line 1");
	}

	@Test
	void childExecutesTheCommandForItsParentAsWell(@TempDir Path files) throws IOException {
		Files.writeString(files.resolve("V1__create_audit.sql"), "CREATE TABLE audit (id INT);");
		List<String> audit = List.of("--audit.url=jdbc:h2:file:" + this.directory.resolve("auditing"),
				"--audit.locations=file:" + files);
		CommandProcess status = CommandProcess.run(FamilyApplication.class,
				arguments(audit, "migrations", "status", "--json"));
		assertThat(status.out()).as(status.err()).hasLineCount(1).contains("\"default\":{", "\"audit\":{", "PENDING");
		CommandProcess migrate = CommandProcess.run(FamilyApplication.class, arguments(audit, "migrations", "migrate"));
		assertThat(migrate.out()).as(migrate.err())
			.contains("V1__create_owls.sql", "V1__create_audit.sql")
			.doesNotContain("has started");
		assertThat(migrate.exitCode()).isZero();
		CommandProcess start = CommandProcess.run(FamilyApplication.class, arguments(audit, "export"));
		assertThat(start.out()).as(start.err()).containsOnlyOnce("The parent has started");
	}

	@Test
	void driverThatCannotUnpackItsLibrarySaysSoOnce() {
		CommandProcess process = CommandProcess.runWith("org.sqlite.tmpdir=" + this.directory.resolve("missing"),
				PlainApplication.class, arguments("migrations", "status",
						"--spring.datasource.url=jdbc:sqlite:" + this.directory.resolve("owls.db")));
		assertThat(process.exitCode()).isOne();
		assertThat(process.err()).containsOnlyOnce("Unexpected IOException");
	}

	private String[] arguments(List<String> more, String... first) {
		List<String> arguments = new ArrayList<>(List.of(arguments(first)));
		arguments.addAll(more);
		return arguments.toArray(String[]::new);
	}

	private String[] arguments(String... first) {
		List<String> arguments = new ArrayList<>(List.of(first));
		arguments.add("--migrations.locations=file:" + this.directory);
		if (arguments.stream().noneMatch((argument) -> argument.startsWith("--spring.datasource.url"))) {
			arguments.add("--spring.datasource.url=jdbc:h2:file:" + this.directory.resolve("owls"));
		}
		return arguments.toArray(String[]::new);
	}

}
