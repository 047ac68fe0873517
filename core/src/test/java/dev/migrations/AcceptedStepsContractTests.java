package dev.migrations;

import java.util.List;

import dev.migrations.model.InvalidSettingsException;
import dev.migrations.model.MigrationFailedException;
import dev.migrations.model.MigrationHistoryException;
import dev.migrations.model.MigrationValidationException;
import dev.migrations.model.RepairAction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which statements of a file that was edited a repair takes to be in force, on every
 * database.
 */
@ParameterizedClass
@MethodSource("dev.migrations.testing.DatabaseUnderTest#available")
class AcceptedStepsContractTests extends EachDatabase {

	@Test
	void repairAcceptsTheStepsOfAFileThatWasEditedMeanwhile() {
		inThreeParts("CREATE TABLE one (id INTEGER)", "INSERT INTO one VALUES (2)", "no_such_table");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate);
		inThreeParts("CREATE TABLE IF NOT EXISTS one (id INTEGER)", "INSERT INTO one VALUES (2)", "one");
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator()::migrate)
			.withMessageContaining("migrations repair --accept-steps");
		RepairPlan plan = migrator().planRepair(RepairAction.Kind.ACCEPT_STEPS);
		assertThat(plan.actions()).singleElement()
			.satisfies((action) -> assertThat(action.resumption()).isNotNull()
				.extracting(RepairAction.Resumption::line, RepairAction.Resumption::text)
				.containsExactly(8L, "INSERT INTO one VALUES (1)"))
			.asString()
			.contains("V1__parts.sql", "resumes at statement", "line 8: INSERT INTO one VALUES (1)");
		migrator().repair(plan);
		assertThat(migrator().migrate().isUpToDate()).isTrue();
		assertThat(this.database.query("SELECT id FROM one ORDER BY id")).containsExactly("1", "2");
	}

	private void inThreeParts(String first, String second, String table) {
		this.files.with("V1__parts.sql", "BEGIN;", first + ";", "COMMIT;", "BEGIN;", second + ";", "COMMIT;", "BEGIN;",
				"INSERT INTO " + table + " VALUES (1);", "COMMIT;");
	}

	@Test
	void repairAcceptsTheStepsOfAFileFromWhichStatementsInForceWereRemoved() {
		inThreeParts("CREATE TABLE one (id INTEGER)", "INSERT INTO one VALUES (2)", "no_such_table");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate);
		this.files.with("V1__parts.sql", "INSERT INTO one VALUES (2);", "INSERT INTO one VALUES (1);",
				"INSERT INTO one VALUES (3);");
		RepairPlan plan = migrator().planRepair(RepairAction.Kind.ACCEPT_STEPS);
		assertThat(plan.actions()).singleElement()
			.asString()
			.contains("resumes at statement 2, line 2: INSERT INTO one VALUES (1)");
		migrator().repair(plan);
		assertThat(migrator().migrate().isUpToDate()).isTrue();
		assertThat(this.database.query("SELECT id FROM one ORDER BY id")).containsExactly("1", "2", "3");
	}

	@Test
	void noStepIsAcceptedWhereTheFileDoesNotTellWhereThePartInForceEnds() {
		inThreeParts("CREATE TABLE one (id INTEGER)", "INSERT INTO one VALUES (2)", "no_such_table");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate);
		String next = "INSERT INTO one VALUES (1);";
		for (List<String> script : List.of(
				List.of("CREATE TABLE one (id INTEGER);", next, "INSERT INTO one VALUES (3);"),
				List.of("INSERT INTO one VALUES (2);", "CREATE TABLE one (id INTEGER);", next),
				List.of("CREATE TABLE one (id INTEGER);", next, "INSERT INTO one VALUES (2);"),
				List.of("INSERT INTO one VALUES (2);", "INSERT INTO one VALUES (2);", next), List.of(next))) {
			this.files.with("V1__parts.sql", script.toArray(String[]::new));
			assertThatExceptionOfType(MigrationHistoryException.class)
				.isThrownBy(() -> migrator().planRepair(RepairAction.Kind.ACCEPT_STEPS))
				.withMessageContaining("V1__parts.sql")
				.withMessageContaining("migrations repair --accept-steps --from-line <line>");
		}
	}

	@Test
	void theLineFromWhichStatementsAreSentIsTakenFromWhoeverRepairs() {
		inThreeParts("CREATE TABLE one (id INTEGER)", "INSERT INTO one VALUES (2)", "no_such_table");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate);
		this.files.with("V1__parts.sql", "CREATE TABLE one", "(id INTEGER);", "INSERT INTO one VALUES (1);",
				"INSERT INTO one VALUES (3);");
		assertThatExceptionOfType(InvalidSettingsException.class).isThrownBy(() -> migrator().planAcceptedSteps(2))
			.withMessageContaining("begins in line 2")
			.withMessageContaining("the next one begins in line 3");
		assertThat(migrator().planAcceptedSteps(5).actions()).singleElement().asString().contains("sends nothing more");
		RepairPlan plan = migrator().planAcceptedSteps(3);
		assertThat(plan.actions()).singleElement()
			.asString()
			.contains("what is above line 3 of V1__parts.sql", "resumes at statement 2, line 3: INSERT INTO one");
		migrator().repair(plan);
		assertThat(migrator().migrate().isUpToDate()).isTrue();
		assertThat(this.database.query("SELECT id FROM one ORDER BY id")).containsExactly("1", "2", "3");
	}

	@Test
	void stepsAreAcceptedOfTheFileThatWasPlanned() {
		inThreeParts("CREATE TABLE one (id INTEGER)", "INSERT INTO one VALUES (2)", "no_such_table");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate);
		inThreeParts("CREATE TABLE one (id INTEGER)", "INSERT INTO one VALUES (2)", "one");
		RepairPlan plan = migrator().planRepair(RepairAction.Kind.ACCEPT_STEPS);
		this.files.with("V1__parts.sql", "INSERT INTO one VALUES (1);");
		migrator().repair(plan);
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator()::migrate)
			.withMessageContaining("V1__parts.sql has 1 statement, but");
		inThreeParts("CREATE TABLE one (id INTEGER)", "INSERT INTO one VALUES (2)", "one");
		assertThat(migrator().migrate().isUpToDate()).isTrue();
		assertThat(this.database.query("SELECT id FROM one ORDER BY id")).containsExactly("1", "2");
	}

	@Test
	void thereIsNothingToAcceptWhereNothingIsInForce() {
		this.files.with("V1__wrong.sql", "INSERT INTO no_such_table VALUES (1);");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate);
		assertThat(migrator().planRepair(RepairAction.Kind.ACCEPT_STEPS).actions()).isEmpty();
	}

}
