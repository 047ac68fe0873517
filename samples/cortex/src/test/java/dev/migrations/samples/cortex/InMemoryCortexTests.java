package dev.migrations.samples.cortex;

import java.util.Map;

/**
 * On SQLite in memory, which ends with the application.
 */
class InMemoryCortexTests extends CortexContractTests {

	@Override
	Map<String, String> createDatabase() {
		return Map.of("CORTEX_DB_TYPE", "sqlite", "CORTEX_DB_MEMORY", "true");
	}

	@Override
	String vendor() {
		return "sqlite";
	}

}
