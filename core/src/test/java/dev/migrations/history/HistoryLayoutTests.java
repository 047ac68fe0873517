package dev.migrations.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import dev.migrations.Migrator;
import dev.migrations.MigrationInfo;
import dev.migrations.model.ChecksumStatus;
import dev.migrations.model.MigrationState;
import dev.migrations.model.Version;
import dev.migrations.testing.MigrationFiles;
import dev.migrations.testing.StatementLog;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * History tables as every layout that there ever was has left them behind. Each layout is
 * a directory of dumps that the engine of its day wrote, one a database.
 */
class HistoryLayoutTests {

	private static final Path LAYOUTS = Path.of("src/test/resources/history");

	@TempDir
	Path directory;

	@ParameterizedTest
	@MethodSource("dumps")
	void isReadInOneSelect(Path dump) throws Exception {
		TestDatabase database = restore(dump);
		StatementLog log = new StatementLog(database.dataSource());
		assertThat(Migrator.builder(log).locations(files().location()).build().migrate().applied()).isEmpty();
		assertThat(log.calls()).hasSize(1).first().asString().startsWith("SELECT");
		assertThat(migrator(database).status().migrations()).extracting(MigrationInfo::state)
			.containsExactly(MigrationState.BASELINE, MigrationState.BELOW_BASELINE, MigrationState.APPLIED,
					MigrationState.APPLIED, MigrationState.APPLIED);
		assertThat(migrator(database).status().migrations()).filteredOn(MigrationInfo::state, MigrationState.APPLIED)
			.extracting((migration) -> migration.checksum().status())
			.containsOnly(ChecksumStatus.MATCH);
	}

	@ParameterizedTest
	@MethodSource("dumps")
	void isUpgradedWhenThereIsSomethingToWrite(Path dump) throws Exception {
		TestDatabase database = restore(dump);
		files().with("V4__more.sql", "CREATE TABLE more (id INTEGER);");
		assertThat(migrator(database).migrate().applied()).hasSize(1);
		assertThat(HistoryDump.columns(database)).containsAll(todaysColumns());
		assertThat(migrator(database).status().isUpToDate()).isTrue();
	}

	/**
	 * Whoever changes the layout adds dumps of the new one: this test leaves them in
	 * {@code target/history}.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "sqlite", "h2", "postgresql" })
	void todaysLayoutHasADump(String vendor) throws Exception {
		TestDatabase database = database(vendor);
		migrator(database).baseline(Version.of("1"));
		migrator(database).migrate();
		Path fresh = Path.of("target/history", vendor + ".sql");
		HistoryDump.of(database).write(fresh);
		Path newest = layouts().get(layouts().size() - 1).resolve(vendor + ".sql");
		assertThat(HistoryDump.columns(restore(newest)))
			.as("columns of %s; copy %s to a new layout-N beside it if the table has changed", newest, fresh)
			.containsExactlyInAnyOrderElementsOf(todaysColumns());
	}

	static List<Path> dumps() throws IOException {
		return layouts().stream().flatMap(HistoryLayoutTests::list).toList();
	}

	private static List<Path> layouts() {
		return list(LAYOUTS).toList();
	}

	private static Stream<Path> list(Path directory) {
		try (Stream<Path> children = Files.list(directory)) {
			return children.sorted(Comparator.comparing(Path::toString)).toList().stream();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<String> todaysColumns() {
		return Stream.of(HistoryColumn.values()).map(HistoryColumn::sqlName).toList();
	}

	private MigrationFiles files() {
		return new MigrationFiles(this.directory.resolve("migrations"))
			.with("V1__old.sql", "CREATE TABLE old (id INT);")
			.with("002_users.sql", "CREATE TABLE users (id INTEGER);")
			.with("V3__name's.sql", "INSERT INTO users (id) VALUES (1);")
			.with("R__overview.sql", "DROP VIEW IF EXISTS overview;", "CREATE VIEW overview AS SELECT id FROM users;");
	}

	private Migrator migrator(TestDatabase database) {
		return Migrator.builder(database.dataSource()).locations(files().location()).build();
	}

	private TestDatabase restore(Path dump) throws IOException, SQLException {
		TestDatabase database = database(dump.getFileName().toString().replace(".sql", ""));
		database.execute(HistoryDump.read(dump).statements().toArray(String[]::new));
		return database;
	}

	private TestDatabase database(String vendor) throws IOException {
		return switch (vendor) {
			case "sqlite" -> TestDatabase.sqlite(Files.createTempDirectory(this.directory, "sqlite"));
			case "h2" -> TestDatabase.h2();
			case "postgresql" -> TestDatabase.postgresql();
			default -> throw new IllegalArgumentException(vendor);
		};
	}

}
