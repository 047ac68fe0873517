package dev.migrations;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What MariaDB and MySQL have in common beside what every database has.
 */
abstract class MysqlFamilyContractTests extends MigratorContractTests {

	@Override
	String[] scriptWithBody() {
		return new String[] { "CREATE TABLE a (id INTEGER);", "CREATE TABLE log (id INTEGER);",
				"CREATE TRIGGER a_insert AFTER INSERT ON a FOR EACH ROW BEGIN",
				"  IF new.id > 0 THEN INSERT INTO log VALUES (CASE WHEN new.id > 1 THEN 2 ELSE 1 END); END IF;", "END;",
				"DELIMITER $$", "CREATE PROCEDURE p() BEGIN SELECT 1; SELECT 2; END$$", "DELIMITER ;",
				"CREATE TABLE after_body (id INTEGER);" };
	}

	@Test
	void whatAScriptSetsForItsSessionDoesNotReachTheNextScript() {
		this.files
			.with("V1__session.sql", "SET sql_mode = 'ANSI_QUOTES';", "SET foreign_key_checks = 0;",
					"CREATE TABLE \"one\" (id INTEGER);")
			.with("V2__next.sql", "CREATE TABLE two (mode TEXT, checks INTEGER);",
					"INSERT INTO two VALUES (@@sql_mode, @@foreign_key_checks);");
		migrator().migrate();
		assertThat(this.database.query("SELECT mode LIKE '%STRICT_TRANS_TABLES%', checks FROM two"))
			.containsExactly("1|1");
	}

}
