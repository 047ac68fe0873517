package dev.migrations.samples.cortexprism;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.migrations.testing.ApplicationJar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The jar, as its user starts it.
 */
class CortexPrismJarIT {

	@TempDir
	private Path directory;

	@Test
	void migratesByCommandAndFindsNothingLeftToDoAtItsStart() {
		ApplicationJar jar = new ApplicationJar(Path.of(System.getProperty("cortexprism.jar")), this.directory,
				Map.of("PRISM_HOME", "prism/data"));
		ApplicationJar.Run migrated = jar.run("migrations", "migrate");
		assertThat(migrated.output()).containsSubsequence("Applied 001_core.sql", "Applied 002_memory.sql",
				"Applied 003_lens.sql", "Applied 006_session.sql", "Applied 021_workspace_type_config.sql");
		assertThat(migrated.exitCode()).isZero();
		assertThat(this.directory.resolve("prism/data")).isDirectoryContaining("glob:**/vault.db");
		try (ApplicationJar.Server server = jar.serve(List.of())) {
			assertThat(server.http().get("/memory/relation-types")).contains("part of");
			assertThat(server.output()).contains("The sqlite database memory is at version 20, up to date")
				.doesNotContain("Applied");
		}
	}

}
