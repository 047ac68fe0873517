package dev.migrations;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.migrations.model.InvalidScriptException;
import dev.migrations.model.InvalidSettingsException;
import dev.migrations.model.SqliteJournalMode;
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
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What SQLite alone needs: its file, its folders, its journal mode.
 */
class SqliteDatabaseTests {

	@TempDir
	private Path directory;

	private MigrationFiles files;

	@BeforeEach
	void prepare() {
		this.files = new MigrationFiles(this.directory.resolve("migrations")).with("V1__a.sql",
				"CREATE TABLE a (id INTEGER);");
	}

	@Test
	void createsTheFoldersOfTheFileBeforeThePoolConnects() {
		Path file = this.directory.resolve("data/deep/app.db");
		try (HikariDataSource pool = pool("jdbc:sqlite:" + file, 5)) {
			migrator(pool).migrate();
			assertThat(file).exists();
		}
		Path other = this.directory.resolve("data/other/app.db");
		migrator(new DriverManagerDataSource("jdbc:sqlite:file:" + other + "?busy_timeout=100")).migrate();
		assertThat(other).exists();
	}

	@Test
	void createsTheFoldersThatAUriMeans() {
		String folder = this.directory.resolve("my data").toString().replace(" ", "%20");
		migrator(new DriverManagerDataSource("jdbc:sqlite:file:" + folder + "/100%25.db#old")).migrate();
		assertThat(this.directory.resolve("my data/100%.db")).exists();
		migrator(new DriverManagerDataSource("jdbc:sqlite:file://localhost" + folder + "/host/app.db")).migrate();
		assertThat(this.directory.resolve("my data/host/app.db")).exists();
		assertThat(this.directory).isDirectoryNotContaining((entry) -> entry.toString().contains("%"));
		Path plain = this.directory.resolve("50%25 #1/app.db");
		migrator(new DriverManagerDataSource("jdbc:sqlite:" + plain)).migrate();
		assertThat(plain).exists();
	}

	@Test
	void saysWhyAFolderCannotBeCreated() throws Exception {
		Files.writeString(this.directory.resolve("file"), "");
		assertThatExceptionOfType(InvalidSettingsException.class)
			.isThrownBy(migrator(
					new DriverManagerDataSource("jdbc:sqlite:" + this.directory.resolve("file/deep/app.db")))::migrate)
			.withMessageContaining("cannot be created");
	}

	@Test
	void refusesADatabaseInMemoryThatConnectionsDoNotShare() {
		for (String url : List.of("jdbc:sqlite::memory:", "jdbc:sqlite:", "jdbc:sqlite:file::memory:",
				"jdbc:sqlite:file:app?mode=memory")) {
			try (HikariDataSource pool = pool(url, -1)) {
				assertThatExceptionOfType(InvalidSettingsException.class).isThrownBy(migrator(pool)::migrate)
					.withMessageContaining("jdbc:sqlite:file:app?mode=memory&cache=shared");
			}
			assertThatExceptionOfType(InvalidSettingsException.class)
				.isThrownBy(migrator(new DriverManagerDataSource(url))::migrate)
				.withMessageContaining("private to each connection");
		}
	}

	@Test
	void migratesADatabaseInMemoryThatIsSharedOrHasOneConnection() {
		try (HikariDataSource pool = pool("jdbc:sqlite:file:shared?mode=memory&cache=shared", 3)) {
			assertThat(migrator(pool).migrate().applied()).hasSize(1);
			assertThat(migrator(pool).migrate().applied()).isEmpty();
		}
		try (HikariDataSource pool = pool("jdbc:sqlite::memory:", 1)) {
			assertThat(migrator(pool).migrate().applied()).hasSize(1);
			assertThat(migrator(pool).migrate().applied()).isEmpty();
		}
	}

	@Test
	void setsTheJournalModeWhenThereIsSomethingToWrite() {
		TestDatabase database = TestDatabase.sqlite(this.directory);
		migrator(database.dataSource()).status();
		assertThat(database.query("PRAGMA journal_mode")).containsExactly("delete");
		migrator(database.dataSource()).migrate();
		assertThat(database.query("PRAGMA journal_mode")).containsExactly("wal");
		database.query("PRAGMA journal_mode = delete");
		StatementLog log = new StatementLog(database.dataSource());
		migrator(log).migrate();
		assertThat(log.calls()).hasSize(1);
		assertThat(database.query("PRAGMA journal_mode")).containsExactly("delete");
	}

	@Test
	void leavesTheLayoutOfTheFileToTheUrlAndToAVacuum() {
		this.files.with("V1__a.sql", "PRAGMA auto_vacuum = INCREMENTAL;", "VACUUM;", "CREATE TABLE a (id INTEGER);");
		TestDatabase database = TestDatabase.sqlite(this.directory);
		migrator(new DriverManagerDataSource(database.url() + "?page_size=8192")).migrate();
		assertThat(database.query("PRAGMA page_size")).containsExactly("8192");
		assertThat(database.query("PRAGMA auto_vacuum")).containsExactly("2");
		assertThat(database.query("PRAGMA journal_mode")).containsExactly("wal");
	}

	@Test
	void leavesTheFileAsItIsIfAScriptCannotBeRead() throws Exception {
		TestDatabase database = TestDatabase.sqlite(this.directory);
		database.execute("CREATE TABLE theirs (id INTEGER)");
		Files.write(this.directory.resolve("migrations/V2__b.sql"), new byte[] { '-', '-', (byte) 0xE9 });
		assertThatExceptionOfType(InvalidScriptException.class).isThrownBy(migrator(database.dataSource())::migrate)
			.withMessageContaining("V2__b.sql");
		assertThat(database.query("PRAGMA journal_mode")).containsExactly("delete");
		assertThat(database.query("SELECT name FROM sqlite_master")).containsExactly("theirs");
	}

	@Test
	void leavesTheJournalModeAloneWhereThatIsWanted() {
		TestDatabase database = TestDatabase.sqlite(this.directory);
		Migrator.builder(database.dataSource())
			.locations(this.files.location())
			.sqliteJournalMode(SqliteJournalMode.UNCHANGED)
			.build()
			.migrate();
		assertThat(database.query("PRAGMA journal_mode")).containsExactly("delete");
		this.files.with("V2__b.sql", "CREATE TABLE b (id INTEGER);");
		migrator(new DriverManagerDataSource(database.url() + "?journal_mode=TRUNCATE")).migrate();
		assertThat(database.query("PRAGMA journal_mode")).containsExactly("delete");
	}

	/**
	 * Without a journal SQLite rolls nothing back that it had to write to the file.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "PRAGMA journal_mode = OFF", "pragma main.journal_mode(memory)",
			"PRAGMA journal_mode='off'", "PRAGMA \"journal_mode\" = OFF", "PRAGMA [main].`Journal_Mode` = 'off'" })
	void aScriptMayNotGiveUpTheJournal(String pragma) {
		TestDatabase database = TestDatabase.sqlite(this.directory);
		migrator(database.dataSource()).migrate();
		database.execute("INSERT INTO a VALUES (1)");
		this.files.with("V2__fast.sql", "UPDATE a SET id = 2;", pragma + ";", "UPDATE a SET id = 3;");
		assertThatExceptionOfType(InvalidScriptException.class).isThrownBy(migrator(database.dataSource())::migrate)
			.withMessageContainingAll("V2__fast.sql, line 2", pragma, "not rolled back", "repair --checksums");
		assertThat(database.query("SELECT id FROM a")).containsExactly("1");
	}

	@Test
	void aUrlMayNotGiveUpTheJournal() {
		TestDatabase database = TestDatabase.sqlite(this.directory);
		assertThatExceptionOfType(InvalidSettingsException.class)
			.isThrownBy(migrator(new DriverManagerDataSource(database.url() + "?journal_mode=OFF"))::migrate)
			.withMessageContainingAll("journal_mode=off", "Nothing was changed");
		assertThat(database.query("SELECT name FROM sqlite_master")).isEmpty();
	}

	@Test
	void setsTheJournalModeThoughSeveralInstancesStartTogether() throws Exception {
		TestDatabase database = TestDatabase.sqlite(this.directory);
		ExecutorService instances = Executors.newFixedThreadPool(4);
		try {
			List<Future<MigrationReport>> runs = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				Migrator migrator = migrator(database.dataSource());
				runs.add(instances.submit(() -> migrator.migrate()));
			}
			int applied = 0;
			for (Future<MigrationReport> run : runs) {
				applied += run.get().applied().size();
			}
			assertThat(applied).isOne();
		}
		finally {
			instances.shutdownNow();
		}
		assertThat(database.query("PRAGMA journal_mode")).containsExactly("wal");
	}

	private Migrator migrator(DataSource dataSource) {
		return Migrator.builder(dataSource).locations(this.files.location()).build();
	}

	private static HikariDataSource pool(String url, int size) {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl(url);
		if (size > 0) {
			pool.setMaximumPoolSize(size);
		}
		return pool;
	}

}
