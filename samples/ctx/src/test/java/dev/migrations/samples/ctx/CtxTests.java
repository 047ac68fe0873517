package dev.migrations.samples.ctx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;

import dev.migrations.MigrationReport;
import dev.migrations.Migrator;
import dev.migrations.testing.Http;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The commands, what they print, and what is in the tables afterwards.
 */
@ExtendWith(OutputCaptureExtension.class)
class CtxTests {

	private static final String TABLES = """
			SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
			AND name NOT LIKE 'chunks_fts_%' AND name NOT LIKE 'migration_%' ORDER BY name""";

	private static final String INDEXES = "SELECT name FROM sqlite_schema WHERE name LIKE 'idx_%' ORDER BY name";

	@TempDir
	private Path directory;

	private TestDatabase database;

	@BeforeEach
	void createDatabase() {
		this.database = TestDatabase.sqlite(this.directory);
	}

	@Test
	void initMakesTheTablesAndMayBeCalledAgain(CapturedOutput output) {
		ctx("init");
		assertThat(output).contains("Applied 001_documents.sql", "Applied 006_dedup_hash.sql");
		assertThat(this.database.query(TABLES)).containsExactly("checkpoints", "chunk_vectors", "chunks", "chunks_fts",
				"documents", "embeddings");
		assertThat(this.database.query(INDEXES)).containsExactly("idx_chunk_vectors_document_id",
				"idx_chunks_document_id", "idx_documents_source", "idx_documents_updated_at");
		List<String> history = this.database.query("SELECT * FROM migration_history");
		ctx("init");
		ctx("init");
		assertThat(output.toString().split("Applied 001_documents.sql")).hasSize(2);
		assertThat(this.database.query("SELECT * FROM migration_history")).isEqualTo(history).hasSize(6);
	}

	@Test
	void initIsAMethodThatNeedsNoApplication() {
		Schema schema = new Schema(Migrator.builder(this.database.dataSource()).build());
		assertThat(schema.init().applied()).hasSize(6);
		assertThat(schema.init().applied()).isEmpty();
	}

	@Test
	void initCompletesWhatWasMadeBeforeThereWasAHistory() {
		this.database.execute(
				"""
						CREATE TABLE documents (id TEXT PRIMARY KEY, source TEXT NOT NULL, source_id TEXT NOT NULL,
						source_url TEXT, title TEXT, author TEXT, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
						content_type TEXT NOT NULL DEFAULT 'text/plain', body TEXT NOT NULL,
						metadata_json TEXT NOT NULL DEFAULT '{}', raw_json TEXT, dedup_hash TEXT, UNIQUE (source, source_id))""",
				"CREATE TABLE chunks (id TEXT PRIMARY KEY, document_id TEXT NOT NULL, chunk_index INTEGER NOT NULL,"
						+ " text TEXT NOT NULL, hash TEXT NOT NULL)",
				"INSERT INTO documents (id, source, source_id, created_at, updated_at, body)"
						+ " VALUES ('1', 'old', 'a', 0, 0, 'An old tale')",
				"INSERT INTO chunks VALUES ('1-0', '1', 0, 'An old tale', '')");
		MigrationReport report = new Schema(Migrator.builder(this.database.dataSource()).build()).init();
		assertThat(report.applied()).hasSize(6);
		assertThat(report.applied().get(5).skipped()).singleElement().asString().contains("documents.dedup_hash");
		assertThat(this.database.query("SELECT chunk_id FROM chunks_fts WHERE chunks_fts MATCH 'tales'"))
			.containsExactly("1-0");
	}

	@Test
	void syncReadsWhatIsNewAndTheSearchFindsIt(CapturedOutput output) throws IOException {
		ctx("init");
		Path folder = Files.createDirectory(this.directory.resolve("notes"));
		write(folder.resolve("ships.md"), "# Airships\n\nA zeppelin is no balloon.", 1);
		write(folder.resolve("bugs.txt"), "The first bug\n\nA moth was found in relay 70.", 2);
		ctx("sync", folder.toString());
		assertThat(output).contains("New or changed documents: 2");
		write(folder.resolve("ships.md"), "# Airships\n\nA zeppelin is a rigid airship.", 3);
		ctx("sync", folder.toString());
		assertThat(output).contains("New or changed documents: 1");
		assertThat(this.database.query("SELECT cursor FROM checkpoints")).containsExactly("3");
		assertThat(this.database.query("SELECT count(*) FROM chunk_vectors")).containsExactly("2");
		try (ConfigurableApplicationContext application = ctx("--server.port=0")) {
			Http http = new Http(
					"http://localhost:" + application.getEnvironment().getRequiredProperty("local.server.port"));
			assertThat(http.get("/search?q=moths")).contains("The first bug").doesNotContain("Airships");
			assertThat(http.get("/search?q=balloon")).isEqualTo("[]");
			assertThat(http.get("/search?like=rigid+airships")).startsWith("[{\"title\":\"Airships\"");
			assertThat(http.get("/actuator/migrations/default")).contains("\"head\":\"6\"", "\"upToDate\":true");
		}
	}

	@Test
	void nothingElseWorksBeforeInitAndNothingMigratesByItself() {
		assertThatThrownBy(() -> ctx("--server.port=0"))
			.hasMessage("The database is at no version, and this program needs version 6.");
		assertThatThrownBy(() -> ctx("search", "moth")).isInstanceOf(NotInitialisedException.class);
		assertThat(this.database.query(TABLES)).isEmpty();
	}

	private static void write(Path file, String text, long time) throws IOException {
		Files.writeString(file, text);
		Files.setLastModifiedTime(file, FileTime.fromMillis(time));
	}

	private ConfigurableApplicationContext ctx(String... words) {
		String[] arguments = new String[words.length + 1];
		System.arraycopy(words, 0, arguments, 0, words.length);
		arguments[words.length] = "--spring.datasource.url=" + this.database.url() + "?foreign_keys=on";
		return CtxApplication.start(arguments);
	}

}
