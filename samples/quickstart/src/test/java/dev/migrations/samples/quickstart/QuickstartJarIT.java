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
