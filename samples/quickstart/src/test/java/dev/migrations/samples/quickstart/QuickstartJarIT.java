package dev.migrations.samples.quickstart;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.migrations.testing.ApplicationJar;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The jar, in a process of its own.
 */
class QuickstartJarIT {

	@TempDir
	private Path directory;

	@Test
	void startsAsItIs() {
		assertThatItMigrates(List.of());
	}

	@Test
	void startsFromCodeGeneratedAheadOfTime() {
		assertThat(assertThatItMigrates(List.of("-Dspring.aot.enabled=true")))
			.contains("Starting AOT-processed QuickstartApplication");
	}

	@Test
	void executesCommandsWithoutServerAndJpa() {
		assertThatItExecutesCommands(Map.of());
	}

	@Test
	void executesCommandsFromCodeGeneratedAheadOfTime() {
		assertThatItExecutesCommands(Map.of("JAVA_TOOL_OPTIONS", "-Dspring.aot.enabled=true"));
	}

	private void assertThatItExecutesCommands(Map<String, String> environment) {
		TestDatabase database = TestDatabase.sqlite(this.directory);
		ApplicationJar jar = new ApplicationJar(Path.of(System.getProperty("quickstart.jar")), this.directory,
				environment);
		String url = "--spring.datasource.url=" + database.url();
		ApplicationJar.Run migrate = jar.run("migrations", "migrate", url);
		assertThat(migrate.output()).contains("V2__create_articles.sql", "from nothing to version")
			.doesNotContain("Tomcat", "Hibernate", ":: Spring Boot ::");
		assertThat(migrate.exitCode()).isZero();
		ApplicationJar.Run status = jar.run("migrations", "status", "--json", url);
		assertThat(status.output()).contains("{\"command\":\"status\"", "\"upToDate\":true");
		assertThat(database.query("SELECT name FROM authors")).isNotEmpty();
	}

	private String assertThatItMigrates(List<String> options) {
		TestDatabase database = TestDatabase.sqlite(this.directory);
		ApplicationJar jar = new ApplicationJar(Path.of(System.getProperty("quickstart.jar")), this.directory,
				Map.of());
		try (ApplicationJar.Server server = jar.serve(options, "--spring.datasource.url=" + database.url())) {
			assertThat(server.http().get("/articles?q=moth")).contains("The first bug");
			assertThat(server.http().get("/actuator/migrations/default")).contains("\"upToDate\":true");
			return server.output();
		}
	}

}
