package dev.migrations;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.migrations.dialect.Vendor;
import dev.migrations.model.ChecksumMismatchPolicy;
import dev.migrations.model.InvalidScriptException;
import dev.migrations.model.InvalidSettingsException;
import dev.migrations.model.MigrationFailedException;
import dev.migrations.model.MigrationState;
import dev.migrations.model.MigrationValidationException;
import dev.migrations.model.MissingPolicy;
import dev.migrations.model.OutOfOrderPolicy;
import dev.migrations.model.PendingMigrationsException;
import dev.migrations.model.StartMode;
import dev.migrations.model.Statement;
import dev.migrations.model.Target;
import dev.migrations.model.UndoTarget;
import dev.migrations.model.Version;
import dev.migrations.script.StatementCursor;
import dev.migrations.script.StatementSplitter;
import dev.migrations.testing.StatementLog;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What targets, plans and modes have to fulfil on every database.
 */
@ParameterizedClass
@MethodSource("dev.migrations.testing.DatabaseUnderTest#available")
class PlanContractTests extends EachDatabase {

	@BeforeEach
	void writeMigrations() {
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER, name VARCHAR(100));")
			.with("V2__two.sql", "CREATE TABLE two (id INTEGER);", "INSERT INTO one VALUES (1, 'it''s; one');")
			.with("V3__three.sql", "CREATE TABLE three (id INTEGER);")
			.with("V4__four.sql", "INSERT INTO two VALUES (4);");
	}

	private List<String> applied() {
		return migrator().history().stream().map((row) -> row.spelling() + " " + row.state()).toList();
	}

	@Test
	void appliesAsManyAsWereAskedForAndRepeatablesOnlyAtTheHead() {
		this.files.with("R__last.sql", "INSERT INTO two VALUES (9);");
		assertThat(migrator().migrate(Target.of("+2")).applied()).extracting(MigrationReport.Applied::version)
			.containsExactly("1", "2");
		assertThat(migrator().plan(Target.of("+1")).steps()).extracting(MigrationPlan.Step::version)
			.containsExactly("3");
		assertThat(migrator().migrate(Target.of("+9")).applied()).extracting(MigrationReport.Applied::script)
			.containsExactly("V3__three.sql", "V4__four.sql", "R__last.sql");
		assertThat(migrator().migrate(Target.of("+1")).applied()).isEmpty();
	}

	@Test
	void appliesUpToAVersionAndFromThereToTheHead() {
		assertThat(migrator().migrate(Target.of("3.0")).current()).isEqualTo(Version.of("3"));
		assertThat(migrator().migrate(Target.of("HEAD")).isUpToDate()).isTrue();
	}

	@Test
	void appliesOneMigrationAloneWhereOutOfOrderIsAllowed() {
		migrator().migrate(Target.of("1"));
		Target only = Target.only(Version.of("3"));
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(() -> migrator().migrate(only))
			.withMessageContaining("V2__two.sql is below 3")
			.withMessageContaining("migrations.out-of-order=allow");
		Migrator allowing = builder().outOfOrder(OutOfOrderPolicy.ALLOW).build();
		assertThat(allowing.migrate(only).applied()).extracting(MigrationReport.Applied::version).containsExactly("3");
		assertThat(allowing.migrate(only).applied()).isEmpty();
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator()::migrate)
			.withMessageContaining("V2__two.sql is not applied");
		assertThat(allowing.migrate().applied()).extracting(MigrationReport.Applied::version).containsExactly("2", "4");
		assertThatExceptionOfType(MigrationValidationException.class)
			.isThrownBy(() -> allowing.migrate(Target.only(Version.of("7"))))
			.withMessageContaining("no migration with the version 7");
	}

	@Test
	void theNextMigrationAloneNeedsNoPermission() {
		migrator().migrate(Target.of("1"));
		assertThat(migrator().migrate(Target.only(Version.of("2"))).applied())
			.extracting(MigrationReport.Applied::version)
			.containsExactly("2");
	}

	@Test
	void thePlanTellsTheStatementsAndWhetherTheyAreOneTransaction() {
		MigrationPlan.Step step = migrator().plan().steps().get(1);
		assertThat(step.statementCount()).isEqualTo(2);
		assertThat(step.transactional()).isEqualTo(this.database.transactionalDdl());
		assertThat(step.statements()).extracting(MigrationPlan.PlannedStatement::text)
			.containsExactly("CREATE TABLE two (id INTEGER)", "INSERT INTO one VALUES (1, 'it''s; one')");
		assertThat(step.statements()).extracting(MigrationPlan.PlannedStatement::transactional)
			.containsExactly(this.database.transactionalDdl(), true);
		this.files.with("V5__segments.sql", "BEGIN;", "INSERT INTO one VALUES (5, 'a');", "COMMIT;", "BEGIN;",
				"INSERT INTO one VALUES (6, 'b');", "COMMIT;");
		assertThat(migrator().plan().steps().get(4).transactional()).isFalse();
	}

	@Test
	void aScriptThatCannotBeSplitIsAProblemOfThePlan() {
		this.files.with("V5__unclosed.sql", "INSERT INTO one VALUES (5, 'a);");
		assertThat(migrator().plan().problems()).singleElement().asString().contains("V5__unclosed.sql, line 1");
	}

	@Test
	void theWrittenSqlCanBeExecutedByHand() throws Exception {
		migrator().migrate(Target.of("1"));
		this.files.with("V5__placeholder.sql", "INSERT INTO one VALUES (5, '${name}');")
			.with("R__view.sql", "CREATE VIEW ids AS SELECT id FROM one;");
		Migrator migrator = builder().placeholders(Map.of("name", "five")).application("shop", "1.4").build();
		execute(migrator.plan().toSql());
		assertThat(this.database.query("SELECT id, name FROM one ORDER BY id")).containsExactly("1|it's; one",
				"5|five");
		assertThat(this.database.query("SELECT id FROM ids ORDER BY id")).containsExactly("1", "5");
		assertThat(migrator.migrate().applied()).isEmpty();
		assertThat(migrator.status().isUpToDate()).isTrue();
		assertThat(applied()).containsExactly("1 APPLIED", "2 APPLIED", "3 APPLIED", "4 APPLIED", "5 APPLIED",
				"view APPLIED");
		assertThat(migrator.history()).allSatisfy((row) -> {
			assertThat(row.appliedAt()).isNotNull();
			assertThat(row.appliedBy()).isNotBlank();
		});
		assertThat(migrator.history()).last().satisfies((row) -> {
			assertThat(row.origin().application()).isEqualTo("shop");
			assertThat(row.origin().applicationVersion()).isEqualTo("1.4");
			assertThat(row.origin().instance()).startsWith("SQL written by ");
		});
		migrator.validate();
	}

	@Test
	void theWrittenSqlBeginsWithTheHistoryAndAppliesAnUndoneMigrationAgain() throws Exception {
		execute(migrator().plan().toSql());
		assertThat(migrator().migrate().applied()).isEmpty();
		this.files.with("U4__four.sql", "DELETE FROM two;");
		migrator().undo(UndoTarget.LAST);
		execute(migrator().plan().toSql());
		assertThat(this.database.query("SELECT id FROM two")).containsExactly("4");
		assertThat(migrator().migrate().applied()).isEmpty();
	}

	@Test
	void aSchemaWithoutHistoryIsPlannedAsItWillBeBaselined() throws Exception {
		this.database.execute("CREATE TABLE one (id INTEGER, name VARCHAR(100))");
		Migrator baselining = builder().baselineOnMigrate(true).build();
		MigrationPlan plan = baselining.plan();
		assertThat(plan.steps()).extracting(MigrationPlan.Step::version).containsExactly("2", "3", "4");
		assertThat(plan.warnings()).singleElement().asString().contains("built up to version 1");
		execute(plan.toSql());
		assertThat(baselining.migrate().applied()).isEmpty();
		assertThat(applied()).containsExactly("1 BASELINE", "2 APPLIED", "3 APPLIED", "4 APPLIED");
	}

	@Test
	void whoeverLooksAtASchemaThatWillBeBaselinedSeesWhatTheRunWillDo() {
		this.database.execute("CREATE TABLE one (id INTEGER, name VARCHAR(100))");
		Migrator baselining = builder().baselineOnMigrate(true).mode(StartMode.VALIDATE).build();
		MigrationStatus status = baselining.status();
		assertThat(status.current()).isNull();
		assertThat(status.migrations()).extracting(MigrationInfo::version).containsExactly("1", "2", "3", "4");
		assertThat(status.migrations()).extracting(MigrationInfo::state)
			.containsExactly(MigrationState.BELOW_BASELINE, MigrationState.PENDING, MigrationState.PENDING,
					MigrationState.PENDING);
		assertThat(status.notes()).isEqualTo(baselining.plan().warnings());
		assertThat(baselining.counts().pending()).isEqualTo(3);
		assertThat(baselining.counts().applied()).isZero();
		assertThatExceptionOfType(PendingMigrationsException.class).isThrownBy(baselining::start)
			.satisfies((ex) -> assertThat(ex.getPending()).containsExactly("V2__two.sql", "V3__three.sql",
					"V4__four.sql"));
		assertThatExceptionOfType(PendingMigrationsException.class)
			.isThrownBy(() -> baselining.await(Duration.ofMillis(1)))
			.satisfies((ex) -> assertThat(ex.getPending()).startsWith("V2__two.sql"));
		assertThat(baselining.plan(Target.of("+1")).steps()).extracting(MigrationPlan.Step::version)
			.containsExactly("2");
		assertThat(baselining.migrate(Target.of("+1")).applied()).extracting(MigrationReport.Applied::version)
			.containsExactly("2");
		assertThat(applied()).containsExactly("1 BASELINE", "2 APPLIED");
	}

	@Test
	void nothingIsDueInASchemaThatWillBeBaselinedAtTheHead() {
		this.database.execute("CREATE TABLE one (id INTEGER, name VARCHAR(100))");
		Migrator baselining = builder().baselineOnMigrate(true).baselineVersion(Version.of("4")).build();
		assertThat(baselining.plan().steps()).isEmpty();
		assertThat(baselining.status().isUpToDate()).isTrue();
		Migrator above = builder().baselineOnMigrate(true).baselineVersion(Version.of("5")).build();
		assertThat(above.status().isUpToDate()).isFalse();
		assertThat(above.status().problems()).hasSize(1).isEqualTo(above.plan().problems());
		baselining.requireCurrent();
		assertThat(baselining.migrate().applied()).isEmpty();
		assertThat(applied()).containsExactly("4 BASELINE");
	}

	@Test
	void oneMigrationAloneLeavesNothingBehindThatABaselineWillStandFor() {
		this.database.execute("CREATE TABLE one (id INTEGER, name VARCHAR(100))");
		Migrator baselining = builder().baselineOnMigrate(true).build();
		Target only = Target.only(Version.of("2"));
		assertThat(baselining.plan(only).problems()).isEmpty();
		assertThat(baselining.migrate(only).applied()).extracting(MigrationReport.Applied::version)
			.containsExactly("2");
	}

	@Test
	void thatAPartInForceWasEditedIsSaidBeforeTheRun() {
		migrator().migrate();
		String[] script = { "BEGIN;", "INSERT INTO one VALUES (5, 'a');", "COMMIT;", "BEGIN;",
				"INSERT INTO nowhere VALUES (5);", "COMMIT;" };
		this.files.with("V5__parts.sql", script);
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate);
		assertThat(migrator().plan().problems()).isEmpty();
		assertThat(migrator().status().problems()).isEmpty();
		assertThat(migrator().status().migrations().get(4).statements())
			.isEqualTo(new MigrationInfo.StatementCount(1, 2));
		migrator().validate();
		script[1] = "INSERT INTO one VALUES (6, 'b');";
		this.files.with("V5__parts.sql", script);
		isForeseen("V5__parts.sql, up to line 2: statements 1 to 2 are in force since an earlier run that did not "
				+ "finish, and one of them was edited since.");
		this.files.with("V5__parts.sql", "-- nothing any more");
		isForeseen("V5__parts.sql has 0 statements, but 2 are in force since an earlier run that did not finish.");
		script[1] = "INSERT INTO one VALUES (5, 'a');";
		script[4] = "INSERT INTO two VALUES (5);";
		this.files.with("V5__parts.sql", script);
		assertThat(migrator().plan().problems()).isEmpty();
		assertThat(migrator().migrate().applied()).hasSize(1);
		assertThat(this.database.query("SELECT id FROM one WHERE id > 1")).containsExactly("5");
	}

	private void isForeseen(String words) {
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator()::migrate)
			.satisfies((ex) -> {
				assertThat(ex.getProblems()).containsExactly(words);
				MigrationPlan plan = migrator().plan();
				assertThat(plan.problems()).containsExactly(words + " " + ex.getAction());
				assertThat(migrator().status().problems()).isEqualTo(plan.problems());
				assertThat(migrator().status().isUpToDate()).isFalse();
				assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(plan::toSql);
				assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator()::validate)
					.satisfies((found) -> assertThat(found.getProblems()).containsExactly(words));
				assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator()::requireCurrent)
					.satisfies((found) -> assertThat(found.getProblems()).containsExactly(words));
			});
	}

	@Test
	void theStatusIsNotUpToDateBesideFilesThatWereEditedOrAreMissing() {
		migrator().migrate();
		assertThat(migrator().status().isUpToDate()).isTrue();
		this.files.with("V1__one.sql", "CREATE TABLE one (id BIGINT);").without("V3__three.sql");
		MigrationStatus status = migrator().status();
		assertThat(status.isUpToDate()).isFalse();
		assertThat(status.problems()).isEqualTo(migrator().plan().problems())
			.satisfiesExactly(
					(edited) -> assertThat(edited).contains("V1__one.sql was edited", "migrations repair --checksums"),
					(missing) -> assertThat(missing).contains("V3__three.sql was applied", "there is no such file"));
		assertThat(migrator().counts().missing()).isEqualTo(1);
		MigrationStatus allowed = builder().onChecksumMismatch(ChecksumMismatchPolicy.WARN)
			.onMissing(MissingPolicy.IGNORE)
			.build()
			.status();
		assertThat(allowed.isUpToDate()).isTrue();
		assertThat(allowed.problems()).isEmpty();
		assertThat(allowed.notes()).satisfiesExactly((edited) -> assertThat(edited).contains("V1__one.sql was edited"),
				(missing) -> assertThat(missing).contains("V3__three.sql was applied"));
	}

	@Test
	void aTargetAboveAllThereIsIsSaidToBeThat() {
		String words = "The target is version 99, but the highest migration that there is here has version 4.";
		assertThat(migrator().plan(Target.of("99")).warnings()).containsExactly(words);
		assertThat(migrator().migrate(Target.of("99")).warnings()).containsExactly(words);
		assertThat(builder().target(Target.of("99")).build().migrate().warnings()).containsExactly(words);
		assertThat(migrator().migrate(Target.of("4")).warnings()).isEmpty();
		assertThat(migrator().migrate(Target.of("3.5")).warnings()).isEmpty();
		this.files.without("V4__four.sql");
		assertThat(migrator().migrate(Target.of("4")).warnings()).isEmpty();
		assertThat(migrator().migrate(Target.of("5")).warnings()).singleElement().asString().contains("version 3");
	}

	@Test
	void aBaselineFileStandsForWhatIsBelowItOnANewDatabaseAndIsIgnoredOnAnOldOne() {
		migrator().migrate(Target.of("2"));
		this.files.with("B3__everything.sql", "CREATE TABLE one (id INTEGER, name VARCHAR(100));",
				"CREATE TABLE two (id INTEGER);", "CREATE TABLE three (id INTEGER);");
		assertThat(migrator().migrate().applied()).extracting(MigrationReport.Applied::version)
			.containsExactly("3", "4");
		TestDatabase old = this.database;
		this.database = this.kind.create(this.files.directory());
		assertThat(migrator().migrate().applied()).extracting(MigrationReport.Applied::script)
			.containsExactly("B3__everything.sql", "V4__four.sql");
		assertThat(applied()).containsExactly("3 BASELINE", "4 APPLIED");
		assertThat(migrator().migrate().applied()).isEmpty();
		assertThat(this.database.query("SELECT id FROM two")).isEqualTo(old.query("SELECT id FROM two"));
	}

	@Test
	void aBaselineFileBeginsADatabaseAnewWhereEverythingWasUndone() {
		this.files.without("V3__three.sql")
			.without("V4__four.sql")
			.with("U1__one.sql", "DROP TABLE one;")
			.with("U2__two.sql", "DROP TABLE two;");
		migrator().migrate();
		migrator().undo(UndoTarget.to(Version.of("0")));
		for (String squashed : List.of("V1__one.sql", "U1__one.sql", "V2__two.sql", "U2__two.sql")) {
			this.files.without(squashed);
		}
		this.files.with("B2__everything.sql", "CREATE TABLE one (id INTEGER);", "CREATE TABLE two (id INTEGER);")
			.with("V3__three.sql", "INSERT INTO two VALUES (3);");
		assertThat(migrator().migrate().applied()).extracting(MigrationReport.Applied::script)
			.containsExactly("B2__everything.sql", "V3__three.sql");
		assertThat(this.database.query("SELECT id FROM two")).containsExactly("3");
		assertThat(migrator().migrate().isUpToDate()).isTrue();
	}

	@Test
	void whatWasUndoneIsOutOfOrderOnceAHigherVersionWasApplied() {
		this.files.without("V3__three.sql").without("V4__four.sql").with("U2__two.sql", "DROP TABLE two;");
		migrator().migrate();
		migrator().undo(UndoTarget.LAST);
		this.files.without("V2__two.sql")
			.without("U2__two.sql")
			.with("V3__three.sql", "CREATE TABLE three (id INTEGER);");
		assertThat(migrator().migrate().applied()).extracting(MigrationReport.Applied::version).containsExactly("3");
		this.files.with("V2__two.sql", "CREATE TABLE two (id INTEGER);");
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator()::migrate)
			.withMessageContaining("V2__two.sql is not applied, but the higher version 3 is")
			.withMessageContaining("give it a version above 3: migrations renumber V2__two.sql.")
			.withMessageContaining("migrations.out-of-order=allow");
		assertThat(builder().outOfOrder(OutOfOrderPolicy.ALLOW).build().migrate().applied())
			.extracting(MigrationReport.Applied::version)
			.containsExactly("2");
	}

	@Test
	void whatWasAppliedOutOfOrderAndUndoneIsAppliedAgainWithoutPermission() {
		this.files.without("V4__four.sql").without("V2__two.sql");
		migrator().migrate();
		this.files.with("V2__two.sql", "CREATE TABLE two (id INTEGER);").with("U2__two.sql", "DROP TABLE two;");
		builder().outOfOrder(OutOfOrderPolicy.ALLOW).build().migrate();
		assertThat(migrator().undo(UndoTarget.LAST).undone()).extracting(UndoReport.Undone::version)
			.containsExactly("2");
		assertThat(migrator().migrate().applied()).extracting(MigrationReport.Applied::version).containsExactly("2");
	}

	@Test
	void anExistingSchemaIsBaselinedAtTheVersionThatIsSet() {
		this.database.execute("CREATE TABLE one (id INTEGER, name VARCHAR(100))");
		assertThat(builder().baselineVersion(Version.of("1.0")).build().baseline()).isEqualTo(Version.of("1"));
		assertThat(migrator().migrate().applied()).extracting(MigrationReport.Applied::version)
			.containsExactly("2", "3", "4");
	}

	private void execute(String sql) throws Exception {
		Vendor vendor = Vendor.valueOf(this.database.vendor().toUpperCase());
		try (Connection connection = DriverManager.getConnection(this.database.url());
				java.sql.Statement jdbc = connection.createStatement();
				StatementCursor statements = new StatementSplitter(vendor, 100_000).split("plan.sql",
						new StringReader(sql))) {
			for (Statement statement = statements.next(); statement != null; statement = statements.next()) {
				jdbc.execute(statement.text());
			}
		}
	}

	@Test
	void aFileOfSqlIsCompleteOrLeftAsItWas() throws Exception {
		Path file = this.directory.resolve("plan.sql");
		migrator().plan().toSql(file);
		String complete = Files.readString(file);
		assertThat(complete).contains("CREATE TABLE one", "INSERT INTO two VALUES (4)");
		this.files.with("V5__unclosed.sql", "INSERT INTO one VALUES (5, 'a);");
		assertThatExceptionOfType(InvalidScriptException.class).isThrownBy(() -> migrator().plan().toSql(file));
		assertThat(file).hasContent(complete);
		try (Stream<Path> files = Files.list(this.directory)) {
			assertThat(files.filter((entry) -> entry.getFileName().toString().startsWith(".plan"))).isEmpty();
		}
	}

	@Test
	void statementsOfAPlanShowNoSecretsAndTheSqlSaysThatGuardsAreNotEvaluated() {
		this.files.with("V5__user.sql", "-- migrations: unless exists table(one)",
				"CREATE USER nobody PASSWORD 'hunter2';");
		MigrationPlan plan = migrator().plan();
		assertThat(plan.steps().get(4).statements()).singleElement()
			.satisfies((statement) -> assertThat(statement.text()).startsWith("CREATE USER nobody")
				.doesNotContain("hunter2"));
		assertThat(plan.toSql()).contains("Guards are not evaluated here", "-- migrations: unless exists table(one)",
				"hunter2");
	}

	@Test
	void inTheModeValidateTheStartOnlyReadsAndFailsIfAnythingIsDue() {
		StatementLog log = new StatementLog(this.database.dataSource());
		Migrator validating = Migrator.builder(log).locations(this.files.location()).mode(StartMode.VALIDATE).build();
		assertThatExceptionOfType(PendingMigrationsException.class).isThrownBy(validating::start)
			.satisfies((ex) -> assertThat(ex.getPending()).containsExactly("V1__one.sql", "V2__two.sql",
					"V3__three.sql", "V4__four.sql"));
		assertThat(log.calls()).allSatisfy((call) -> assertThat(call).startsWith("SELECT"));
		assertThat(this.database.hasTable("migration_history")).isFalse();
		migrator().migrate();
		validating.start();
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);");
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(validating::start)
			.withMessageContaining("V1__one.sql was edited");
	}

	@Test
	void inTheModePlanTheStartChangesNothing() {
		builder().mode(StartMode.PLAN).build().start();
		assertThat(this.database.hasTable("migration_history")).isFalse();
		assertThat(migrator().plan().lines()).first().isEqualTo("4 due, nothing is applied:");
		assertThat(migrator().plan().lines("orders")).startsWith("orders: 4 due, nothing is applied:")
			.hasSizeGreaterThan(4)
			.allMatch((line) -> line.startsWith("orders: "));
	}

	@Test
	void inTheModeWaitTheStartEndsOnceSomebodyElseHasMigrated() throws Exception {
		Migrator waiting = builder().mode(StartMode.WAIT).waitTimeout(Duration.ofMinutes(2)).build();
		ExecutorService executor = Executors.newSingleThreadExecutor();
		try {
			CompletableFuture<Void> start = CompletableFuture.runAsync(waiting::start, executor);
			migrator().migrate(Target.of("+3"));
			assertThat(start).isNotDone();
			migrator().migrate();
			start.get(2, TimeUnit.MINUTES);
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Test
	void aTargetThatCountsIsRefusedInTheModesThatOnlyLook() {
		for (StartMode mode : List.of(StartMode.VALIDATE, StartMode.WAIT)) {
			assertThatExceptionOfType(InvalidSettingsException.class)
				.isThrownBy(builder().mode(mode).waitTimeout(Duration.ZERO).target(Target.of("+2")).build()::start)
				.withMessageContaining("migrations.target is +2, with which a database is never current")
				.withMessageContaining("Set it to a version, or to head");
		}
	}

	@Test
	void theModeWaitGivesUpAtItsTimeoutAndSaysWhatIsMissing() {
		migrator().migrate(Target.of("+3"));
		assertThatExceptionOfType(PendingMigrationsException.class)
			.isThrownBy(() -> migrator().await(Duration.ofMillis(1)))
			.satisfies((ex) -> {
				assertThat(ex.getPending()).containsExactly("V4__four.sql");
				assertThat(ex.getAction()).contains("migrations.wait-timeout");
			});
		assertThat(migrator().status().migrations().get(3).state()).isEqualTo(MigrationState.PENDING);
	}

	@Test
	void aTargetBelowTheHeadIsCurrentOnceItIsReached() {
		Migrator targeted = builder().target(Target.of("2")).mode(StartMode.VALIDATE).build();
		targeted.migrate();
		targeted.start();
		targeted.await(Duration.ofMillis(1));
	}

}
