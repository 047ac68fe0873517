package dev.migrations;

import java.time.Instant;
import java.util.List;

import dev.migrations.model.AuditEntry;
import dev.migrations.model.MigrationFailedException;
import dev.migrations.model.MigrationHistoryException;
import dev.migrations.model.MigrationValidationException;
import dev.migrations.model.RepairAction;
import dev.migrations.model.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What a repair changes in the history, and that it is audited, on every database.
 */
@ParameterizedClass
@MethodSource("dev.migrations.testing.DatabaseUnderTest#available")
class RepairContractTests extends EachDatabase {

	@Test
	void repairAdoptsTheChecksumOfAnEditedFileAndTouchesNothingElse() {
		this.files.with("V1__users.sql", "CREATE TABLE users (id INTEGER PRIMARY KEY, name VARCHAR(100));")
			.with("V2__orders.sql", "CREATE TABLE orders (id INTEGER PRIMARY KEY);");
		migrator().migrate();
		this.files.with("V1__users.sql", "CREATE TABLE users (id INTEGER PRIMARY KEY, name VARCHAR(200));");
		List<String> others = this.database
			.query("SELECT * FROM migration_history WHERE migration_key <> 'V:1' ORDER BY migration_key");
		RepairPlan plan = migrator().planRepair();
		assertThat(plan.actions()).singleElement()
			.satisfies((action) -> assertThat(action.description()).contains("V1__users.sql", "becomes"));
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator()::migrate);
		migrator().repair(plan);
		assertThat(migrator().migrate().applied()).isEmpty();
		assertThat(this.database
			.query("SELECT * FROM migration_history WHERE migration_key <> 'V:1' ORDER BY migration_key"))
			.isEqualTo(others);
		assertThatExceptionOfType(MigrationHistoryException.class).isThrownBy(() -> migrator().repair(plan))
			.withMessageContaining("has changed since the repair was planned");
	}

	@Test
	void aRepeatableScriptThatWasDeletedOnPurposeCanBeForgotten() {
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);")
			.with("R__seen.sql", "DROP VIEW IF EXISTS seen;", "CREATE VIEW seen AS SELECT id FROM one;");
		migrator().migrate();
		this.files.without("R__seen.sql");
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator()::migrate)
			.satisfies((ex) -> assertThat(ex.getAction()).contains("'migrations repair --forget'"));
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator()::validate);
		assertThat(states()).containsExactly("1 APPLIED", "null MISSING");
		assertThat(migrator().planRepair().actions()).isEmpty();
		RepairPlan plan = migrator().planRepair(RepairAction.Kind.FORGET, RepairAction.Kind.FORGET_DELETED);
		assertThat(plan.actions()).singleElement()
			.asString()
			.isEqualTo("Forget R__seen.sql, which is applied and has no file any more. What it has made stays in the "
					+ "database; a file of that name would be applied again.");
		migrator().repair(plan, "it is not needed");
		assertThat(migrator().migrate().applied()).isEmpty();
		migrator().validate();
		assertThat(states()).containsExactly("1 APPLIED");
		assertThat(migrator().audit()).extracting(AuditEntry::action, AuditEntry::reason)
			.containsExactly(tuple(AuditEntry.Action.REPAIR, "it is not needed"));
		assertThat(this.database.query("SELECT count(*) FROM seen")).containsExactly("0");
		this.files.without("V1__one.sql").with("V2__two.sql", "CREATE TABLE two (id INTEGER);");
		assertThat(migrator().planRepair(RepairAction.Kind.FORGET, RepairAction.Kind.FORGET_DELETED).actions())
			.isEmpty();
	}

	@Test
	void aScriptThatFailedAndWasDeletedIsForgottenForGood() {
		assumeThat(this.database.transactionalDdl()).isFalse();
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);", "CREATE TABLE one (id INTEGER);");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate);
		this.files.without("V1__one.sql").with("V2__two.sql", "CREATE TABLE two (id INTEGER);");
		RepairPlan plan = migrator().planRepair(RepairAction.Kind.FORGET);
		assertThat(plan.actions()).singleElement()
			.asString()
			.isEqualTo("Forget V1__one.sql, which is FAILED and has no file here, and its steps. What of it is in "
					+ "force stays so; a file of that version would be applied from its beginning.");
		migrator().repair(plan);
		assertThat(migrator().migrate().isUpToDate()).isTrue();
	}

	@Test
	void repairForgetsAMigrationThatFailed() {
		this.files.with("V1__segments.sql", "BEGIN;", "CREATE TABLE one (id INTEGER);", "COMMIT;", "BEGIN;",
				"INSERT INTO no_such_table VALUES (1);", "COMMIT;");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate);
		assertThat(states()).containsExactly("1 FAILED");
		assertThat(migrator().planRepair().actions()).isEmpty();
		RepairPlan plan = migrator().planRepair(RepairAction.Kind.FORGET);
		assertThat(plan.actions()).singleElement().asString().contains("Forget V1__segments.sql", "FAILED");
		migrator().repair(plan);
		assertThat(states()).containsExactly("1 PENDING");
		assertThat(this.database.query("SELECT count(*) FROM migration_history_step")).containsExactly("0");
	}

	@Test
	void aRepairOfNothingLeavesTheDatabaseAsItIs() {
		this.files.with("V1__users.sql", "CREATE TABLE users (id INTEGER PRIMARY KEY, name VARCHAR(100));")
			.with("V2__orders.sql", "CREATE TABLE orders (id INTEGER PRIMARY KEY);");
		migrator().repair(migrator().planRepair());
		assertThat(this.database.hasTable("migration_history")).isFalse();
		assertThat(this.database.hasTable("migration_history_audit")).isFalse();
	}

	@Test
	void whatIsDoneToTheHistoryIsAudited() {
		assertThat(migrator().audit()).isEmpty();
		this.files.with("V2__users.sql", "CREATE TABLE users (id INTEGER);");
		Migrator migrator = builder().application("shop", "1.4.2").build();
		migrator.baseline(Version.of("1"), "built by hand in 2019");
		migrator.migrate();
		assertThat(migrator.audit()).hasSize(1);
		this.files.with("V2__users.sql", "CREATE TABLE users (id BIGINT);");
		migrator.repair(migrator.planRepair(), "ticket 12");
		assertThat(migrator.audit()).extracting(AuditEntry::number, AuditEntry::action, AuditEntry::migration)
			.containsExactly(tuple(1L, AuditEntry.Action.BASELINE, "B:1"), tuple(2L, AuditEntry.Action.REPAIR, "V:2"));
		AuditEntry repair = migrator.audit().get(1);
		assertThat(repair.detail()).startsWith("Adopt the checksum of V2__users.sql");
		assertThat(repair.reason()).isEqualTo("ticket 12");
		assertThat(repair.performedBy()).isNotBlank();
		assertThat(repair.performedAt()).isBetween(Instant.now().minusSeconds(600), Instant.now().plusSeconds(600));
		assertThat(repair.origin().application()).isEqualTo("shop");
		assertThat(repair.origin().applicationVersion()).isEqualTo("1.4.2");
		assertThat(repair.origin().instance()).endsWith(" pid " + ProcessHandle.current().pid());
		assertThat(repair.origin().runId()).isNotEqualTo(migrator.audit().get(0).origin().runId());
	}

}
