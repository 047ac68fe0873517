package dev.migrations;

import java.nio.file.Path;
import java.util.List;

import dev.migrations.testing.MigrationFiles;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Set-up of tests that every database has to pass: an empty database, and a folder for
 * migrations.
 */
abstract class DatabaseContract {

	@TempDir
	Path directory;

	TestDatabase database;

	MigrationFiles files;

	/**
	 * An empty database.
	 */
	abstract TestDatabase createDatabase(Path directory);

	@BeforeEach
	void prepare() {
		this.database = createDatabase(this.directory);
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
