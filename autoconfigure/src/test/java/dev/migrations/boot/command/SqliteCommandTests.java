package dev.migrations.boot.command;

import java.nio.file.Path;

import dev.migrations.testing.TestDatabase;

class SqliteCommandTests extends CommandContractTests {

	@Override
	TestDatabase createDatabase(Path directory) {
		return TestDatabase.sqlite(directory);
	}

}
