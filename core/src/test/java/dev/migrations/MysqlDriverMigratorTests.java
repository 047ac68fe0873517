package dev.migrations;

import java.nio.file.Path;

import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * MariaDB, through MySQL's driver.
 */
class MysqlDriverMigratorTests extends MysqlFamilyContractTests {

	@Override
	TestDatabase createDatabase(Path directory) {
		return TestDatabase.mariadbByMysqlDriver();
	}

	@Test
	void thisDriverBearsOtherCharacterSets() {
		this.files.with("V1__latin.sql", "CREATE TABLE one (id INTEGER);", "SET NAMES latin1;",
				"INSERT INTO one VALUES (1);");
		assertThat(migrator().migrate().isUpToDate()).isTrue();
	}

}
