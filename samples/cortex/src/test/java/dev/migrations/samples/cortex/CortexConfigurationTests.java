package dev.migrations.samples.cortex;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import dev.migrations.model.MigrationException;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What each variable does.
 */
class CortexConfigurationTests {

	@TempDir
	private Path directory;

	private TestDatabase database;

	private final Map<String, String> variables = new HashMap<>();

	@BeforeEach
	void createDatabase() {
		this.database = TestDatabase.sqlite(this.directory);
		this.variables.put("CORTEX_DB_TYPE", "sqlite");
		this.variables.put("CORTEX_DB_FILE", this.directory.resolve("test.db").toString());
	}

	@Test
	void appliesNothingWhenToldSo() {
		this.variables.put("CORTEX_AUTO_APPLY_DB_MIGRATIONS", "false");
		try (Cortex cortex = Cortex.start(this.variables)) {
			assertThat(cortex.http().get("/actuator/migrations/default")).contains("\"upToDate\":false",
					"\"head\":\"4\"", "\"state\":\"PENDING\"");
		}
		assertThat(this.database.hasTable("data_models")).isFalse();
	}

	@Test
	void waitsForSomebodyToAgreeWhenToldSo() {
		this.variables.put("CORTEX_DB_MIGRATIONS_IS_INTERACTIVE", "true");
		assertThatThrownBy(() -> Cortex.start(this.variables)).rootCause()
			.isInstanceOf(MigrationException.class)
			.hasMessageContaining("there is no terminal to ask on");
		assertThat(this.database.hasTable("data_models")).isFalse();
		this.variables.put("CORTEX_DB_MIGRATIONS_IS_INTERACTIVE", "false");
		Cortex.start(this.variables).close();
		assertThat(this.database.hasTable("data_models")).isTrue();
	}

	@Test
	void appliesOnlyWhatACustomDirectoryHas() throws IOException {
		Path folder = Files.createDirectories(this.directory.resolve("custom/sqlite"));
		Files.writeString(folder.resolve("001_own_tables.sql"), "CREATE TABLE own (id INTEGER PRIMARY KEY);");
		this.variables.put("CORTEX_MIGRATIONS_VERSIONS_DIRECTORY", folder.getParent().toString());
		Cortex.start(this.variables).close();
		assertThat(this.database.query("SELECT script FROM migration_history")).containsExactly("001_own_tables.sql");
		assertThat(this.database.hasTable("data_models")).isFalse();
	}

	@Test
	void saysWhichFolderACustomDirectoryLacks() throws IOException {
		Path custom = Files.createDirectories(this.directory.resolve("custom/postgresql")).getParent();
		this.variables.put("CORTEX_MIGRATIONS_VERSIONS_DIRECTORY", custom.toString());
		assertThatThrownBy(() -> Cortex.start(this.variables)).rootCause()
			.isInstanceOf(MigrationException.class)
			.hasMessageContaining("Looked for file:" + custom.resolve("sqlite"));
	}

	@Test
	void readsAFileOfVariables() throws IOException {
		Path file = this.directory.resolve(".env.custom");
		Files.writeString(file, """
				# Cortex
				CORTEX_DB_TYPE=sqlite
				CORTEX_DB_FILE=%s
				""".formatted(this.variables.get("CORTEX_DB_FILE")));
		Cortex.start(Map.of("CORTEX_ENV_FILE_PATH", file.toString())).close();
		assertThat(this.database.query("SELECT count(*) FROM migration_history")).containsExactly("4");
	}

	@Test
	void appliesNothingOnTheSecondStart() {
		Cortex.start(this.variables).close();
		var history = this.database.query("SELECT * FROM migration_history");
		Cortex.start(this.variables).close();
		assertThat(this.database.query("SELECT * FROM migration_history")).isEqualTo(history).hasSize(4);
	}

}
