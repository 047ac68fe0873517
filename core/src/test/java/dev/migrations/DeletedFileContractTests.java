package dev.migrations;

import java.util.List;

import dev.migrations.model.AuditEntry;
import dev.migrations.model.ChecksumStatus;
import dev.migrations.model.MigrationFailedException;
import dev.migrations.model.MigrationState;
import dev.migrations.model.MigrationValidationException;
import dev.migrations.model.MissingPolicy;
import dev.migrations.model.RepairAction;
import dev.migrations.model.Target;
import dev.migrations.testing.StatementLog;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What becomes of applied migrations whose files are deleted on purpose, or replaced by a
 * baseline script, on every database.
 */
@ParameterizedClass
@MethodSource("dev.migrations.testing.DatabaseUnderTest#available")
class DeletedFileContractTests extends EachDatabase {

	@BeforeEach
	void writeMigrations() {
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);")
			.with("V2__two.sql", "CREATE TABLE two (id INTEGER);")
			.with("V3__three.sql", "INSERT INTO two VALUES (3);")
			.with("V4__four.sql", "INSERT INTO two VALUES (4);");
	}

	private void squash() {
		this.files.without("V1__one.sql")
			.without("V2__two.sql")
			.without("V3__three.sql")
			.with("B3__everything.sql", "CREATE TABLE one (id INTEGER);", "CREATE TABLE two (id INTEGER);",
					"INSERT INTO two VALUES (3);");
	}

	@Test
	void theFilesThatABaselineScriptStandsForNeedNotBeKept() {
		migrator().migrate(Target.of("3"));
		squash();
		migrator().validate();
		MigrationReport report = migrator().migrate();
		assertThat(report.applied()).extracting(MigrationReport.Applied::script).containsExactly("V4__four.sql");
		assertThat(report.warnings()).isEmpty();
		assertThat(states()).containsExactly("1 RETIRED", "2 RETIRED", "3 RETIRED", "4 APPLIED");
		assertThat(migrator().counts().applied()).isEqualTo(4);
		StatementLog log = new StatementLog(this.database.dataSource());
		assertThat(Migrator.builder(log).locations(this.files.location()).build().migrate().isUpToDate()).isTrue();
		assertThat(log.calls()).hasSize(1);
		TestDatabase old = this.database;
		this.database = this.kind.create(this.files.directory());
		assertThat(migrator().migrate().applied()).extracting(MigrationReport.Applied::script)
			.containsExactly("B3__everything.sql", "V4__four.sql");
		assertThat(this.database.query("SELECT id FROM two ORDER BY id"))
			.isEqualTo(old.query("SELECT id FROM two ORDER BY id"));
	}

	@Test
	void aDatabaseThatLacksAPartOfWhatABaselineScriptStandsForIsLeftAlone() {
		migrator().migrate(Target.of("2"));
		squash();
		Migrator ignoring = builder().onMissing(MissingPolicy.IGNORE).build();
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(ignoring::migrate)
			.withMessageContaining("B3__everything.sql stands for every version up to 3, but this database is at 2")
			.withMessageContaining("with code that still has these files");
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator()::migrate)
			.satisfies((ex) -> assertThat(ex.getProblems()).hasSize(1));
		assertThat(migrator().planRepair(RepairAction.Kind.ACCEPT_MISSING).actions()).isEmpty();
		assertThat(this.database.query("SELECT id FROM two")).isEmpty();
	}

	@Test
	void aFileThatWasDeletedOnPurposeIsAccepted() {
		migrator().migrate();
		this.files.without("V2__two.sql");
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator()::migrate)
			.withMessageContaining("V2__two.sql was applied on")
			.withMessageContaining("'migrations repair --accept-missing'");
		String columns = "migration_key, script, checksum, applied_order, run_id, applied_by, applied_at, execution_ms";
		List<String> before = this.database
			.query("SELECT " + columns + " FROM migration_history ORDER BY applied_order");
		assertThat(migrator().planRepair().actions()).isEmpty();
		RepairPlan plan = migrator().planRepair(RepairAction.Kind.ACCEPT_MISSING);
		assertThat(plan.actions()).singleElement()
			.hasToString("Accept that V2__two.sql, which is applied, has no file any more. What it has made stays in "
					+ "the database; a new database is built without it.");
		migrator().repair(plan, "moved to another service");
		StatementLog log = new StatementLog(this.database.dataSource());
		MigrationReport report = Migrator.builder(log).locations(this.files.location()).build().migrate();
		assertThat(report.warnings()).isEmpty();
		assertThat(log.calls()).hasSize(1);
		assertThat(states()).containsExactly("1 APPLIED", "2 RETIRED", "3 APPLIED", "4 APPLIED");
		assertThat(this.database.query("SELECT " + columns + " FROM migration_history ORDER BY applied_order"))
			.isEqualTo(before);
		assertThat(this.database.query("SELECT state FROM migration_history WHERE migration_key = 'V:2'"))
			.containsExactly("RETIRED");
		assertThat(migrator().audit()).singleElement()
			.satisfies((entry) -> assertThat(entry.action()).isEqualTo(AuditEntry.Action.REPAIR))
			.satisfies((entry) -> assertThat(entry.reason()).isEqualTo("moved to another service"));
		assertThat(migrator().planRepair(RepairAction.Kind.ACCEPT_MISSING).actions()).isEmpty();
	}

	@Test
	void aFileThatComesBackIsTheOneThatWasAppliedOrAnEditedOne() {
		migrator().migrate();
		this.files.without("V2__two.sql");
		migrator().repair(migrator().planRepair(RepairAction.Kind.ACCEPT_MISSING));
		this.files.with("V2__two.sql", "CREATE TABLE two (id INTEGER);");
		assertThat(migrator().migrate().applied()).isEmpty();
		MigrationInfo two = migrator().status().migrations().get(1);
		assertThat(two.state()).isEqualTo(MigrationState.APPLIED);
		assertThat(two.checksum().status()).isEqualTo(ChecksumStatus.MATCH);
		assertThat(two.statements()).isEqualTo(new MigrationInfo.StatementCount(1, 1));
		this.files.with("V2__two.sql", "CREATE TABLE two (id BIGINT);");
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator()::migrate)
			.withMessageContaining("V2__two.sql was edited after it had been applied");
	}

	@Test
	void whatHasNotFinishedIsNotAccepted() {
		this.files.with("V5__five.sql", "BEGIN;", "INSERT INTO two VALUES (5);", "COMMIT;", "BEGIN;",
				"INSERT INTO no_such_table VALUES (1);", "COMMIT;");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate);
		this.files.without("V5__five.sql").with("V6__six.sql", "INSERT INTO two VALUES (6);");
		assertThat(migrator().planRepair(RepairAction.Kind.ACCEPT_MISSING).actions()).isEmpty();
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator()::migrate)
			.withMessageContaining("V5__five.sql is FAILED, and there is no such file")
			.withMessageContaining("'migrations repair --forget'");
	}

}
