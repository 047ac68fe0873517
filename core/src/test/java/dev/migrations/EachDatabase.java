package dev.migrations;

import java.nio.file.Path;

import dev.migrations.testing.DatabaseUnderTest;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.params.Parameter;

/**
 * Set-up of tests that run once for each database.
 */
abstract class EachDatabase extends DatabaseContract {

	@Parameter
	DatabaseUnderTest kind;

	@Override
	TestDatabase createDatabase(Path directory) {
		return this.kind.create(directory);
	}

}
