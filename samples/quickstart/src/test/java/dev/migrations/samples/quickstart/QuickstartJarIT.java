package dev.migrations.samples.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The jar, in a process of its own.
 */
class QuickstartJarIT {

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	@TempDir
	private Path directory;

	@Test
	void startsAsItIs() throws IOException {
		assertThatItMigrates(List.of());
	}

	@Test
	void startsFromCodeGeneratedAheadOfTime() throws IOException {
		assertThat(assertThatItMigrates(List.of("-Dspring.aot.enabled=true")))
			.contains("Starting AOT-processed QuickstartApplication");
	}

	private String assertThatItMigrates(List<String> options) throws IOException {
		TestDatabase database = TestDatabase.sqlite(this.directory);
		Path log = this.directory.resolve("log.txt");
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(options);
		command.addAll(List.of("-jar", System.getProperty("quickstart.jar"), "--server.port=0",
				"--spring.datasource.url=" + database.url()));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
		try {
			await().atMost(Duration.ofMinutes(2)).until(() -> !process.isAlive() || port(log) != null);
			assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
			Http http = new Http("http://localhost:" + port(log));
			assertThat(http.get("/articles?q=moth")).contains("The first bug");
			assertThat(http.get("/actuator/migrations/default")).contains("\"upToDate\":true");
			return Files.readString(log);
		}
		finally {
			process.destroy();
			process.onExit().join();
		}
	}

	private static String port(Path log) throws IOException {
		return PORT.matcher(Files.readString(log))
			.results()
			.map((MatchResult found) -> found.group(1))
			.findFirst()
			.orElse(null);
	}

}
