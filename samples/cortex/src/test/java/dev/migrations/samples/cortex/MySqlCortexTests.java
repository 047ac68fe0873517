package dev.migrations.samples.cortex;

import java.util.Map;

import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * The chain of MySQL, on its own server.
 */
@EnabledIf(value = "dev.migrations.testing.MySqlServer#isAvailable", disabledReason = "there is no MySQL server here")
class MySqlCortexTests extends CortexContractTests {

	@Override
	Map<String, String> createDatabase() {
		return Cortex.variables("mysql", TestDatabase.mysql());
	}

	@Override
	String vendor() {
		return "mysql";
	}

}
