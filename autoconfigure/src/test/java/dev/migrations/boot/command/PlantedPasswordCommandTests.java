package dev.migrations.boot.command;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.migrations.testing.MigrationFiles;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import static dev.migrations.boot.PlantedPassword.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A password in a URL, in every form that drivers read, is looked for in everything that
 * commands print when their database cannot be reached, or refuses the login.
 */
class PlantedPasswordCommandTests {

	private static final List<List<String>> COMMANDS = List.of(List.of("status"), List.of("current"), List.of("plan"),
			List.of("migrate"), List.of("validate"), List.of("history", "--all"), List.of("undo"), List.of("repair"),
			List.of("baseline", "1"), List.of("wait", "--timeout", "1ms"), List.of("renumber", "V1__owls.sql"));

	@TempDir
	private Path directory;

	private MigrationFiles files;

	@BeforeEach
	void write() {
		this.files = new MigrationFiles(this.directory).with("V1__owls.sql", "CREATE TABLE owls (id INTEGER);");
	}

	@ParameterizedTest
	@FieldSource("dev.migrations.boot.PlantedPassword#URLS")
	void isNotPrintedWhereTheDatabaseCannotBeReached(String url) {
		assertHidden(url);
	}

	@Test
	void isNotPrintedWhereTheLoginIsRefused() {
		String database = "jdbc:h2:mem:refusing;DB_CLOSE_DELAY=-1;USER=app;PASSWORD=";
		new TestDatabase("h2", database + "another", false).execute("CREATE TABLE owls (id INTEGER)");
		assertHidden(database + PASSWORD);
	}

	@Test
	void isNotPrintedByAnApplicationEither() {
		CommandProcess process = CommandProcess.run(PlainApplication.class, "migrations", "status", "--stacktrace",
				"--json", "--logging.level.root=info",
				"--spring.datasource.url=jdbc:postgresql://app:" + PASSWORD + "@localhost:1/shop?password=" + PASSWORD,
				"--spring.datasource.password=" + PASSWORD);
		assertThat(process.exitCode()).isOne();
		assertThat(process.out()).contains("\"error\"").doesNotContain(PASSWORD);
		assertThat(process.err()).contains("\tat ").doesNotContain(PASSWORD);
	}

	private void assertHidden(String url) {
		CommandSession session = new CommandSession(this.files, new TestDatabase("unreachable", url, false));
		for (List<String> command : COMMANDS) {
			for (String option : List.of("", "--json", "--stacktrace")) {
				String[] arguments = (option.isEmpty() ? command.stream()
						: Stream.concat(command.stream(), Stream.of(option)))
					.toArray(String[]::new);
				CommandSession.Outcome outcome = session.run(arguments);
				assertThat(outcome.exitCode()).as(command + outcome.out()).isNotZero();
				assertThat(outcome.out() + outcome.err()).as(command + " " + option)
					.isNotBlank()
					.doesNotContain(PASSWORD);
			}
		}
	}

}
