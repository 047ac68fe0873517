package dev.migrations;

import java.nio.file.Path;

import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * MySQL, through MariaDB's driver.
 */
@EnabledIf(value = "dev.migrations.testing.MySqlServer#isAvailable", disabledReason = "there is no MySQL server here")
class MySqlByMariadbDriverMigratorTests extends MySqlContractTests {

	@Override
	TestDatabase createDatabase(Path directory) {
		return TestDatabase.mysqlByMariadbDriver();
	}

}
