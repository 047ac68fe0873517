package dev.migrations.boot.command;

import java.nio.file.Path;

import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf(value = "dev.migrations.testing.MySqlServer#isAvailable", disabledReason = "there is no MySQL server here")
class MySqlCommandTests extends CommandContractTests {

	@Override
	TestDatabase createDatabase(Path directory) {
		return TestDatabase.mysqlByMariadbDriver();
	}

}
