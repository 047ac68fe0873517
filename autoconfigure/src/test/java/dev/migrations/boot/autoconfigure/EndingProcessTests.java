package dev.migrations.boot.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Applications that are told to end while they start, as those of a deployment that is
 * taken back.
 */
class EndingProcessTests {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	@TempDir
	private Path directory;

	@Test
	void startThatWaitsForALockEndsAtOnce() throws Exception {
		try (Connection other = DriverManager.getConnection(url()); Statement statement = other.createStatement()) {
			statement.execute("BEGIN IMMEDIATE");
			assertEnds("Waiting for the database file's write lock");
		}
	}

	@Test
	void startThatWaitsForSomebodyElseToMigrateEndsAtOnce() throws Exception {
		assertEnds("Waiting for somebody else to migrate", "--migrations.mode=wait", "--migrations.wait-timeout=1h");
	}

	/**
	 * Starts an application, and tells it to end when it has said something.
	 */
	private void assertEnds(String waiting, String... arguments) throws IOException {
		Files.createDirectories(this.directory.resolve("migrations"));
		Files.writeString(this.directory.resolve("migrations/V1__a.sql"), "CREATE TABLE a (id INTEGER);");
		Path log = this.directory.resolve("log");
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-cp", System.getProperty("java.class.path"), Application.class.getName(),
						"--migrations.locations=file:" + this.directory.resolve("migrations"),
						"--spring.datasource.url=" + url(), "--spring.flyway.enabled=false",
						"--spring.docker.compose.enabled=false", "--logging.level.dev.migrations=info"));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
		try {
			await().atMost(PATIENCE).until(() -> !process.isAlive() || Files.readString(log).contains(waiting));
			assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
			process.destroy();
			await().atMost(PATIENCE).until(() -> !process.isAlive());
		}
		finally {
			process.destroyForcibly();
		}
	}

	private String url() {
		return "jdbc:sqlite:" + this.directory.resolve("test.db");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		public static void main(String[] args) {
			SpringApplication application = new SpringApplication(Application.class);
			application.setWebApplicationType(WebApplicationType.NONE);
			application.run(args);
		}

	}

}
