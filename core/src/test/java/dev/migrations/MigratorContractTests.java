package dev.migrations;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.migrations.model.ChecksumMismatchPolicy;
import dev.migrations.model.ChecksumStatus;
import dev.migrations.model.InvalidScriptException;
import dev.migrations.model.InvalidSettingsException;
import dev.migrations.model.MigrationException;
import dev.migrations.model.MigrationFailedException;
import dev.migrations.model.MigrationHistoryException;
import dev.migrations.model.MigrationState;
import dev.migrations.model.MigrationValidationException;
import dev.migrations.model.MissingPolicy;
import dev.migrations.model.OutOfOrderPolicy;
import dev.migrations.model.Target;
import dev.migrations.model.TransactionMode;
import dev.migrations.model.Version;
import dev.migrations.testing.MigrationFiles;
import dev.migrations.testing.StatementLog;
import dev.migrations.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What every database has to fulfil.
 */
abstract class MigratorContractTests extends DatabaseContract {

	/**
	 * A script with a semicolon inside the body of a trigger or a function, after which
	 * the table {@code after_body} is created.
	 */
	abstract String[] scriptWithBody();

	private void threeMigrations() {
		this.files.with("V1__users.sql", "CREATE TABLE users (id INTEGER PRIMARY KEY, name VARCHAR(100));")
			.with("002_orders.sql", "CREATE TABLE orders (id INTEGER PRIMARY KEY);",
					"INSERT INTO users (id, name) VALUES (1, 'a;b');")
			.with("V3__more.sql", "INSERT INTO orders (id) VALUES (1);", "INSERT INTO orders (id) VALUES (2);");
	}

	@Test
	void appliesEverythingInOrderAndRecordsIt() {
		threeMigrations();
		MigrationReport report = migrator().migrate();
		assertThat(report.applied()).extracting(MigrationReport.Applied::script)
			.containsExactly("V1__users.sql", "002_orders.sql", "V3__more.sql");
		assertThat(report.applied()).extracting(MigrationReport.Applied::statements).containsExactly(1, 2, 2);
		assertThat(report.initial()).isNull();
		assertThat(report.current()).isEqualTo(Version.of("3"));
		assertThat(report.isUpToDate()).isTrue();
		assertThat(this.database.query("SELECT name FROM users")).containsExactly("a;b");
		assertThat(this.database
			.query("SELECT migration_key, spelling, description, script, state, applied_order FROM migration_history "
					+ "ORDER BY applied_order"))
			.containsExactly("V:1|1|users|V1__users.sql|APPLIED|1", "V:2|002|orders|002_orders.sql|APPLIED|2",
					"V:3|3|more|V3__more.sql|APPLIED|3");
		assertThat(this.database.query("SELECT count(*) FROM migration_history WHERE checksum LIKE 'v1:sha256:%' "
				+ "AND statement_checksum LIKE '%:sha256:%' AND size_bytes > 0 AND crc32 > 0 AND run_id IS NOT NULL "
				+ "AND applied_by IS NOT NULL AND applied_at IS NOT NULL AND execution_ms >= 0 "
				+ "AND tool_version IS NOT NULL"))
			.containsExactly("3");
	}

	@Test
	void aStartWithNothingToDoIsOneSelect() {
		threeMigrations();
		migrator().migrate();
		StatementLog log = new StatementLog(this.database.dataSource());
		MigrationReport report = Migrator.builder(log).locations(this.files.location()).build().migrate();
		assertThat(report.applied()).isEmpty();
		assertThat(log.calls()).hasSize(1);
		assertThat(log.calls().get(0)).startsWith("SELECT");
	}

	@Test
	void manyMigrationsOfAnEmptySchemaShareATransactionWhereTheDatabaseCanRollThemBack() {
		for (int i = 1; i <= 5; i++) {
			this.files.with("V" + i + "__t.sql", "CREATE TABLE t" + i + " (id INTEGER);",
					"INSERT INTO t" + i + " VALUES (" + i + ");");
		}
		StatementLog log = new StatementLog(this.database.dataSource());
		MigrationReport report = Migrator.builder(log).locations(this.files.location()).build().migrate();
		assertThat(report.applied()).hasSize(5);
		assertThat(this.database.query("SELECT state FROM migration_history")).hasSize(5).containsOnly("APPLIED");
		long commits = log.calls()
			.stream()
			.filter((call) -> call.equalsIgnoreCase("commit") || call.endsWith("COMMIT\n;\nEND"))
			.count();
		if (this.database.transactionalDdl()) {
			assertThat(commits).isEqualTo(1);
		}
		else {
			assertThat(commits).isGreaterThanOrEqualTo(5);
		}
	}

	@Test
	void whatFailedInASharedTransactionIsInForceUpToTheFailureAndNamedLikeAlone() {
		threeMigrations();
		this.files.with("V4__broken.sql", "CREATE TABLE four (id INTEGER);", "INSERT INTO nowhere VALUES (1);")
			.with("V5__five.sql", "CREATE TABLE five (id INTEGER);");
		AppliedScripts applied = new AppliedScripts();
		Migrator migrator = Migrator.builder(this.database.dataSource())
			.locations(this.files.location())
			.listeners(applied)
			.build();
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator::migrate)
			.satisfies((ex) -> assertThat(ex.getDescription()).contains("V4__broken.sql").contains("line 2"));
		assertThat(this.database.query("SELECT count(*) FROM migration_history WHERE state = 'APPLIED'"))
			.containsExactly("3");
		assertThat(applied.names()).hasSize(3).doesNotHaveDuplicates();
		assertThat(this.database.hasTable("five")).isFalse();
	}

	@Test
	void aRunInOneTransactionIsWholeOrNotAtAll() {
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);");
		migrator().migrate();
		this.files.with("V2__two.sql", "CREATE TABLE two (id INTEGER);")
			.with("V3__broken.sql", "INSERT INTO nowhere VALUES (1);");
		Migrator migrator = Migrator.builder(this.database.dataSource())
			.locations(this.files.location())
			.transaction(TransactionMode.PER_RUN)
			.build();
		if (!this.database.transactionalDdl()) {
			assertThatExceptionOfType(InvalidSettingsException.class).isThrownBy(migrator::migrate)
				.withMessageContaining("migrations.transaction=per-run");
			return;
		}
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator::migrate)
			.satisfies((ex) -> assertThat(ex.getDescription()).contains("V3__broken.sql"));
		assertThat(this.database.hasTable("two")).isFalse();
		assertThat(this.database.query("SELECT migration_key FROM migration_history")).containsExactly("V:1");
		this.files.with("V3__broken.sql", "INSERT INTO two VALUES (1);");
		assertThat(migrator.migrate().applied()).hasSize(2);
	}

	@Test
	void anAddedFileIsApplied() {
		threeMigrations();
		migrator().migrate();
		this.files.with("V4__four.sql", "CREATE TABLE four (id INTEGER)");
		MigrationReport report = migrator().migrate();
		assertThat(report.applied()).extracting(MigrationReport.Applied::version).containsExactly("4");
		assertThat(report.initial()).isEqualTo(Version.of("3"));
	}

	@Test
	void refusesAnEditedFileAndSaysWhatToDo() {
		threeMigrations();
		migrator().migrate();
		this.files.with("V1__users.sql", "CREATE TABLE users (id INTEGER PRIMARY KEY, name VARCHAR(200));")
			.with("V4__four.sql", "CREATE TABLE four (id INTEGER)");
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator()::migrate)
			.satisfies((ex) -> {
				assertThat(ex.getDescription()).contains("V1__users.sql was edited after it had been applied",
						"it was applied with v1:sha256:", "the file now has v1:sha256:");
				assertThat(ex.getAction()).contains("Restore the file", "migrations.on-checksum-mismatch=warn");
			});
		assertThat(this.database.hasTable("four")).isFalse();
		MigrationReport report = builder().onChecksumMismatch(ChecksumMismatchPolicy.WARN).build().migrate();
		assertThat(report.applied()).extracting(MigrationReport.Applied::version).containsExactly("4");
		assertThat(report.warnings()).singleElement().asString().contains("V1__users.sql was edited");
	}

	@Test
	void anotherScriptOfAnAppliedVersionIsNamedAsThatAndToBeRenumbered() {
		threeMigrations();
		migrator().migrate();
		this.files.without("V3__more.sql").with("V3__another.sql", "CREATE TABLE another (id INTEGER)");
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator()::migrate)
			.satisfies((ex) -> {
				assertThat(ex.getDescription())
					.startsWith("V3__another.sql is not applied: another script of version 3 was applied on ")
					.contains(": V3__more.sql.")
					.doesNotContain("edited");
				assertThat(ex.getAction()).contains("migrations renumber V3__another.sql", "repair --checksums");
			});
		RepairPlan repair = migrator().planRepair();
		assertThat(repair.actions()).singleElement()
			.satisfies((action) -> assertThat(action.description())
				.startsWith("Take V3__another.sql for V3__more.sql, which was applied as version 3")
				.contains("it is not executed")
				.doesNotContain("edited"));
		assertThat(this.database.hasTable("another")).isFalse();
		migrator().renumber(migrator().planRenumber("V3__another.sql"));
		threeMigrations();
		assertThat(migrator().plan().steps()).extracting(MigrationPlan.Step::script).containsExactly("V4__another.sql");
	}

	@Test
	void aScriptThatWasRenumberedAfterItWasAppliedIsFoundByItsText() {
		threeMigrations();
		this.files.with("V4__mine.sql", "CREATE TABLE mine (id INTEGER);");
		migrator().migrate();
		this.files.without("V4__mine.sql")
			.with("V4__theirs.sql", "CREATE TABLE theirs (id INTEGER);")
			.with("V5__mine.sql", "CREATE TABLE mine (id INTEGER);");
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator()::migrate)
			.withMessageContaining("V4__theirs.sql is not applied: another script of version 4 was applied on ")
			.withMessageContaining(": V4__mine.sql. V5__mine.sql has the text of that.")
			.withMessageContaining(
					"If V5__mine.sql is what was applied as version 4, undo that with the code that still "
							+ "has it as version 4, or make this database anew. Otherwise give V4__theirs.sql the next version");
		this.files.without("V4__theirs.sql");
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator()::migrate)
			.withMessageContaining("but there is no such file. V5__mine.sql has the text of that.")
			.withMessageContaining(
					"undo that with the code that still has it as version 4, or make this database anew. "
							+ "Otherwise restore the file");
	}

	@Test
	void aReformattedFileIsNoError() {
		threeMigrations();
		migrator().migrate();
		this.files.with("V1__users.sql", "-- the people", "CREATE TABLE users (",
				"  id INTEGER PRIMARY KEY, /* what they are called */ name VARCHAR(100)", ");");
		assertThat(migrator().migrate().applied()).isEmpty();
		assertThat(migrator().status().migrations().get(0).checksum().status()).isEqualTo(ChecksumStatus.REFORMATTED);
	}

	@Test
	void bodiesWithSemicolonsAreNotCut() {
		this.files.with("V1__body.sql", scriptWithBody());
		migrator().migrate();
		assertThat(this.database.hasTable("after_body")).isTrue();
	}

	@Test
	void anEmptyScriptIsAppliedAndDoesNothing() {
		this.files.with("V1__nothing.sql", "-- nothing to do here", ";;");
		assertThat(migrator().migrate().applied()).extracting(MigrationReport.Applied::statements).containsExactly(0);
		assertThat(states()).containsExactly("1 APPLIED");
	}

	@Test
	void repeatablesRunAfterTheVersionedOnesAndAgainWhenTheyChange() {
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);")
			.with("R__rows.sql", "INSERT INTO one VALUES (1);");
		assertThat(migrator().migrate().applied()).extracting(MigrationReport.Applied::script)
			.containsExactly("V1__one.sql", "R__rows.sql");
		assertThat(migrator().migrate().applied()).isEmpty();
		this.files.with("R__rows.sql", "-- only a comment", "INSERT INTO one VALUES (1);");
		assertThat(migrator().migrate().applied()).isEmpty();
		this.files.with("R__rows.sql", "INSERT INTO one VALUES (2);")
			.with("V2__two.sql", "INSERT INTO one VALUES (3);");
		assertThat(migrator().plan().steps()).extracting(MigrationPlan.Step::state)
			.containsExactly(MigrationState.PENDING, MigrationState.OUTDATED);
		assertThat(migrator().migrate().applied()).extracting(MigrationReport.Applied::script)
			.containsExactly("V2__two.sql", "R__rows.sql");
		assertThat(this.database.query("SELECT id FROM one ORDER BY id")).containsExactly("1", "2", "3");
		assertThat(this.database.query("SELECT applied_order FROM migration_history ORDER BY migration_key"))
			.containsExactly("4", "1", "3");
	}

	@Test
	void stopsAtTheTarget() {
		threeMigrations();
		this.files.with("R__last.sql", "SELECT 1;");
		MigrationReport report = builder().target(Target.of("2")).build().migrate();
		assertThat(report.current()).isEqualTo(Version.of("2"));
		assertThat(report.isUpToDate()).isFalse();
		assertThat(migrator().migrate().applied()).extracting(MigrationReport.Applied::script)
			.containsExactly("V3__more.sql", "R__last.sql");
	}

	@Test
	void refusesWhatIsOutOfOrderUnlessItIsAllowed() {
		threeMigrations();
		migrator().migrate();
		this.files.with("V2.5__late.sql", "CREATE TABLE late (id INTEGER);");
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator()::migrate)
			.satisfies((ex) -> assertThat(ex.getMessage()).contains("V2.5__late.sql", "3",
					"migrations.out-of-order=allow"));
		assertThat(builder().outOfOrder(OutOfOrderPolicy.ALLOW).build().migrate().applied())
			.extracting(MigrationReport.Applied::version)
			.containsExactly("2.5");
		assertThat(migrator().migrate().applied()).isEmpty();
	}

	@Test
	void refusesToGoOnWithoutAFileThatWasAppliedUnlessItIsAllowed() {
		threeMigrations();
		migrator().migrate();
		this.files.without("002_orders.sql");
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator()::migrate)
			.satisfies((ex) -> assertThat(ex.getMessage()).contains("002_orders.sql was applied",
					"migrations.on-missing=ignore"));
		assertThat(builder().onMissing(MissingPolicy.IGNORE).build().migrate().warnings()).hasSize(1);
	}

	@Test
	void startsOnADatabaseThatIsAheadOfTheCode() {
		threeMigrations();
		migrator().migrate();
		this.files.without("V3__more.sql");
		assertThat(migrator().migrate().applied()).isEmpty();
		assertThat(states()).containsExactly("1 APPLIED", "002 APPLIED", "3 FUTURE");
	}

	@Test
	void aRepeatableThatANewerVersionOfTheCodeHasNotFinishedIsLeftToIt() {
		this.files.with("V1__users.sql", "CREATE TABLE users (id INTEGER);")
			.with("R__rows.sql", "INSERT INTO users VALUES (1);");
		migrator().migrate();
		MigrationFiles newer = new MigrationFiles(this.directory.resolve("newer"))
			.with("V1__users.sql", "CREATE TABLE users (id INTEGER);")
			.with("V2__orders.sql", "CREATE TABLE orders (id INTEGER);")
			.with("R__rows.sql", "CREATE TABLE marks (id INTEGER);", "INSERT INTO no_such_table VALUES (2);");
		Migrator newerCode = builder().locations(newer.location()).build();
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(newerCode::migrate);
		List<String> before = this.database.query("SELECT migration_key, state FROM migration_history");
		migrator().requireCurrent();
		MigrationReport report = migrator().migrate();
		assertThat(report.applied()).isEmpty();
		if (!this.database.transactionalDdl()) {
			assertThat(states()).containsExactly("1 APPLIED", "2 FUTURE", "null FUTURE");
			assertThat(report.warnings()).singleElement()
				.asString()
				.contains("R__rows.sql", "FAILED: that version has to finish it");
			assertThat(migrator().planRepair().actions()).isEmpty();
		}
		assertThat(this.database.query("SELECT migration_key, state FROM migration_history")).isEqualTo(before);
		newer.with("R__rows.sql", "CREATE TABLE marks (id INTEGER);", "INSERT INTO users VALUES (2);");
		assertThat(newerCode.migrate().applied()).hasSize(1);
		assertThat(this.database.query("SELECT id FROM users ORDER BY id")).containsExactly("1", "2");
	}

	@Test
	void aBaselineStandsForWhatIsBelowIt() {
		threeMigrations();
		this.database.execute("CREATE TABLE users (id INTEGER PRIMARY KEY, name VARCHAR(100))",
				"CREATE TABLE orders (id INTEGER PRIMARY KEY)");
		migrator().baseline(Version.of("2"));
		migrator().baseline(Version.of("2.0"));
		assertThat(states()).containsExactly("1 BELOW_BASELINE", "2 BASELINE", "002 BELOW_BASELINE", "3 PENDING");
		assertThat(migrator().migrate().applied()).extracting(MigrationReport.Applied::version).containsExactly("3");
		assertThatExceptionOfType(MigrationHistoryException.class)
			.isThrownBy(() -> migrator().baseline(Version.of("3")));
	}

	@Test
	void baselinesAnExistingSchemaOnTheFirstRunWhenAskedTo() {
		threeMigrations();
		this.database.execute("CREATE TABLE users (id INTEGER PRIMARY KEY, name VARCHAR(100))");
		MigrationReport report = builder().baselineOnMigrate(true).build().migrate();
		assertThat(report.applied()).extracting(MigrationReport.Applied::version).containsExactly("002", "3");
	}

	@Test
	void doesNotBaselineAnEmptySchema() {
		threeMigrations();
		MigrationReport report = builder().baselineOnMigrate(true).build().migrate();
		assertThat(report.applied()).hasSize(3);
	}

	@Test
	void statusAndPlanAndValidateChangeNothing() {
		threeMigrations();
		assertThat(states()).containsExactly("1 PENDING", "002 PENDING", "3 PENDING");
		assertThat(migrator().plan().steps()).extracting(MigrationPlan.Step::script)
			.containsExactly("V1__users.sql", "002_orders.sql", "V3__more.sql");
		migrator().validate();
		assertThat(this.database.hasTable("migration_history")).isFalse();
		migrator().migrate();
		MigrationStatus status = migrator().status();
		assertThat(status.vendor()).isEqualTo(this.database.vendor());
		assertThat(status.current()).isEqualTo(Version.of("3")).isEqualTo(status.head());
		assertThat(status.isUpToDate()).isTrue();
		assertThat(status.migrations()).allSatisfy((migration) -> {
			assertThat(migration.checksum().status()).isEqualTo(ChecksumStatus.MATCH);
			assertThat(migration.appliedAt()).isNotNull();
			assertThat(migration.appliedBy()).isNotBlank();
			assertThat(migration.executionTime()).isNotNull();
		});
		assertThat(status.migrations().get(1).statements()).isEqualTo(new MigrationInfo.StatementCount(2, 2));
	}

	@Test
	void takesAnyLetterInTheNameOfAFile() {
		this.files.with("V1__gr\u00f6\u00dfe.sql", "CREATE TABLE one (id INTEGER);")
			.with("V2__what's_this.sql", "CREATE TABLE two (id INTEGER);")
			.with("R__%s_{0}_$1.sql", "INSERT INTO one VALUES (1);");
		assertThat(migrator().migrate().applied()).hasSize(3);
		assertThat(migrator().migrate().applied()).isEmpty();
		assertThat(migrator().status().migrations()).extracting(MigrationInfo::script)
			.containsExactly("V1__gr\u00f6\u00dfe.sql", "V2__what's_this.sql", "R__%s_{0}_$1.sql");
	}

	@Test
	void namesTheHistoryTableAsItIsTold() {
		threeMigrations();
		builder().historyTable("schema_versions").build().migrate();
		assertThat(this.database.query("SELECT count(*) FROM schema_versions")).containsExactly("3");
		assertThat(this.database.hasTable("migration_history")).isFalse();
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> builder().historyTable("a; DROP TABLE users").build().migrate())
			.satisfies((ex) -> assertThat(ex.getMessage()).contains("migrations.history-table"));
	}

	@Test
	void aPoolWithoutAutocommitLosesNothingButTheSessionThatAScriptHasChanged() throws Exception {
		this.files.with("V1__session.sql", "CREATE TEMPORARY TABLE scratch (id INTEGER);",
				"INSERT INTO no_such_table VALUES (1);");
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(this.database.url());
		config.setMaximumPoolSize(1);
		config.setAutoCommit(false);
		try (HikariDataSource pool = new HikariDataSource(config)) {
			Migrator migrator = Migrator.builder(pool).locations(this.files.location()).build();
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator::migrate);
			this.files.with("V1__session.sql", "CREATE TEMPORARY TABLE scratch (id INTEGER);",
					"CREATE TABLE one (id INTEGER);");
			assertThat(migrator.migrate().isUpToDate()).isTrue();
			try (Connection connection = pool.getConnection()) {
				assertThat(connection.getAutoCommit()).isFalse();
			}
		}
	}

	@Test
	void aTemporaryTableTakesNoRowsOfTheNextScript() {
		assumeThat(this.database.vendor()).as("H2 knows but one table of a name").isNotEqualTo("h2");
		this.files.with("V1__table.sql", "CREATE TABLE scratch (id INTEGER);", "CREATE TABLE temp (id INTEGER);")
			.with("V2__temporary.sql", "CREATE /* for now */ TEMPORARY TABLE scratch (id INTEGER);",
					"CREATE TEMPORARY TABLE temp (id INTEGER);")
			.with("V3__rows.sql", "INSERT INTO scratch VALUES (3);", "INSERT INTO temp VALUES (4);");
		migrator().migrate();
		assertThat(this.database.query("SELECT id FROM scratch UNION ALL SELECT id FROM temp")).containsExactly("3",
				"4");
	}

	@Test
	void worksWithAPoolOfOneConnectionWithoutAutocommit() throws Exception {
		threeMigrations();
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(this.database.url());
		config.setMaximumPoolSize(1);
		config.setAutoCommit(false);
		try (HikariDataSource pool = new HikariDataSource(config)) {
			Migrator migrator = Migrator.builder(pool).locations(this.files.location()).build();
			assertThat(migrator.migrate().applied()).hasSize(3);
			assertThat(migrator.migrate().applied()).isEmpty();
			assertThat(migrator.status().isUpToDate()).isTrue();
			try (Connection connection = pool.getConnection()) {
				assertThat(connection.getAutoCommit()).isFalse();
			}
		}
		assertThat(migrator().status().isUpToDate()).isTrue();
	}

	@Test
	void instancesThatStartTogetherApplyEachMigrationOnce() throws Exception {
		int instances = 6;
		this.files.with("V1__evidence.sql", "CREATE TABLE evidence (id INTEGER);");
		IntStream.rangeClosed(2, 20)
			.forEach((version) -> this.files.with("V" + version + "__step.sql",
					"INSERT INTO evidence VALUES (" + version + ");", "CREATE TABLE t" + version + " (id INTEGER);"));
		ExecutorService executor = Executors.newFixedThreadPool(instances);
		try {
			CyclicBarrier barrier = new CyclicBarrier(instances);
			List<Callable<MigrationReport>> starts = new ArrayList<>();
			for (int i = 0; i < instances; i++) {
				starts.add(() -> {
					Migrator migrator = migrator();
					barrier.await();
					return migrator.migrate();
				});
			}
			int applied = 0;
			for (Future<MigrationReport> report : executor.invokeAll(starts)) {
				assertThat(report.get().isUpToDate()).isTrue();
				applied += report.get().applied().size();
			}
			assertThat(applied).isEqualTo(20);
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(this.database.query("SELECT id FROM evidence ORDER BY id"))
			.containsExactlyElementsOf(IntStream.rangeClosed(2, 20).mapToObj(String::valueOf).toList());
	}

	@Test
	void guardsAreAskedOfTheCatalog() {
		this.database.execute("CREATE TABLE jobs (id INTEGER, priority INTEGER)");
		this.files.with("V1__guarded.sql", "-- migrations: unless exists column(jobs.priority)",
				"ALTER TABLE jobs ADD COLUMN priority INTEGER;", "-- migrations: unless exists column(jobs.attempts)",
				"ALTER TABLE jobs ADD COLUMN attempts INTEGER;", "-- migrations: if exists table(no_such_table)",
				"INSERT INTO no_such_table VALUES (1);", "-- migrations: if exists table(jobs)",
				"INSERT INTO jobs VALUES (1, 2, 3);");
		MigrationReport report = migrator().migrate();
		assertThat(report.applied()).singleElement().satisfies((applied) -> {
			assertThat(applied.statements()).isEqualTo(2);
			assertThat(applied.skipped()).containsExactly("statement 1 in line 2: unless exists column(jobs.priority)",
					"statement 3 in line 6: if exists table(no_such_table)");
		});
		assertThat(this.database.query("SELECT attempts FROM jobs")).containsExactly("3");
	}

	@Test
	void placeholdersAreReplacedWhenAnyAreSetAndAreNoPartOfTheChecksum() {
		this.files.with("V1__one.sql", "CREATE TABLE ${name} (id INTEGER);");
		builder().placeholders(Map.of("name", "one")).build().migrate();
		assertThat(this.database.hasTable("one")).isTrue();
		assertThat(builder().placeholders(Map.of("name", "two")).build().migrate().applied()).isEmpty();
		this.files.with("V2__two.sql", "CREATE TABLE two (id INTEGER);", "CREATE TABLE ${missing} (id INTEGER);");
		assertThatExceptionOfType(InvalidScriptException.class)
			.isThrownBy(() -> builder().placeholders(Map.of("name", "one")).build().migrate())
			.satisfies((ex) -> assertThat(ex.getMessage()).contains("V2__two.sql, line 2, column 14", "${missing}",
					"migrations.placeholders.missing"));
		assertThat(this.database.hasTable("two")).isFalse();
	}

	@Test
	void aScriptMayKeepItsPlaceholders() {
		this.files.with("V1__mails.sql", "CREATE TABLE ${name} (template VARCHAR(100));")
			.with("V2__mails.sql", "-- migrations: placeholders=none", "INSERT INTO mails VALUES ('Dear ${name},');",
					"INSERT INTO mails VALUES ('${unknown}');");
		Migrator migrator = builder().placeholders(Map.of("name", "mails")).build();
		assertThat(migrator.plan().toSql()).contains("CREATE TABLE mails", "'Dear ${name},'");
		migrator.migrate();
		assertThat(this.database.query("SELECT template FROM mails")).containsExactlyInAnyOrder("Dear ${name},",
				"${unknown}");
	}

	@Test
	void aSecretInAFailingStatementIsMasked() {
		this.files.with("V1__user.sql", "CREATE USER nobody PASSWORD 'hunter2' NO SUCH WORD;");
		assertThatExceptionOfType(MigrationException.class).isThrownBy(migrator()::migrate).satisfies((ex) -> {
			StringWriter trace = new StringWriter();
			ex.printStackTrace(new PrintWriter(trace));
			assertThat(trace.toString()).contains("CREATE USER").doesNotContain("hunter2");
		});
	}

	@Test
	void theHistorySaysFromWhereAMigrationWasApplied() {
		threeMigrations();
		builder().application("shop", "1.4.2").build().migrate();
		assertThat(this.database.query("SELECT DISTINCT application, application_version FROM migration_history"))
			.containsExactly("shop|1.4.2");
		assertThat(migrator().status().migrations()).extracting(MigrationInfo::origin)
			.allSatisfy((origin) -> assertThat(origin.instance()).endsWith(" pid " + ProcessHandle.current().pid()));
	}

	@Test
	void theValueOfAPlaceholderIsInNoMessage() {
		this.files.with("V1__key.sql", "INSERT INTO no_such_table VALUES ('${api.key}');");
		assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(() -> builder().placeholders(Map.of("api.key", "hunter2")).build().migrate())
			.satisfies((ex) -> assertThat(ex.getMessage()).contains("${api.key}").doesNotContain("hunter2"));
	}

	/**
	 * Where the same database cannot be written to; null where the test cannot make one.
	 */
	@Nullable DataSource readOnly() {
		return null;
	}

	@Test
	void aDatabaseThatCannotBeWrittenToIsNoObstacleUnlessSomethingIsDue() {
		threeMigrations();
		migrator().migrate();
		DataSource readOnly = readOnly();
		assumeThat(readOnly).isNotNull();
		Migrator migrator = Migrator.builder(readOnly).locations(this.files.location()).build();
		assertThat(migrator.migrate().isUpToDate()).isTrue();
		this.files.with("V8__eight.sql", "CREATE TABLE eight (id INTEGER);")
			.with("V9__nine.sql", "CREATE TABLE nine (id INTEGER);");
		assertThatExceptionOfType(MigrationHistoryException.class).isThrownBy(migrator::migrate)
			.satisfies((ex) -> assertThat(ex.getDescription()).contains("V8__eight.sql and 1 more are due", "read-only",
					"Nothing was changed"));
		assertThat(this.database.hasTable("eight")).isFalse();
	}

	@Test
	void aRepeatableScriptThatIsOnlyWrittenDifferentlyNeedsNoDatabaseThatCanBeWrittenTo() {
		this.files.with("V1__a.sql", "CREATE TABLE a (id INTEGER);").with("R__rows.sql", "DELETE FROM a WHERE id < 0;");
		migrator().migrate();
		this.files.with("R__rows.sql", "-- nothing else", "DELETE FROM a", "WHERE id < 0;");
		DataSource readOnly = readOnly();
		assumeThat(readOnly).isNotNull();
		assertThat(Migrator.builder(readOnly).locations(this.files.location()).build().migrate().applied()).isEmpty();
	}

	@Test
	void whatFlywayHasAppliedIsNotAppliedAgain() {
		threeMigrations();
		String quote = (this.database.vendor().equals("mariadb") || this.database.vendor().equals("mysql")) ? "`"
				: "\"";
		this.database.execute(
				"CREATE TABLE !flyway_schema_history! (!script! VARCHAR(100), !success! BOOLEAN)".replace("!", quote),
				"INSERT INTO !flyway_schema_history! VALUES ('V9__elsewhere.sql', TRUE), ('V3__more.sql', FALSE)"
					.replace("!", quote));
		assertThat(migrator().migrate(Target.of("1")).applied()).hasSize(1);
		this.database.execute("DROP TABLE migration_history", "DROP TABLE users",
				"INSERT INTO !flyway_schema_history! VALUES ('sub/002_orders.sql', TRUE)".replace("!", quote));
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator()::migrate)
			.satisfies((ex) -> {
				assertThat(ex.getDescription()).contains("002_orders.sql", "Flyway", "Nothing was applied");
				assertThat(ex.getAction()).contains("migrations.baseline-on-migrate=true",
						"migrations.baseline-version");
			});
		assertThat(this.database.hasTable("users")).isFalse();
		migrator().baseline(Version.of("0"));
		assertThat(migrator().migrate().applied()).hasSize(3);
	}

	/**
	 * A pool of one connection, so that everybody gets the same session.
	 */
	HikariDataSource pool() {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(this.database.url());
		config.setMaximumPoolSize(1);
		return new HikariDataSource(config);
	}

	/**
	 * A temporary table named {@code scratch} reaches neither the next script nor the
	 * pool.
	 */
	void assertThatATemporaryTableStaysInItsScript(String statement) {
		this.files.with("V1__table.sql", "CREATE TABLE scratch (id INTEGER);")
			.with("V2__temporary.sql", statement)
			.with("V3__rows.sql", "INSERT INTO scratch VALUES (3);");
		try (HikariDataSource pool = pool()) {
			Migrator.builder(pool).locations(this.files.location()).build().migrate();
			assertThat(JdbcClient.create(pool).sql("SELECT id FROM scratch").query(Integer.class).list())
				.containsExactly(3);
		}
		assertThat(this.database.query("SELECT id FROM scratch")).containsExactly("3");
	}

}
