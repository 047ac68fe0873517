package dev.migrations;

import java.nio.file.Path;

import dev.migrations.testing.TestDatabase;

/**
 * MariaDB, through MySQL's driver.
 */
class MysqlDriverMigratorTests extends MigratorContractTests {

	@Override
	TestDatabase createDatabase(Path directory) {
		return TestDatabase.mariadbByMysqlDriver();
	}

	@Override
	String[] scriptWithBody() {
		return new String[] { "CREATE TABLE a (id INTEGER);", "CREATE TABLE log (id INTEGER);",
				"CREATE TRIGGER a_insert AFTER INSERT ON a FOR EACH ROW BEGIN",
				"  IF new.id > 0 THEN INSERT INTO log VALUES (CASE WHEN new.id > 1 THEN 2 ELSE 1 END); END IF;", "END;",
				"DELIMITER $$", "CREATE PROCEDURE p() BEGIN SELECT 1; SELECT 2; END$$", "DELIMITER ;",
				"CREATE TABLE after_body (id INTEGER);" };
	}

}
