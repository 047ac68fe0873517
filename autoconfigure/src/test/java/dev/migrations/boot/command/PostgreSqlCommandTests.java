package dev.migrations.boot.command;

import java.nio.file.Path;

import dev.migrations.testing.TestDatabase;

class PostgreSqlCommandTests extends CommandContractTests {

	@Override
	TestDatabase createDatabase(Path directory) {
		return TestDatabase.postgresql();
	}

}
