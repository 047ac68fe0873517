package dev.migrations;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.migrations.model.MigrationFailedException;
import dev.migrations.model.SlowStatement;
import dev.migrations.model.TransactionMode;
import dev.migrations.testing.MigrationFiles;
import dev.migrations.testing.StatementLog;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Small migrations of an empty schema of PostgreSQL, which are sent in one trip.
 */
class GatheredMigrationsTests {

	private static final String ROWS = "SELECT migration_key, type, version, spelling, description, script, checksum, "
			+ "statement_checksum, size_bytes, crc32, state, applied_order, failed_statement, applied_by, application "
			+ "FROM migration_history ORDER BY applied_order";

	@TempDir
	private Path directory;

	private final TestDatabase database = TestDatabase.postgresql();

	private MigrationFiles files;

	@BeforeEach
	void setUp() {
		this.files = new MigrationFiles(this.directory);
	}

	private MigratorBuilder builder(TestDatabase database) {
		return Migrator.builder(database.dataSource()).locations(this.files.location());
	}

	private void tables(int first, int last) {
		for (int i = first; i <= last; i++) {
			this.files.with("V" + i + "__t.sql", "CREATE TABLE t" + i + " (id INTEGER);",
					"INSERT INTO t" + i + " VALUES (" + i + ");");
		}
	}

	@Test
	void areSentTogetherOnceThereIsAHistory() {
		tables(1, 30);
		StatementLog log = new StatementLog(this.database.dataSource());
		Migrator.builder(log).locations(this.files.location()).build().migrate();
		assertThat(log.calls()).filteredOn((call) -> call.equals("executeBatch")).hasSize(2);
		assertThat(log.calls()).filteredOn((call) -> call.equals("commit")).hasSize(1);
		assertThat(this.database.query("SELECT count(*) FROM migration_history WHERE state = 'APPLIED'"))
			.containsExactly("30");
		assertThat(this.database.query("SELECT id FROM t30")).containsExactly("30");
	}

	@Test
	void haveTheSameRowsAsOnesThatAreAppliedOneByOne() {
		tables(1, 3);
		this.files.with("V4__guarded.sql", "-- migrations: unless exists table(t1)", "DROP TABLE t1;")
			.with("V5__empty.sql", "-- nothing")
			.with("V6__session.sql", "SET search_path TO public;", "CREATE TABLE t6 (id INTEGER);")
			.with("V7__query.sql", "SELECT 1;")
			.with("V8__in_two.sql", "BEGIN;", "CREATE TABLE t8 (id INTEGER);", "COMMIT;", "BEGIN;",
					"INSERT INTO t8 VALUES (8);", "COMMIT;")
			.with("R__view.sql", "CREATE OR REPLACE VIEW v AS SELECT * FROM t1;");
		tables(9, 11);
		MigrationReport report = builder(this.database).build().migrate();
		TestDatabase other = TestDatabase.postgresql();
		builder(other).transaction(TransactionMode.PER_MIGRATION).build().migrate();
		assertThat(report.applied()).hasSize(12);
		assertThat(this.database.query(ROWS)).hasSize(12).isEqualTo(other.query(ROWS));
	}

	@Test
	void eachTakeTheTimeThatTheServerTookForThem() {
		tables(1, 1);
		this.files.with("V2__slow.sql", "CREATE TABLE slow AS SELECT 1 AS one FROM pg_sleep(0.4);")
			.with("V3__slower.sql", "CREATE TABLE slower AS SELECT 1 AS one FROM pg_sleep(0.7);");
		tables(4, 4);
		MigrationReport report = builder(this.database).build().migrate();
		List<String> recorded = this.database
			.query("SELECT execution_ms FROM migration_history WHERE applied_order > 1 ORDER BY applied_order");
		assertThat(report.applied().subList(1, 4))
			.extracting((applied) -> String.valueOf(applied.duration().toMillis()))
			.isEqualTo(recorded);
		assertThat(Long.parseLong(recorded.get(0))).isGreaterThanOrEqualTo(400);
		assertThat(Long.parseLong(recorded.get(1))).isGreaterThanOrEqualTo(700);
		assertThat(this.database.query("""
				SELECT count(*) FROM migration_history a JOIN migration_history b ON a.applied_order < b.applied_order
				WHERE a.applied_at >= b.applied_at OR b.applied_at > clock_timestamp()""")).containsExactly("0");
	}

	@Test
	void areRolledBackTogetherAndAppliedOneByOneUpToTheOneThatFails() {
		tables(1, 3);
		this.files.with("V4__broken.sql", "CREATE TABLE t4 (id INTEGER);", "INSERT INTO t4 VALUES ('${value}');");
		tables(5, 7);
		AppliedScripts applied = new AppliedScripts();
		Migrator migrator = builder(this.database).placeholders(java.util.Map.of("value", "hush"))
			.listeners(applied)
			.build();
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator::migrate)
			.satisfies((ex) -> assertThat(ex.getDescription())
				.startsWith("V4__broken.sql, line 2, column 24: statement 2 failed")
				.doesNotContain("hush"));
		assertThat(applied.names()).containsExactly("V1__t.sql", "V2__t.sql", "V3__t.sql");
		assertThat(this.database.query("SELECT migration_key FROM migration_history ORDER BY applied_order"))
			.containsExactly("V:1", "V:2", "V:3");
		assertThat(this.database.hasTable("t4")).isFalse();
	}

	@Test
	void areNotAppliedWhereAScriptTakesTheRowOfAnotherAway() {
		tables(1, 2);
		this.files.with("V3__meddles.sql", "DELETE FROM migration_history WHERE migration_key = 'V:3';");
		tables(4, 5);
		assertThatExceptionOfType(Exception.class).isThrownBy(builder(this.database).build()::migrate)
			.withMessageContaining("no longer as it was written");
		assertThat(this.database.query("SELECT migration_key FROM migration_history ORDER BY applied_order"))
			.containsExactly("V:1", "V:2");
		assertThat(this.database.hasTable("t4")).isFalse();
	}

	@Test
	void areEachNamedWhereOneTakesLong() {
		tables(1, 2);
		this.files.with("V3__slow.sql", "CREATE TABLE quick (id INTEGER);",
				"CREATE TABLE slow AS SELECT 1 AS one FROM pg_sleep(7);");
		tables(4, 5);
		List<String> watched = new ArrayList<>();
		MigrationReport report = builder(this.database).listeners(new MigrationListener() {

			@Override
			public void migrationProgressed(MigrationEvent.MigrationProgressed event) {
				if (event.elapsed().compareTo(Duration.ofSeconds(2)) > 0) {
					watched.add(event.migration().script() + ", statement " + event.statement());
				}
			}

		}).build().migrate();
		assertThat(report.slowest()).extracting(SlowStatement::place)
			.containsExactly("V3__slow.sql, statement 2 of 2 (line 2)");
		assertThat(watched).isNotEmpty().containsOnly("V3__slow.sql, statement 2");
	}

}
