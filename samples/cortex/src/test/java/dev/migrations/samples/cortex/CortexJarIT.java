package dev.migrations.samples.cortex;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.migrations.testing.ApplicationJar;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The jar, in a process with an environment of its own.
 */
class CortexJarIT {

	@TempDir
	private Path directory;

	@Test
	void isConfiguredByItsEnvironmentAlone() {
		assertThatItStarts(Cortex.variables("postgresql", TestDatabase.postgresql()), "postgresql");
	}

	@Test
	void isConfiguredByTheFileInItsDirectory() throws IOException {
		Files.writeString(this.directory.resolve(".env"), """
				CORTEX_DB_TYPE=sqlite
				CORTEX_DB_FILE=from-file.db
				""");
		Files.writeString(this.directory.resolve("local.env"), "CORTEX_DB_FILE=from-local-file.db\n");
		assertThatItStarts(Map.of(), "sqlite");
		assertThat(this.directory.resolve("from-local-file.db")).exists();
	}

	private void assertThatItStarts(Map<String, String> environment, String vendor) {
		ApplicationJar jar = new ApplicationJar(Path.of(System.getProperty("cortex.jar")), this.directory, environment);
		try (ApplicationJar.Server server = jar.serve(List.of())) {
			assertThat(server.http().get("/production/models/sales/metrics")).contains("sum(orders.total)");
			assertThat(server.http().get("/actuator/migrations/default")).contains("\"vendor\":\"" + vendor + "\"",
					"\"upToDate\":true");
		}
	}

}
