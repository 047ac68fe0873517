package dev.migrations;

import java.nio.file.Path;

import dev.migrations.testing.TestDatabase;

/**
 * SQLite.
 */
class SqliteMigratorTests extends MigratorContractTests {

	@Override
	TestDatabase createDatabase(Path directory) {
		return TestDatabase.sqlite(directory);
	}

	@Override
	String[] scriptWithBody() {
		return new String[] { "CREATE TABLE a (id INTEGER, n INTEGER);", "CREATE TABLE log (id INTEGER);",
				"CREATE TRIGGER a_insert AFTER INSERT ON a BEGIN",
				"  INSERT INTO log VALUES (CASE WHEN new.n > 0 THEN new.id ELSE 0 END);",
				"  UPDATE a SET n = 'END; BEGIN' WHERE id = new.id;", "END;", "CREATE TABLE after_body (id INTEGER);" };
	}

}
