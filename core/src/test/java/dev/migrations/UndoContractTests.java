package dev.migrations;

import java.util.List;

import dev.migrations.model.AppliedMigration;
import dev.migrations.model.HistoryState;
import dev.migrations.model.InvalidSettingsException;
import dev.migrations.model.MigrationFailedException;
import dev.migrations.model.MigrationHistoryException;
import dev.migrations.model.MigrationState;
import dev.migrations.model.MigrationValidationException;
import dev.migrations.model.OutOfOrderPolicy;
import dev.migrations.model.RepairAction;
import dev.migrations.model.UndoPolicy;
import dev.migrations.model.UndoTarget;
import dev.migrations.model.Version;
import dev.migrations.testing.MigrationFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What undoing has to fulfil on every database.
 */
@ParameterizedClass
@MethodSource("dev.migrations.testing.DatabaseUnderTest#available")
class UndoContractTests extends EachDatabase {

	/**
	 * Each spelling of an undo script once.
	 */
	private void threeMigrations() {
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);")
			.with("U1__one.sql", "DROP TABLE one;")
			.with("002_two.up.sql", "CREATE TABLE two (id INTEGER);", "INSERT INTO one VALUES (2);")
			.with("002_two.down.sql", "DELETE FROM one WHERE id = 2;", "DROP TABLE two;")
			.with("3_three/up.sql", "CREATE TABLE three (id INTEGER);")
			.with("3_three/down.sql", "DROP TABLE three;");
	}

	private List<String> rows() {
		return this.database.query("SELECT migration_key, state FROM migration_history ORDER BY migration_key");
	}

	@Test
	void anUndoScriptWithoutItsMigrationUndoesNothing() {
		this.files.with("V8__eight.sql", "CREATE TABLE eight (id INTEGER);").with("U8__eight.sql", "DROP TABLE eight;");
		migrator().migrate();
		this.files.without("V8__eight.sql");
		UndoPlan plan = migrator().planUndo(UndoTarget.LAST);
		assertThat(plan.steps()).isEmpty();
		assertThat(plan.problems()).singleElement()
			.asString()
			.startsWith("V8__eight.sql has no file here, and an undo script counts only beside the migration")
			.contains("Restore the file");
	}

	@Test
	void takesBackTheMigrationAppliedLast() {
		threeMigrations();
		migrator().migrate();
		UndoReport report = migrator().undo(UndoTarget.LAST);
		assertThat(report.undone()).singleElement().satisfies((undone) -> {
			assertThat(undone.version()).isEqualTo("3");
			assertThat(undone.script()).isEqualTo("3_three/down.sql");
			assertThat(undone.statements()).isEqualTo(1);
		});
		assertThat(report.initial()).isEqualTo(Version.of("3"));
		assertThat(report.current()).isEqualTo(Version.of("2"));
		assertThat(this.database.hasTable("three")).isFalse();
		assertThat(rows()).containsExactly("V:1|APPLIED", "V:2|APPLIED", "V:3|UNDONE");
		assertThat(states()).containsExactly("1 APPLIED", "002 APPLIED", "3 UNDONE");
		assertThat(migrator().status().current()).isEqualTo(Version.of("2"));
	}

	@Test
	void whatIsUndoneIsPendingAgain() {
		threeMigrations();
		migrator().migrate();
		migrator().undo(UndoTarget.to(Version.of("1")));
		assertThat(this.database.query("SELECT id FROM one")).isEmpty();
		assertThat(migrator().plan().steps()).extracting(MigrationPlan.Step::state)
			.containsExactly(MigrationState.UNDONE, MigrationState.UNDONE);
		MigrationReport report = migrator().migrate();
		assertThat(report.applied()).extracting(MigrationReport.Applied::version).containsExactly("002", "3");
		assertThat(report.isUpToDate()).isTrue();
		assertThat(this.database.query("SELECT id FROM one")).containsExactly("2");
		assertThat(rows()).containsExactly("V:1|APPLIED", "V:2|APPLIED", "V:3|APPLIED");
		assertThat(migrator().migrate().applied()).isEmpty();
	}

	@Test
	void theTargetStaysAppliedAndZeroLeavesNothing() {
		threeMigrations();
		migrator().migrate();
		assertThat(migrator().undo(UndoTarget.to(Version.of("2"))).undone()).extracting(UndoReport.Undone::script)
			.containsExactly("3_three/down.sql");
		assertThat(migrator().undo(UndoTarget.to(Version.of("2"))).undone()).isEmpty();
		assertThat(migrator().undo(UndoTarget.to(Version.of("0"))).undone()).extracting(UndoReport.Undone::script)
			.containsExactly("002_two.down.sql", "U1__one.sql");
		assertThat(this.database.hasTable("one")).isFalse();
		assertThat(migrator().undo(UndoTarget.LAST).undone()).isEmpty();
	}

	@Test
	void takesBackInTheReverseOrderOfApplication() {
		threeMigrations();
		migrator().migrate();
		this.files.with("V2.5__late.sql", "CREATE TABLE late (id INTEGER);").with("U2.5__late.sql", "DROP TABLE late;");
		builder().outOfOrder(OutOfOrderPolicy.ALLOW).build().migrate();
		assertThat(migrator().planUndo(UndoTarget.steps(2)).steps()).extracting(UndoPlan.Step::version)
			.containsExactly("2.5", "3");
		migrator().undo(UndoTarget.steps(2));
		assertThat(states()).containsExactly("1 APPLIED", "002 APPLIED", "2.5 UNDONE", "3 UNDONE");
	}

	@Test
	void refusesByNameWhatHasNoUndoScriptAndTakesNothingBack() {
		threeMigrations();
		this.files.without("002_two.down.sql").without("U1__one.sql");
		migrator().migrate();
		UndoPlan plan = migrator().planUndo(UndoTarget.to(Version.of("0")));
		assertThat(plan.problems()).hasSize(2);
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(() -> migrator().undo(plan))
			.satisfies((ex) -> assertThat(ex.getProblems()).containsExactly("002_two.up.sql has no undo script.",
					"V1__one.sql has no undo script."));
		assertThat(this.database.hasTable("three")).isTrue();
		assertThat(rows()).containsExactly("V:1|APPLIED", "V:2|APPLIED", "V:3|APPLIED");
	}

	@Test
	void refusesATargetThatIsNotAppliedAndMoreStepsThanThereAre() {
		threeMigrations();
		migrator().migrate();
		assertThatExceptionOfType(MigrationValidationException.class)
			.isThrownBy(() -> migrator().undo(UndoTarget.to(Version.of("7"))))
			.satisfies((ex) -> assertThat(ex.getMessage()).contains("Version 7 is not applied", "3, 2, 1"));
		assertThatExceptionOfType(MigrationValidationException.class)
			.isThrownBy(() -> migrator().undo(UndoTarget.steps(4)))
			.withMessageContaining("only 3 are applied");
	}

	@Test
	void stopsAtTheBaseline() {
		threeMigrations();
		this.database.execute("CREATE TABLE one (id INTEGER)");
		migrator().baseline(Version.of("1"));
		migrator().migrate();
		assertThatExceptionOfType(MigrationValidationException.class)
			.isThrownBy(() -> migrator().undo(UndoTarget.to(Version.of("0"))))
			.withMessageContaining("below the baseline 1");
		assertThat(migrator().undo(UndoTarget.to(Version.of("1"))).undone()).hasSize(2);
		assertThat(migrator().undo(UndoTarget.LAST).undone()).isEmpty();
		assertThat(this.database.hasTable("one")).isTrue();
	}

	@Test
	void repeatablesStayAsTheyAreAndThePlanSaysSo() {
		threeMigrations();
		this.files.with("R__rows.sql", "INSERT INTO one VALUES (7);");
		migrator().migrate();
		UndoPlan plan = migrator().planUndo(UndoTarget.LAST);
		assertThat(plan.steps()).extracting(UndoPlan.Step::migration).containsExactly("3_three/up.sql");
		assertThat(plan.notes()).anySatisfy((note) -> assertThat(note).contains("R__rows.sql"))
			.anySatisfy((note) -> assertThat(note).contains("pending again"));
		migrator().undo(plan);
		assertThat(this.database.query("SELECT id FROM one WHERE id = 7")).containsExactly("7");
	}

	@Test
	void takesBackExactlyWhatWasPlannedOrNothing() {
		threeMigrations();
		migrator().migrate();
		UndoPlan plan = migrator().planUndo(UndoTarget.LAST);
		this.files.with("V4__four.sql", "CREATE TABLE four (id INTEGER);");
		migrator().migrate();
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(() -> migrator().undo(plan))
			.withMessageContaining("V4__four.sql has no undo script");
		this.files.with("U4__four.sql", "DROP TABLE four;");
		assertThatExceptionOfType(MigrationHistoryException.class).isThrownBy(() -> migrator().undo(plan))
			.withMessageContaining("changed since the undo was planned", "Nothing was undone");
		assertThat(this.database.hasTable("three")).isTrue();
	}

	@Test
	void aFailedUndoIsNeverResumedAsAnUpgradeAndIsFinishedByTheNextUndo() {
		threeMigrations();
		this.files.with("002_two.down.sql", "DROP TABLE two;", "DELETE FROM no_such_table;");
		migrator().migrate();
		assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(() -> migrator().undo(UndoTarget.to(Version.of("1"))))
			.satisfies((ex) -> {
				assertThat(ex.getDescription()).startsWith("002_two.down.sql, line 2, column ")
					.contains("statement 2 failed");
				assertThat(ex.getAction()).contains("undo again");
			});
		if (this.database.transactionalDdl()) {
			assertThat(this.database.hasTable("two")).isTrue();
			assertThat(rows()).containsExactly("V:1|APPLIED", "V:2|APPLIED", "V:3|UNDONE");
		}
		else {
			assertThat(this.database.hasTable("two")).isFalse();
			assertThat(rows()).containsExactly("V:1|APPLIED", "V:2|UNDOING", "V:3|UNDONE");
			assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator()::migrate)
				.satisfies((ex) -> {
					assertThat(ex.getDescription()).contains("002_two.up.sql was being undone");
					assertThat(ex.getAction()).contains("undo again");
				});
			assertThat(this.database.hasTable("three")).isFalse();
			MigrationInfo info = migrator().status().migrations().get(1);
			assertThat(info.state()).isEqualTo(MigrationState.UNDOING);
			assertThat(info.statements()).isEqualTo(new MigrationInfo.StatementCount(1, 2));
		}
		this.files.with("002_two.down.sql", "DROP TABLE two;", "DELETE FROM one;");
		UndoReport report = migrator().undo(UndoTarget.to(Version.of("1")));
		assertThat(report.undone()).singleElement()
			.satisfies((undone) -> assertThat(undone.statements()).isEqualTo(this.database.transactionalDdl() ? 2 : 1));
		assertThat(this.database.query("SELECT id FROM one")).isEmpty();
		assertThat(rows()).containsExactly("V:1|APPLIED", "V:2|UNDONE", "V:3|UNDONE");
		assertThat(migrator().migrate().isUpToDate()).isTrue();
		assertThat(this.database.query("SELECT id FROM one")).containsExactly("2");
		if (this.database.hasTable("migration_history_step")) {
			assertThat(this.database.query("SELECT count(*) FROM migration_history_step")).containsExactly("0");
		}
	}

	@Test
	void anUndoOfSeveralThatFailedNamesTheVersionThatStaysAndIsNeverCountedAnew() {
		threeMigrations();
		this.files.with("V4__four.sql", "CREATE TABLE four (id INTEGER);")
			.with("U4__four.sql", "DROP TABLE four;")
			.with("3_three/down.sql", "DROP TABLE three;", "DELETE FROM no_such_table;");
		migrator().migrate();
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> migrator().undo(UndoTarget.steps(2)))
			.satisfies((ex) -> assertThat(ex.getAction()).contains("undo again", "to version 2", "--target 2"));
		this.files.with("3_three/down.sql", "DROP TABLE three;", "DELETE FROM one WHERE id = 7;");
		if (!this.database.transactionalDdl()) {
			assertThatExceptionOfType(MigrationValidationException.class)
				.isThrownBy(() -> migrator().undo(UndoTarget.steps(2)))
				.satisfies((ex) -> {
					assertThat(ex.getDescription()).contains("3_three/up.sql was being undone");
					assertThat(ex.getAction()).contains("--steps 1", "--target 2");
				});
			assertThat(migrator().planUndo(UndoTarget.steps(1)).steps()).extracting(UndoPlan.Step::version)
				.containsExactly("3");
		}
		assertThat(migrator().undo(UndoTarget.to(Version.of("2"))).undone()).extracting(UndoReport.Undone::version)
			.containsExactly("3");
		assertThat(rows()).containsExactly("V:1|APPLIED", "V:2|APPLIED", "V:3|UNDONE", "V:4|UNDONE");
	}

	@Test
	void whatIsBeingUndoneCannotStay() {
		assumeThat(this.database.transactionalDdl()).isFalse();
		threeMigrations();
		this.files.with("3_three/down.sql", "DROP TABLE three;", "DELETE FROM no_such_table;");
		migrator().migrate();
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> migrator().undo(UndoTarget.LAST));
		assertThatExceptionOfType(MigrationValidationException.class)
			.isThrownBy(() -> migrator().undo(UndoTarget.to(Version.of("3"))))
			.withMessageContainingAll("3_three/up.sql was being undone", "version 3 would stay without it");
		assertThat(rows()).containsExactly("V:1|APPLIED", "V:2|APPLIED", "V:3|UNDOING");
	}

	@Test
	void whatHasFailedIsNotUndone() {
		assumeThat(this.database.transactionalDdl()).isFalse();
		threeMigrations();
		this.files.with("3_three/up.sql", "CREATE TABLE three (id INTEGER);", "DELETE FROM no_such_table;");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate);
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(() -> migrator().undo(UndoTarget.LAST))
			.withMessageContaining("3_three/up.sql is FAILED: only what is applied completely can be undone");
		assertThat(this.database.hasTable("three")).isTrue();
	}

	@Test
	void whereNoVersionSaysHowFarAnUndoWasToGoTheOnesThatAreLeftAreNamed() {
		threeMigrations();
		this.files.without("002_two.up.sql").without("002_two.down.sql");
		migrator().migrate();
		this.files.with("V1.1__a.sql", "CREATE TABLE a (id INTEGER);")
			.with("U1.1__a.sql", "DROP TABLE no_such_table;")
			.with("V1.2__b.sql", "CREATE TABLE b (id INTEGER);")
			.with("U1.2__b.sql", "DROP TABLE b;");
		builder().outOfOrder(OutOfOrderPolicy.ALLOW).build().migrate();
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> migrator().undo(UndoTarget.steps(2)))
			.satisfies((ex) -> assertThat(ex.getAction()).contains("one by one", "--steps 1", "Left are V1.1__a.sql.")
				.doesNotContain("V1.2__b.sql", "--target"));
	}

	@Test
	void anUndoThatCannotBeFinishedIsSettledByHand() {
		threeMigrations();
		this.files.with("3_three/down.sql", "BEGIN;", "DROP TABLE three;", "COMMIT;", "BEGIN;",
				"DELETE FROM no_such_table;", "COMMIT;");
		migrator().migrate();
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> migrator().undo(UndoTarget.LAST));
		assertThat(rows()).containsExactly("V:1|APPLIED", "V:2|APPLIED", "V:3|UNDOING");
		assertThat(migrator().planRepair().actions()).isEmpty();
		this.database.execute("CREATE TABLE three (id INTEGER)");
		migrator().repair(migrator().planRepair(RepairAction.Kind.MARK_APPLIED));
		assertThat(rows()).containsExactly("V:1|APPLIED", "V:2|APPLIED", "V:3|APPLIED");
		assertThat(migrator().migrate().isUpToDate()).isTrue();
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> migrator().undo(UndoTarget.LAST));
		migrator().repair(migrator().planRepair(RepairAction.Kind.MARK_UNDONE));
		assertThat(migrator().migrate().applied()).extracting(MigrationReport.Applied::version).containsExactly("3");
		assertThat(this.database.hasTable("three")).isTrue();
	}

	@Test
	void whatWasEditedOfAnUndoThatHasNotFinishedIsSaidBeforehand() {
		threeMigrations();
		this.files.with("3_three/down.sql", "BEGIN;", "DROP TABLE three;", "COMMIT;", "BEGIN;",
				"DELETE FROM no_such_table;", "COMMIT;");
		migrator().migrate();
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> migrator().undo(UndoTarget.LAST));
		assertThat(migrator().planUndo(UndoTarget.LAST).problems()).isEmpty();
		this.files.with("3_three/down.sql", "BEGIN;", "DROP TABLE IF EXISTS three;", "COMMIT;", "BEGIN;",
				"DELETE FROM one WHERE id = 7;", "COMMIT;");
		UndoPlan plan = migrator().planUndo(UndoTarget.LAST);
		assertThat(plan.problems()).singleElement()
			.asString()
			.contains("3_three/down.sql, up to line 2: statements 1 to 2 are in force since an earlier run",
					"migrations repair --accept-steps");
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(() -> migrator().undo(plan))
			.withMessageContaining("3_three/down.sql, up to line 2: statements 1 to 2 are in force");
		assertThat(rows()).containsExactly("V:1|APPLIED", "V:2|APPLIED", "V:3|UNDOING");
		migrator().repair(migrator().planAcceptedSteps(5));
		assertThatExceptionOfType(MigrationHistoryException.class).isThrownBy(() -> migrator().undo(plan))
			.withMessageContaining("changed since the undo was planned");
		assertThat(migrator().undo(UndoTarget.LAST).undone()).hasSize(1);
	}

	@Test
	void theRowOfAnUndoThatWasSettledByHandSaysWhoAppliedOrWhoSettledIt() {
		threeMigrations();
		this.files.with("3_three/down.sql", "BEGIN;", "DROP TABLE three;", "COMMIT;", "BEGIN;",
				"DELETE FROM no_such_table;", "COMMIT;");
		builder().application("shop", "1").build().migrate();
		this.database.execute("UPDATE migration_history SET applied_by = 'somebody', execution_ms = 7777");
		AppliedMigration applied = migrator().history().get(2);
		Migrator undoing = builder().application("shop", "2").build();
		Migrator settling = builder().application("shop", "3").build();
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> undoing.undo(UndoTarget.LAST));
		settling.repair(settling.planRepair(RepairAction.Kind.MARK_APPLIED));
		assertThat(migrator().history().get(2)).isEqualTo(applied);
		this.database.execute("CREATE TABLE three (id INTEGER)");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> undoing.undo(UndoTarget.LAST));
		this.database.execute("UPDATE migration_history SET applied_at = NULL");
		settling.repair(settling.planRepair(RepairAction.Kind.MARK_UNDONE));
		assertThat(migrator().history().get(2)).satisfies((row) -> {
			assertThat(row.state()).isEqualTo(HistoryState.UNDONE);
			assertThat(row.appliedBy()).isNotEqualTo("somebody");
			assertThat(row.appliedAt()).isNotNull();
			assertThat(row.executionTime()).isNull();
			assertThat(row.origin().applicationVersion()).isEqualTo("3");
			assertThat(row.origin().runId()).isNotEqualTo(applied.origin().runId());
		});
	}

	@Test
	void theRowOfWhatIsUndoneSaysWhoUndidIt() {
		threeMigrations();
		builder().application("shop", "1").build().migrate();
		builder().application("shop", "2").build().undo(UndoTarget.LAST);
		assertThat(migrator().history()).extracting((row) -> row.origin().applicationVersion())
			.containsExactly("1", "1", "2");
	}

	@Test
	void anUndoIsSettledOneWayOnly() {
		threeMigrations();
		assertThatExceptionOfType(InvalidSettingsException.class)
			.isThrownBy(() -> migrator().planRepair(RepairAction.Kind.MARK_APPLIED, RepairAction.Kind.MARK_UNDONE))
			.withMessageContaining("MARK_APPLIED and MARK_UNDONE");
		assertThatExceptionOfType(InvalidSettingsException.class)
			.isThrownBy(() -> migrator().planRepair(RepairAction.Kind.ACCEPT_STEPS, RepairAction.Kind.SEND_AGAIN))
			.withMessageContaining("ACCEPT_STEPS and SEND_AGAIN");
	}

	@Test
	void anUpOnlyProjectUndoesNothingAndRefusesUndoScripts() {
		threeMigrations();
		migrator().migrate();
		Migrator upOnly = builder().undo(UndoPolicy.FORBIDDEN).build();
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(() -> upOnly.undo(UndoTarget.LAST))
			.withMessageContaining("migrations.undo=forbidden");
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(upOnly::validate)
			.satisfies((ex) -> assertThat(ex.getProblems()).hasSize(3)
				.anySatisfy((problem) -> assertThat(problem).startsWith("002_two.down.sql is an undo script")));
		this.files.without("U1__one.sql").without("002_two.down.sql").without("3_three/down.sql");
		upOnly.validate();
	}

	@Test
	void foldersThatOnlyGoUpAndOnlyGoDownBelongTogether() {
		MigrationFiles down = new MigrationFiles(this.directory.resolve("down"))
			.with("001_one.down.sql", "DROP TABLE one;")
			.with("002_two.down.sql", "DROP TABLE two;");
		assertThat(builder().locations(down.location()).build().migrate().applied()).isEmpty();
		this.files.with("001_one.up.sql", "CREATE TABLE one (id INTEGER);")
			.with("002_two.up.sql", "CREATE TABLE two (id INTEGER);");
		Migrator both = builder().locations(this.files.location(), down.location()).build();
		assertThat(both.migrate().applied()).hasSize(2);
		assertThat(both.undo(UndoTarget.to(Version.of("0"))).undone()).extracting(UndoReport.Undone::script)
			.containsExactly("002_two.down.sql", "001_one.down.sql");
		Migrator upOnly = builder().locations(this.files.location(), down.location())
			.undo(UndoPolicy.FORBIDDEN)
			.build();
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(upOnly::validate)
			.satisfies((ex) -> assertThat(ex.getProblems()).hasSize(2)
				.allMatch((problem) -> problem.contains(".down.sql is an undo script")));
		builder().undo(UndoPolicy.FORBIDDEN).build().validate();
		Migrator downOnly = builder().locations(down.location()).undo(UndoPolicy.FORBIDDEN).build();
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(downOnly::validate)
			.satisfies((ex) -> assertThat(ex.getProblems()).hasSize(2)
				.allMatch((problem) -> problem.contains(".down.sql is an undo script, of no migration here")));
	}

	@Test
	void theHistoryKeepsWhatWasUndone() {
		threeMigrations();
		migrator().migrate();
		migrator().undo(UndoTarget.LAST);
		assertThat(migrator().history()).extracting((row) -> row.spelling() + " " + row.state())
			.containsExactly("1 APPLIED", "002 APPLIED", "3 UNDONE");
		this.files.without("3_three/up.sql").without("3_three/down.sql");
		assertThat(migrator().migrate().isUpToDate()).isTrue();
		assertThat(migrator().history()).hasSize(3);
	}

}
