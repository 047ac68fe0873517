package dev.migrations.samples.quickstart;

import java.nio.file.Path;

import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.io.TempDir;

/**
 * On a SQLite file.
 */
class SqliteQuickstartTests extends QuickstartContractTests {

	@TempDir
	private static Path directory;

	@Override
	TestDatabase createDatabase() {
		return TestDatabase.sqlite(directory);
	}

}
