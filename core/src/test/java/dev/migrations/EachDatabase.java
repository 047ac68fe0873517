package dev.migrations;

import java.nio.file.Path;
import java.util.List;

import dev.migrations.testing.DatabaseUnderTest;
import dev.migrations.testing.MigrationFiles;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/**
 * Set-up of tests that run on every database: an empty database, and a folder for
 * migrations.
 */
abstract class EachDatabase {

	@Parameter
	DatabaseUnderTest kind;

	@TempDir
	Path directory;

	TestDatabase database;

	MigrationFiles files;

	@BeforeEach
	void createDatabase() {
		this.database = this.kind.create(this.directory);
		this.files = new MigrationFiles(this.directory.resolve("migrations"));
	}

	MigratorBuilder builder() {
		return Migrator.builder(this.database.dataSource()).locations(this.files.location());
	}

	Migrator migrator() {
		return builder().build();
	}

	/**
	 * Every migration with its version and its state.
	 */
	List<String> states() {
		return migrator().status()
			.migrations()
			.stream()
			.map((migration) -> migration.version() + " " + migration.state())
			.toList();
	}

}
