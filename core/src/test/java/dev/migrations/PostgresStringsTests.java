package dev.migrations;

import java.nio.file.Path;

import dev.migrations.testing.MigrationFiles;
import dev.migrations.testing.StatementLog;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Scripts are read with the {@code standard_conforming_strings} that the database, the
 * role or the URL sets for their session.
 */
class PostgresStringsTests {

	private static final String OFF = "SET standard_conforming_strings = off";

	@TempDir
	Path directory;

	private final TestDatabase database = TestDatabase.postgresql();

	private MigrationFiles files;

	@BeforeEach
	void prepareFiles() {
		this.files = new MigrationFiles(this.directory)
			.with("V1__one.sql", "CREATE TABLE one (id INTEGER, t TEXT);", "INSERT INTO one VALUES (1, 'it\\'s; one');",
					"INSERT INTO one VALUES (2, E'it\\'s; two');", "INSERT INTO one VALUES (3, 'three\\\\');")
			.with("V2__set.sql", "SET standard_conforming_strings = on;", "INSERT INTO one VALUES (4, 'four\\');",
					"RESET standard_conforming_strings;", "INSERT INTO one VALUES (5, 'it\\'s; five');")
			.with("V3__again.sql", "INSERT INTO one VALUES (6, 'it\\'s; six');");
	}

	private String name() {
		return this.database.query("SELECT current_database()").get(0);
	}

	private Migrator migrator(String url) {
		return Migrator.builder(new DriverManagerDataSource(url)).locations(this.files.location()).build();
	}

	private void assertThatTheyAreRead(String url) {
		assertThat(migrator(url).plan().steps()).hasSize(3);
		assertThat(migrator(url).migrate().applied()).hasSize(3);
		assertThat(this.database.query("SELECT t FROM one ORDER BY id")).containsExactly("it's; one", "it's; two",
				"three\\", "four\\", "it's; five", "it's; six");
		assertThat(migrator(url).migrate().applied()).isEmpty();
		this.files.with("V3__again.sql", "INSERT INTO  one VALUES (6, 'it\\'s; six'); -- the last one");
		assertThat(migrator(url).migrate().isUpToDate()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ALTER DATABASE %s ", "ALTER ROLE CURRENT_USER IN DATABASE %s " })
	void asTheServerHasThem(String set) {
		this.database.execute(set.formatted(name()) + OFF);
		assertThatTheyAreRead(this.database.url());
	}

	@Test
	void asTheUrlSetsThem() {
		assertThatTheyAreRead(this.database.url() + "&options=-c%20standard_conforming_strings=off");
	}

	@Test
	void withoutAskingTheServer() {
		this.database.execute("ALTER DATABASE " + name() + " " + OFF);
		StatementLog log = new StatementLog(this.database.dataSource());
		Migrator.builder(log).locations(this.files.location()).build().migrate();
		assertThat(log.calls()).noneMatch((call) -> call.contains("standard_conforming_strings")
				&& (call.contains("SHOW") || call.contains("current_setting")));
	}

}
