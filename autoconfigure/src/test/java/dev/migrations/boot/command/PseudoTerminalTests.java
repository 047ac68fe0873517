package dev.migrations.boot.command;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.migrations.testing.MigrationFiles;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * Applications on a pseudo-terminal, which the program {@code script} of Linux provides.
 */
class PseudoTerminalTests {

	private static final Path SCRIPT = Path.of("/usr/bin/script");

	@TempDir
	private Path directory;

	private MigrationFiles files;

	private TestDatabase database;

	@BeforeEach
	void begin() {
		assumeThat(Files.isExecutable(SCRIPT) && System.getProperty("os.name").equals("Linux"))
			.as("no pseudo-terminal: this is tested on Linux with util-linux only")
			.isTrue();
		this.files = new MigrationFiles(this.directory.resolve("migrations")).with("V1__create_owls.sql",
				"CREATE TABLE owls (name VARCHAR(20));");
		this.database = TestDatabase.sqlite(this.directory);
	}

	@Test
	void commandAsksAndShowsColours() throws IOException {
		Session session = start(72, Map.of("TERM", "xterm"), "migrations", "migrate");
		session.answer("Apply it?", "");
		assertThat(session.end()).isZero();
		assertThat(session.text()).contains("\u001B[36mpending\u001B[0m", "┌─────────┬", "[Y/n]")
			.contains("\u001B[32m✓\u001B[0m V1__create_owls.sql")
			.contains("went from nothing to version 1");
		assertThat(this.database.hasTable("owls")).isTrue();
	}

	@Test
	void noLeavesEverythingAsItIs() throws IOException {
		Session session = start(72, Map.of("TERM", "xterm", "NO_COLOR", "1"), "migrations", "migrate");
		session.answer("Apply it? [Y/n]", "n");
		assertThat(session.end()).isEqualTo(1);
		assertThat(session.text()).contains("Nothing was changed.").doesNotContain("\u001B[3");
		assertThat(this.database.hasTable("owls")).isFalse();
	}

	@Test
	void narrowAndDumbTerminalGetsWhatFits() throws IOException {
		Session session = start(40, Map.of("TERM", "dumb"), "migrations", "plan");
		assertThat(session.end()).isZero();
		assertThat(session.text()).doesNotContain("\u001B");
		assertThat(session.text().lines().filter((line) -> line.startsWith("│"))).isNotEmpty()
			.allSatisfy((line) -> assertThat(line.length()).isLessThanOrEqualTo(40));
	}

	@Test
	void pipeIsNeverAsked() throws IOException {
		Session session = start(72, Map.of("TERM", "xterm"), "migrations", "migrate", "|", "cat");
		assertThat(session.end()).isZero();
		assertThat(session.text()).doesNotContain("[Y/n]").contains("V1__create_owls.sql", "1 applied");
		assertThat(this.database.hasTable("owls")).isTrue();
	}

	@Test
	void startAsksWhereThatIsWanted() throws IOException {
		Session session = start(72, Map.of("TERM", "xterm"), "--migrations.confirm=auto");
		session.answer("Apply it?", "no");
		assertThat(session.end()).isEqualTo(1);
		assertThat(session.text()).contains("APPLICATION FAILED TO START", "was no. Nothing was changed")
			.doesNotContain("Started with");
		assertThat(this.database.hasTable("owls")).isFalse();
	}

	private Session start(int width, Map<String, String> environment, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of(
				quoted(Path.of(System.getProperty("java.home"), "bin", "java").toString()), "-XX:TieredStopAtLevel=1",
				"-cp", quoted(System.getProperty("java.class.path")), PlainApplication.class.getName(),
				"--spring.flyway.enabled=false", "--spring.docker.compose.enabled=false",
				quoted("--migrations.locations=" + this.files.location()),
				quoted("--spring.datasource.url=" + this.database.url())));
		command.addAll(List.of(arguments));
		String line = "stty cols " + width + "; " + command.stream().collect(Collectors.joining(" "));
		Path transcript = this.directory.resolve("transcript");
		ProcessBuilder builder = new ProcessBuilder(SCRIPT.toString(), "--quiet", "--return", "--flush", "--command",
				line, "/dev/null");
		builder.environment().remove("NO_COLOR");
		builder.environment().remove("COLUMNS");
		builder.environment().put("LC_ALL", "C.UTF-8");
		builder.environment().put("SHELL", "/bin/sh");
		builder.environment().putAll(environment);
		builder.redirectErrorStream(true).redirectOutput(transcript.toFile());
		return new Session(builder.start(), transcript);
	}

	private static String quoted(String text) {
		return "'" + text.replace("'", "'\\''") + "'";
	}

	/**
	 * Terminal on which an application was started.
	 */
	private record Session(Process process, Path transcript) {

		String text() throws IOException {
			return Files.readString(this.transcript).replace("\r\n", "\n");
		}

		void answer(String question, String answer) {
			await().atMost(Duration.ofMinutes(2)).until(() -> text().contains(question) || !this.process.isAlive());
			try (Writer keyboard = new OutputStreamWriter(this.process.getOutputStream(), StandardCharsets.UTF_8)) {
				keyboard.write(answer + "\n");
				keyboard.flush();
				this.process.onExit().join();
			}
			catch (IOException ex) {
				throw new IllegalStateException("The application had ended", ex);
			}
		}

		int end() {
			return this.process.onExit().join().exitValue();
		}

	}

}
