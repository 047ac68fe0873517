package dev.migrations;

import java.nio.file.Path;

import dev.migrations.testing.TestDatabase;

/**
 * MariaDB, through MySQL's driver.
 */
class MysqlDriverMigratorTests extends MysqlFamilyContractTests {

	@Override
	TestDatabase createDatabase(Path directory) {
		return TestDatabase.mariadbByMysqlDriver();
	}

}
