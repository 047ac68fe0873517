package dev.migrations;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import dev.migrations.model.MigrationFailedException;
import dev.migrations.model.MigrationLockException;
import dev.migrations.testing.MigrationFiles;
import dev.migrations.testing.StatementLog;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Migrations that MariaDB gets as one block.
 */
class MariaDbBlockTests {

	private static final String WAITING = "SELECT id FROM information_schema.processlist "
			+ "WHERE db = DATABASE() AND state = 'Waiting for table metadata lock'";

	private final TestDatabase database = TestDatabase.mariadb();

	private MigrationFiles files;

	@BeforeEach
	void applyTheFirst(@TempDir Path directory) {
		this.files = new MigrationFiles(directory).with("V1__held.sql", "CREATE TABLE held (id INTEGER);");
		migrator().migrate();
	}

	private Migrator migrator() {
		return Migrator.builder(this.database.dataSource()).locations(this.files.location()).build();
	}

	@Test
	void aMigrationIsOneTrip() {
		for (int i = 2; i <= 4; i++) {
			this.files.with("V" + i + "__t.sql", "CREATE TABLE t" + i + " (id INTEGER) ENGINE = InnoDB;",
					"CREATE INDEX t" + i + "_id ON t" + i + " (id); -- the last; of them",
					"INSERT INTO t" + i + " VALUES (" + i + ");", "INSERT INTO held VALUES (" + i + ");");
		}
		StatementLog log = new StatementLog(this.database.dataSource());
		MigrationReport report = Migrator.builder(log).locations(this.files.location()).build().migrate();
		assertThat(report.applied()).hasSize(3);
		List<String> calls = log.calls();
		int first = calls.indexOf(calls.stream().filter(MariaDbBlockTests::isBlock).findFirst().orElseThrow());
		assertThat(calls.subList(first, first + 3)).allMatch(MariaDbBlockTests::isBlock);
		assertThat(calls).filteredOn(MariaDbBlockTests::isBlock).hasSize(3);
		assertThat(this.database.query("SELECT id FROM held ORDER BY id")).containsExactly("2", "3", "4");
		assertThat(this.database.query("SELECT version, state, applied_order FROM migration_history ORDER BY 3"))
			.containsExactly("1|APPLIED|1", "2|APPLIED|2", "3|APPLIED|3", "4|APPLIED|4");
		assertThat(this.database.query("SELECT COUNT(*) FROM migration_history_step")).containsExactly("0");
	}

	@Test
	void aMigrationOfThreeStatementsThatIsNoBlockIsTwelveTrips() {
		// What is asked once in a run is asked for the first one.
		for (String table : List.of("V2__s", "V3__t")) {
			String name = table.substring(4);
			this.files.with(table + ".sql", "CREATE TABLE " + name + " (id INTEGER);",
					"CREATE INDEX i ON " + name + " (id);", "INSERT INTO " + name + " VALUES (1);");
		}
		StatementLog log = new StatementLog(this.database.dataSource());
		Migrator.builder(log)
			.locations(this.files.location())
			.statementTimeout(Duration.ofMinutes(5))
			.build()
			.migrate();
		List<String> calls = log.calls();
		int first = calls.indexOf(calls.stream().filter((call) -> call.contains("'V:3'")).findFirst().get());
		List<String> trips = calls.subList(first, calls.lastIndexOf("commit") + 2);
		assertThat(trips).hasSize(12);
		assertThat(trips.get(2)).startsWith("CREATE TABLE");
		assertThat(trips.get(4)).startsWith("CREATE INDEX");
		assertThat(trips.get(5)).contains("SET state = 'DONE'");
		assertThat(trips.get(11)).isEqualTo("setAutoCommit");
	}

	@Test
	void commentsWithCodeAreExecutedInABlock() {
		this.files.with("V2__dump.sql", "/*!50001 CREATE TABLE one (id INTEGER) */;",
				"/*M!100100 INSERT INTO one VALUES (1) */;", "/*!50001 DROP TABLE IF EXISTS held, nothing */;",
				"/*!50001 CREATE OR REPLACE VIEW v AS SELECT id FROM one */;",
				"/*!999999 CREATE TABLE two (id INTEGER) */;");
		assertThat(migrator().migrate().isUpToDate()).isTrue();
		assertThat(this.database.query("SELECT id FROM v")).containsExactly("1");
		assertThat(this.database.hasTable("held")).isFalse();
		assertThat(this.database.hasTable("two")).isFalse();
	}

	@Test
	void theOrderGoesOnBehindAScriptThatWasSentStatementByStatement() {
		this.files.with("V2__procedure.sql", "CREATE PROCEDURE p() SELECT 1;")
			.with("V3__plain.sql", "CREATE TABLE three (id INTEGER);")
			.with("V4__plain.sql", "CREATE TABLE four (id INTEGER);");
		migrator().migrate();
		assertThat(this.database.query("SELECT version, applied_order FROM migration_history ORDER BY 1"))
			.containsExactly("1|1", "2|2", "3|3", "4|4");
	}

	@Test
	void anErrorIsToldAsIfEachStatementHadBeenSentAlone() {
		this.files.with("V2__broken.sql", "CREATE TABLE one (id INTEGER PRIMARY KEY);", "INSERT INTO one VALUES (1);",
				"CREATE TABLE two (id INTEGER);", "INSERT INTO two VALUES (1);", "INSERT INTO one VALUES (1);");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate)
			.satisfies((ex) -> assertThat(ex.getDescription()).contains("V2__broken.sql, line 5, column 1: statement 5",
					"Duplicate entry '1'", "Statements 1 to 3 of this script are in force"));
		assertThat(this.database.query("SELECT COUNT(*) FROM two")).containsExactly("0");
		this.files.with("V2__broken.sql", "CREATE TABLE one (id INTEGER PRIMARY KEY);", "INSERT INTO one VALUES (1);",
				"CREATE TABLE two (id INTEGER);", "INSERT INTO two VALUES (1);", "INSERT INTO one VALUES (2);");
		assertThat(migrator().migrate().isUpToDate()).isTrue();
		assertThat(this.database.query("SELECT id FROM one ORDER BY id")).containsExactly("1", "2");
		assertThat(this.database.query("SELECT id FROM two")).containsExactly("1");
	}

	@Test
	void aStatementThatTheServerDoesNotUnderstandKeepsNothingOfTheBlockFromBeingTold() {
		this.files.with("V2__typo.sql", "CREATE TABLE one (id INTEGER);", "CREATE TABLE two (id INTEGER) TYPO;");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate)
			.satisfies((ex) -> assertThat(ex.getDescription()).contains("V2__typo.sql, line 2, column 1: statement 2",
					"You have an error in your SQL syntax", "Statement 1 of this script is in force"));
	}

	@Test
	void aBlockLongerThanTheServerAcceptsIsSentStatementByStatement() {
		String[] statements = IntStream.rangeClosed(1, 150)
			.mapToObj((i) -> "ALTER TABLE held ADD COLUMN c" + i + " VARCHAR(20);")
			.toArray(String[]::new);
		this.files.with("V2__wide.sql", statements);
		String before = this.database.query("SELECT @@global.max_allowed_packet").get(0);
		this.database.execute("SET GLOBAL max_allowed_packet = " + 128 * 1024);
		try {
			StatementLog log = new StatementLog(this.database.dataSource());
			Migrator.builder(log).locations(this.files.location()).build().migrate();
			assertThat(log.calls()).noneMatch(MariaDbBlockTests::isBlock);
		}
		finally {
			this.database.execute("SET GLOBAL max_allowed_packet = " + before);
		}
		assertThat(this.database.query("SELECT COUNT(*) FROM information_schema.columns "
				+ "WHERE table_schema = DATABASE() AND table_name = 'held'"))
			.containsExactly("151");
	}

	@Test
	void aBlockThatHasGivenTheLockAwayAnnouncesNothingMore() {
		this.files.with("V2__releases.sql", "CREATE TABLE one (id INTEGER);",
				"INSERT INTO one SELECT RELEASE_ALL_LOCKS();", "CREATE TABLE two (id INTEGER);");
		assertThatExceptionOfType(MigrationLockException.class).isThrownBy(migrator()::migrate)
			.withMessageContaining("The migration lock was lost");
		assertThat(this.database.hasTable("two")).isFalse();
		assertThat(this.database.query("SELECT id FROM one")).isEmpty();
		this.files.with("V2__releases.sql", "CREATE TABLE one (id INTEGER);", "INSERT INTO one VALUES (1);",
				"CREATE TABLE two (id INTEGER);");
		assertThat(migrator().migrate().isUpToDate()).isTrue();
		assertThat(this.database.query("SELECT id FROM one")).containsExactly("1");
	}

	@Test
	void severalStatementsBetweenOtherDelimitersStayOneThatIsRefused() {
		this.files.with("V2__two.sql", "DELIMITER //", "INSERT INTO held VALUES (1); INSERT INTO held VALUES (2)//");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate);
		assertThat(this.database.query("SELECT COUNT(*) FROM held")).containsExactly("0");
	}

	@Test
	void whatABlockHasExecutedCountsAlthoughTheRestIsSentAgain() throws Exception {
		this.files.with("V2__waits.sql", "CREATE TABLE one (id INTEGER);", "INSERT INTO one VALUES (1);",
				"ALTER TABLE held ADD COLUMN name VARCHAR(20);");
		MigrationReport report;
		try (Connection reader = DriverManager.getConnection(this.database.url());
				Statement statement = reader.createStatement()) {
			reader.setAutoCommit(false);
			statement.executeQuery("SELECT id FROM held").close();
			report = Migrator.builder(this.database.dataSource())
				.locations(this.files.location())
				.ddlLockTimeout(Duration.ofSeconds(1))
				.listeners(new MigrationListener() {

					@Override
					public void migrationRetried(MigrationEvent.MigrationRetried event) {
						try {
							reader.rollback();
						}
						catch (SQLException ex) {
							throw new IllegalStateException(ex);
						}
					}

				})
				.build()
				.migrate();
		}
		assertThat(report.applied()).extracting(MigrationReport.Applied::statements).containsExactly(3);
		assertThat(report.applied().get(0).duration()).isGreaterThan(Duration.ofSeconds(1));
		assertThat(this.database.query("SELECT state FROM migration_history WHERE version = '2'"))
			.containsExactly("APPLIED");
	}

	@Test
	void aSessionKilledWithinABlockLeavesWhatTheNextOneGoesOnFrom() throws Exception {
		this.files.with("V2__killed.sql", "CREATE TABLE one (id INTEGER);", "INSERT INTO one VALUES (1);",
				"ALTER TABLE held ADD COLUMN name VARCHAR(20);", "CREATE TABLE two (id INTEGER);",
				"INSERT INTO two SELECT id FROM one;");
		CompletableFuture<MigrationReport> killed;
		try (Connection reader = DriverManager.getConnection(this.database.url());
				Statement statement = reader.createStatement()) {
			reader.setAutoCommit(false);
			statement.executeQuery("SELECT id FROM held").close();
			killed = CompletableFuture.supplyAsync(migrator()::migrate);
			await().atMost(Duration.ofMinutes(1)).until(() -> !this.database.query(WAITING).isEmpty());
			assertThat(this.database.query("SELECT state FROM migration_history WHERE version = '2'"))
				.containsExactly("RUNNING");
			assertThat(this.database.query("SELECT number, state FROM migration_history_step ORDER BY number"))
				.containsExactly("1|DONE", "2|DONE", "3|INTENT");
			this.database.execute("KILL " + this.database.query(WAITING).get(0));
		}
		assertThat(killed.get().isUpToDate()).isTrue();
		assertThat(this.database.query("SELECT id FROM one")).containsExactly("1");
		assertThat(this.database.query("SELECT id FROM two")).containsExactly("1");
		assertThat(this.database.query("SELECT COUNT(name) FROM held")).containsExactly("0");
		assertThat(this.database.query("SELECT state FROM migration_history WHERE version = '2'"))
			.containsExactly("APPLIED");
		assertThat(this.database.query("SELECT COUNT(*) FROM migration_history_step")).containsExactly("0");
	}

	private static boolean isBlock(String call) {
		return call.startsWith("BEGIN NOT ATOMIC");
	}

}
