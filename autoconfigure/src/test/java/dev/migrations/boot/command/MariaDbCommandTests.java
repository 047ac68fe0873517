package dev.migrations.boot.command;

import java.nio.file.Path;

import dev.migrations.testing.TestDatabase;

class MariaDbCommandTests extends CommandContractTests {

	@Override
	TestDatabase createDatabase(Path directory) {
		return TestDatabase.mariadb();
	}

}
