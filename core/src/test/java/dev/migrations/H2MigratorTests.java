package dev.migrations;

import java.nio.file.Path;

import dev.migrations.testing.TestDatabase;

/**
 * H2.
 */
class H2MigratorTests extends MigratorContractTests {

	@Override
	TestDatabase createDatabase(Path directory) {
		return TestDatabase.h2();
	}

	@Override
	String[] scriptWithBody() {
		return new String[] { "CREATE ALIAS plus_one AS $$", "int plusOne(int value) {", "  return value + 1;", "}",
				"$$;", "CREATE TABLE after_body (id INTEGER);" };
	}

}
