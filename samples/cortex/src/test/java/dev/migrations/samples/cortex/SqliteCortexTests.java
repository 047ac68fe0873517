package dev.migrations.samples.cortex;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.io.TempDir;

/**
 * On a SQLite file.
 */
class SqliteCortexTests extends CortexContractTests {

	@TempDir
	private Path directory;

	@Override
	Map<String, String> createDatabase() {
		return Map.of("CORTEX_DB_TYPE", "sqlite", "CORTEX_DB_FILE", this.directory.resolve("cortex.db").toString());
	}

	@Override
	String vendor() {
		return "sqlite";
	}

}
