package dev.migrations.samples.cortex;

import java.util.Map;

import dev.migrations.testing.TestDatabase;

/**
 * On PostgreSQL.
 */
class PostgresCortexTests extends CortexContractTests {

	@Override
	Map<String, String> createDatabase() {
		return Cortex.variables("postgresql", TestDatabase.postgresql());
	}

	@Override
	String vendor() {
		return "postgresql";
	}

}
