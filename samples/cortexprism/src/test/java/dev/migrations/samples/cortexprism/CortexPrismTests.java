package dev.migrations.samples.cortexprism;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.migrations.model.DatabasesFailedException;
import dev.migrations.testing.Http;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Five files and one sequence, seen over HTTP and in the tables.
 */
class CortexPrismTests {

	private static final Path SCRIPTS = Path.of("src/main/resources/db/migration");

	@TempDir
	private Path directory;

	@Test
	void eachDatabaseHasItsPartOfTheSequence() {
		start().close();
		assertThat(versions("cortex")).containsExactly("1", "6", "7", "9", "10", "11", "13", "14", "15", "16", "17",
				"18", "19", "21");
		assertThat(versions("memory")).containsExactly("2", "8", "20");
		assertThat(versions("lens")).containsExactly("3");
		assertThat(versions("vault")).containsExactly("4");
		assertThat(versions("plugins")).containsExactly("5", "12");
		assertThat(tables("cortex")).containsExactly("file_edit_log", "jobs", "model_outcomes", "model_profiles",
				"node_policies", "nodes", "policy_rules", "services", "session_messages", "sessions", "skills",
				"tool_outcomes", "turns", "workspace_config", "workspace_type_config");
		assertThat(tables("memory")).contains("episodic_memory", "episodic_fts", "graph_relation_types");
		assertThat(tables("lens")).containsExactly("lens_events");
		assertThat(tables("vault")).containsExactly("access_log", "vault_entries");
		assertThat(tables("plugins")).containsExactly("plugins");
	}

	@Test
	void worksWithAllFiveDatabases() {
		try (ConfigurableApplicationContext application = start()) {
			Http http = http(application);
			assertThat(http.post("/sessions", "{\"agent\": \"scout\"}")).isEqualTo(201);
			String session = database("cortex").query("SELECT id FROM sessions").get(0);
			assertThat(http.post("/sessions/" + session + "/messages",
					"{\"role\": \"user\", \"content\": \"Where did we land the zeppelin?\"}"))
				.isEqualTo(201);
			assertThat(http.get("/memory?q=zeppelins")).contains(session, "Where did we land");
			assertThat(http.get("/memory/relation-types")).contains("caused by", "part of");
			assertThat(http.post("/sessions/" + session + "/tools/shell.sudo", "{}")).isEqualTo(200);
			assertThat(http.get("/sessions/" + session + "/events")).isEqualTo("""
					[{"kind":"session.open","detail":"scout"},\
					{"kind":"message.user","detail":"Where did we land the zeppelin?"},\
					{"kind":"tool.deny","detail":"shell.sudo"}]""");
			assertThat(http.post("/vault/mail", "{\"value\": \"hush\", \"owner\": \"ada\"}")).isEqualTo(201);
			assertThat(http.post("/plugins", "{\"name\": \"maps\", \"version\": \"1\", \"description\": \"Maps\"}"))
				.isEqualTo(201);
			assertThat(http.get("/plugins")).contains("\"maps\"");
		}
		assertThat(database("vault").query("SELECT action, reader FROM access_log")).containsExactly("write|ada");
		assertThat(database("vault").query("SELECT CAST(secret AS TEXT) FROM vault_entries"))
			.noneMatch((secret) -> secret.contains("hush"));
	}

	@Test
	void showsEveryDatabaseByItsName() {
		try (ConfigurableApplicationContext application = start()) {
			Http http = http(application);
			assertThat(http.get("/actuator/migrations/memory"))
				.contains("\"current\":\"20\"", "\"head\":\"20\"", "\"upToDate\":true",
						"\"script\":\"008_memory_embeddings.sql\"")
				.doesNotContain("001_core.sql");
			assertThat(http.get("/actuator/migrations")).contains("\"cortex\":{", "\"lens\":{", "\"memory\":{",
					"\"plugins\":{", "\"vault\":{");
			assertThat(http.status("/actuator/migrations/default")).isEqualTo(404);
		}
	}

	@Test
	void appliesNothingOnTheSecondStart() {
		start().close();
		List<String> before = database("cortex").query("SELECT * FROM migration_history");
		start().close();
		assertThat(database("cortex").query("SELECT * FROM migration_history")).isEqualTo(before);
	}

	@Test
	void skipsColumnsThatAreThere() {
		database("plugins").execute(
				"CREATE TABLE plugins (name TEXT PRIMARY KEY, version TEXT NOT NULL, enabled INTEGER NOT NULL)",
				"INSERT INTO plugins VALUES ('maps', '1', 1)");
		try (ConfigurableApplicationContext application = start()) {
			assertThat(http(application).get("/plugins")).contains("{\"name\":\"maps\",\"version\":\"1\"");
		}
	}

	@Test
	void refusesAFileThatWasEdited() {
		Path scripts = copyOfScripts();
		start("--migrations.locations=file:" + scripts).close();
		write(scripts.resolve("004_vault.sql"), read(scripts.resolve("004_vault.sql")).replace("BLOB", "TEXT"));
		assertThat(failureOf(scripts)).contains("vault: failed",
				"vault: 004_vault.sql was edited after it had been applied");
	}

	@Test
	void keepsTheOrderAcrossDatabasesWhenOneFails() {
		start().close();
		Path scripts = copyOfScripts();
		write(scripts.resolve("022_notes.sql"), "-- migrations: database=lens\nCREATE TABLE notes (id INTEGER);");
		write(scripts.resolve("023_broken.sql"), "-- migrations: database=memory\nCREATE TABLE broken (id INTEGR;");
		write(scripts.resolve("024_tags.sql"), "-- migrations: database=cortex\nCREATE TABLE tags (id INTEGER);");
		assertThat(failureOf(scripts)).contains("lens: stopped, at version 22, 1 applied, up to date", "memory: failed",
				"cortex: not begun, at version 21, not up to date", "memory: 023_broken.sql, line 2");
		assertThat(versions("lens")).containsExactly("3", "22");
		assertThat(versions("memory")).containsExactly("2", "8", "20");
		assertThat(tables("cortex")).doesNotContain("tags");
		write(scripts.resolve("023_broken.sql"), "-- migrations: database=memory\nCREATE TABLE mended (id INTEGER);");
		start("--migrations.locations=file:" + scripts).close();
		assertThat(tables("memory")).contains("mended");
		assertThat(tables("cortex")).contains("tags");
	}

	@Test
	void refusesAFileThatNamesNoDatabase() {
		Path scripts = copyOfScripts();
		write(scripts.resolve("022_notes.sql"), "CREATE TABLE notes (id INTEGER);");
		assertThat(failureOf(scripts)).contains("022_notes.sql does not say for which database it is",
				"'-- migrations: database=cortex'");
		assertThat(tables("cortex")).isEmpty();
	}

	private ConfigurableApplicationContext start(String... arguments) {
		List<String> all = new ArrayList<>(List.of(arguments));
		all.addAll(List.of("--server.port=0", "--prism.home=" + this.directory));
		return new SpringApplicationBuilder(CortexPrismApplication.class).run(all.toArray(String[]::new));
	}

	/**
	 * What is said when these scripts cannot be applied.
	 */
	private String failureOf(Path scripts) {
		try {
			start("--migrations.locations=file:" + scripts).close();
		}
		catch (BeanCreationException ex) {
			Throwable cause = ex;
			while (cause != null && !(cause instanceof DatabasesFailedException)) {
				cause = cause.getCause();
			}
			assertThat(cause).as("what has failed").isNotNull();
			return String.valueOf(cause.getMessage());
		}
		throw new AssertionError("Started with " + scripts);
	}

	private static Http http(ConfigurableApplicationContext application) {
		return new Http("http://localhost:" + application.getEnvironment().getRequiredProperty("local.server.port"));
	}

	private TestDatabase database(String name) {
		return new TestDatabase("sqlite", "jdbc:sqlite:" + this.directory.resolve(name + ".db"), true);
	}

	private List<String> versions(String name) {
		return database(name).query("SELECT version FROM migration_history ORDER BY applied_order");
	}

	private List<String> tables(String name) {
		return database(name).query("""
				SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
				AND name NOT LIKE 'migration_%' ORDER BY name""");
	}

	private Path copyOfScripts() {
		try (Stream<Path> scripts = Files.list(SCRIPTS)) {
			Path copy = Files.createDirectory(this.directory.resolve("scripts"));
			for (Path script : scripts.toList()) {
				Files.copy(script, copy.resolve(script.getFileName()));
			}
			return copy;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void write(Path file, String text) {
		try {
			Files.writeString(file, text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
