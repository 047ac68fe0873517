package dev.migrations.samples.cortex;

import java.util.Map;

import dev.migrations.testing.TestDatabase;

/**
 * On MariaDB, which takes the chain of MySQL.
 */
class MariaDbCortexTests extends CortexContractTests {

	@Override
	Map<String, String> createDatabase() {
		return Cortex.variables("mysql", TestDatabase.mariadbByMysqlDriver());
	}

	@Override
	String vendor() {
		return "mariadb";
	}

}
