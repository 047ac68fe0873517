package dev.migrations;

import java.nio.file.Path;
import java.util.List;

import dev.migrations.model.InvalidSettingsException;
import dev.migrations.testing.MigrationFiles;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Names from the configuration are names, whatever is in them.
 */
class ConfiguredNameTests {

	@TempDir
	Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "h\"; DROP TABLE owls; --", "h`; DROP TABLE owls; --", "h'; DROP TABLE owls; --", "h h",
			"1h", "h\nh", "h;h", "hé", "hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh" })
	void whatIsNoNameIsRefusedEverywhere(String name) {
		MigrationFiles files = new MigrationFiles(this.directory.resolve("files")).with("V1__eggs.sql",
				"CREATE TABLE eggs (id INTEGER);");
		for (TestDatabase database : List.of(TestDatabase.h2(), TestDatabase.sqlite(this.directory))) {
			database.execute("DROP TABLE IF EXISTS owls", "CREATE TABLE owls (id INTEGER)");
			MigratorBuilder migrator = Migrator.builder(database.dataSource()).locations(files.location());
			assertRefused(() -> migrator.historyTable(name).build().migrate());
			assertRefused(() -> migrator.historyTable("history").requiredTables(name).build().migrate());
			assertThat(database.hasTable("owls")).isTrue();
		}
		TestDatabase database = TestDatabase.h2();
		assertRefused(() -> Migrator.builder(database.dataSource())
			.locations(files.location())
			.schema(name)
			.createSchema(true)
			.build()
			.migrate());
	}

	private static void assertRefused(Runnable migration) {
		assertThatExceptionOfType(InvalidSettingsException.class).isThrownBy(migration::run)
			.satisfies((refusal) -> assertThat(refusal.getDescription()).contains("is not a plain name"));
	}

}
