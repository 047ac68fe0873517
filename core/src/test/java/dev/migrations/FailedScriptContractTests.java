package dev.migrations;

import java.util.ArrayList;
import java.util.List;

import dev.migrations.model.InvalidScriptException;
import dev.migrations.model.MigrationFailedException;
import dev.migrations.model.MigrationValidationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is in force once a script has failed, what is said about it, and where the next
 * start goes on, on every database.
 */
@ParameterizedClass
@MethodSource("dev.migrations.testing.DatabaseUnderTest#available")
class FailedScriptContractTests extends EachDatabase {

	@Test
	void aFailingStatementIsReportedWithItsPlaceAndTheNextStartGoesThroughOnceItIsCorrected() {
		this.files.with("V1__ok.sql", "CREATE TABLE ok (id INTEGER);")
			.with("V2__broken.sql", "CREATE TABLE first_one (id INTEGER);", "INSERT INTO first_one VALUES (1);", "",
					"  INSERT INTO no_such_table", "  VALUES (1);", "CREATE TABLE last_one (id INTEGER);");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate).satisfies((ex) -> {
			assertThat(ex.getDescription()).startsWith("V2__broken.sql, line 4, column ")
				.contains("statement 3 failed", "INSERT INTO no_such_table", "The database says");
			assertThat(ex.getDescription().toLowerCase()).contains("no_such_table");
			assertThat(ex.getAction()).contains("start again");
		});
		assertThat(this.database.hasTable("ok")).isTrue();
		assertThat(this.database.hasTable("last_one")).isFalse();
		if (this.database.transactionalDdl()) {
			assertThat(this.database.hasTable("first_one")).isFalse();
			assertThat(this.database.query("SELECT migration_key FROM migration_history")).containsExactly("V:1");
			assertThat(states()).containsExactly("1 APPLIED", "2 PENDING");
		}
		else {
			assertThat(this.database
				.query("SELECT state, failed_statement FROM migration_history " + "WHERE migration_key = 'V:2'"))
				.containsExactly("FAILED|3");
			assertThat(this.database.query("SELECT number, state FROM migration_history_step"))
				.containsExactly("1|DONE");
			assertThat(states()).containsExactly("1 APPLIED", "2 FAILED");
			assertThat(migrator().status().migrations().get(1).statements())
				.isEqualTo(new MigrationInfo.StatementCount(1, 4));
		}
		this.files.with("V2__broken.sql", "CREATE TABLE first_one (id INTEGER);", "INSERT INTO first_one VALUES (1);",
				"", "INSERT INTO first_one VALUES (2);", "CREATE TABLE last_one (id INTEGER);");
		assertThat(migrator().migrate().isUpToDate()).isTrue();
		assertThat(this.database.query("SELECT id FROM first_one ORDER BY id")).containsExactly("1", "2");
		assertThat(this.database.hasTable("last_one")).isTrue();
		assertThat(migrator().migrate().applied()).isEmpty();
	}

	@Test
	void theFirstScriptFailingLeavesTheDatabaseAsItWas() {
		this.files.with("V1__broken.sql", "CREATE TABLE first_one (id INTEGER);", "THIS IS NOT SQL;");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate)
			.satisfies((ex) -> assertThat(ex.getDescription()).startsWith("V1__broken.sql, line 2, column 1"));
		assertThat(this.database.hasTable("first_one")).isEqualTo(!this.database.transactionalDdl());
		assertThat(this.database.hasTable("migration_history")).isEqualTo(!this.database.transactionalDdl());
	}

	@Test
	void theRowThatIsRefusedAmongManyIsNamedByItsLine() {
		refusesARow("");
	}

	@Test
	void theRowThatIsRefusedInAScriptThatIsReadAheadIsNamedByItsLine() {
		refusesARow("x".repeat(900));
		assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
			.doesNotContain("migrations-reads-ahead");
	}

	private void refusesARow(String note) {
		String[] rows = new String[1200];
		for (int i = 0; i < rows.length; i++) {
			rows[i] = "INSERT INTO numbers (id, note) VALUES (" + i + ", 'no. " + i + note + "');";
		}
		this.files.with("V1__numbers.sql", "CREATE TABLE numbers (id INTEGER PRIMARY KEY, note VARCHAR(1000));");
		String correct = rows[1149];
		rows[1149] = rows[17];
		this.files.with("V2__rows.sql", rows);
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate)
			.satisfies((ex) -> assertThat(ex.getDescription()).contains("V2__rows.sql", "line 1150", "statement 1150",
					"(17, 'no. 17"));
		rows[1149] = correct;
		this.files.with("V2__rows.sql", rows);
		assertThat(migrator().migrate().isUpToDate()).isTrue();
		assertThat(this.database.query("SELECT COUNT(*), MIN(id), MAX(id) FROM numbers"))
			.containsExactly("1200|0|1199");
	}

	@Test
	void thePartAlreadyInForceMayNotBeEdited() {
		this.files.with("V1__broken.sql", "CREATE TABLE first_one (id INTEGER);", "THIS IS NOT SQL;");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate);
		this.files.with("V1__broken.sql", "CREATE TABLE another_one (id INTEGER);", "CREATE TABLE two (id INTEGER);");
		if (this.database.transactionalDdl()) {
			assertThat(migrator().migrate().isUpToDate()).isTrue();
			return;
		}
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator()::migrate)
			.satisfies((ex) -> assertThat(ex.getDescription()).contains("V1__broken.sql, up to line 1", "edited"));
		this.files.with("V1__broken.sql", "-- now empty");
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator()::migrate)
			.satisfies((ex) -> assertThat(ex.getDescription()).contains("V1__broken.sql has 0 statements"));
	}

	@Test
	void aTransactionMayNotTakeThePlaceOfWhatIsAlreadyInForce() {
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER PRIMARY KEY);")
			.with("V2__rows.sql", "INSERT INTO one VALUES (1);", "BEGIN;", "INSERT INTO one VALUES (1);", "COMMIT;");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate)
			.satisfies((ex) -> assertThat(ex.getDescription()).contains("Statement 1 of this script is in force"));
		this.files.with("V2__rows.sql", "BEGIN;", "INSERT INTO one VALUES (2);", "COMMIT;");
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator()::migrate)
			.satisfies((ex) -> assertThat(ex.getDescription()).contains("V2__rows.sql", "statement 1 is in force",
					"was edited since"));
		assertThat(this.database.query("SELECT id FROM one")).containsExactly("1");
	}

	@Test
	void whatCommitsATransactionIsNotSaidToBeRolledBack() {
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);", "BEGIN;", "INSERT INTO one VALUES (1);",
				"COMMIT;", "INSERT INTO nowhere VALUES (1);");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate)
			.satisfies((ex) -> assertThat(ex.getDescription()).contains("line 5", "statement 5 failed",
					"Statements 1 to 3 of this script are in force. The history"));
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);", "BEGIN;", "INSERT INTO one VALUES (1);",
				"COMMIT;", "INSERT INTO one VALUES (2);", "INSERT INTO nowhere VALUES (1);");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate)
			.satisfies((ex) -> assertThat(ex.getDescription()).contains("line 6", "statement 6 failed",
					"Statements 1 to 3 of this script are in force; statement 5 was rolled back"));
	}

	@Test
	void severalTransactionsOfAScriptAreCommittedOneByOneAndResumed() {
		this.files.with("V1__segments.sql", "BEGIN;", "CREATE TABLE one (id INTEGER);", "INSERT INTO one VALUES (1);",
				"COMMIT;", "BEGIN;", "INSERT INTO one VALUES (2);", "INSERT INTO no_such_table VALUES (1);", "COMMIT;");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate)
			.satisfies((ex) -> assertThat(ex.getDescription()).contains("V1__segments.sql, line 7", "Statements 1 to",
					"in force", "rolled back"));
		assertThat(this.database.query("SELECT id FROM one")).containsExactly("1");
		assertThat(states()).containsExactly("1 FAILED");
		this.files.with("V1__segments.sql", "BEGIN;", "CREATE TABLE one (id INTEGER);", "INSERT INTO one VALUES (1);",
				"COMMIT;", "BEGIN;", "INSERT INTO one VALUES (2);", "INSERT INTO one VALUES (3);", "COMMIT;");
		assertThat(migrator().migrate().isUpToDate()).isTrue();
		assertThat(this.database.query("SELECT id FROM one ORDER BY id")).containsExactly("1", "2", "3");
		assertThat(this.database.query("SELECT count(*) FROM migration_history_step")).containsExactly("0");
	}

	@Test
	void aLargeTransactionOfAScriptIsCommittedAsAWhole() {
		List<String> script = new ArrayList<>(List.of("BEGIN;", "CREATE TABLE account (id INTEGER PRIMARY KEY);",
				"INSERT INTO account VALUES (-1);", "COMMIT;", "BEGIN;"));
		for (int i = 0; i < 1100; i++) {
			script.add("UPDATE account SET id = id - 1;");
		}
		this.files.with("V1__large.sql", String.join("\n", script), "INSERT INTO no_such_table VALUES (1);", "COMMIT;");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate);
		assertThat(this.database.query("SELECT id FROM account")).containsExactly("-1");
		this.files.with("V1__large.sql", String.join("\n", script), "COMMIT;");
		assertThat(migrator().migrate().isUpToDate()).isTrue();
		assertThat(this.database.query("SELECT id FROM account")).containsExactly("-1101");
	}

	@Test
	void aTransactionOfAScriptThatAsksForNoneAroundItIsCommittedAsAWhole() {
		this.files.with("V1__none.sql", "-- migrations: transaction=none", "CREATE TABLE one (id INTEGER);",
				"INSERT INTO one VALUES (1);", "BEGIN;", "INSERT INTO one VALUES (2);",
				"INSERT INTO no_such_table VALUES (1);", "COMMIT;");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate);
		assertThat(this.database.query("SELECT id FROM one")).containsExactly("1");
		this.files.with("V1__none.sql", "-- migrations: transaction=none", "CREATE TABLE one (id INTEGER);",
				"INSERT INTO one VALUES (1);", "BEGIN;", "INSERT INTO one VALUES (2);", "INSERT INTO one VALUES (3);",
				"COMMIT;", "INSERT INTO one VALUES (4);");
		assertThat(migrator().migrate().isUpToDate()).isTrue();
		assertThat(this.database.query("SELECT id FROM one ORDER BY id")).containsExactly("1", "2", "3", "4");
	}

	@Test
	void aTransactionOfTheScriptItselfIsPartOfOurs() {
		this.files.with("V1__framed.sql", "BEGIN;", "CREATE TABLE one (id INTEGER);", "INSERT INTO one VALUES (1);",
				"COMMIT;");
		assertThat(migrator().migrate().isUpToDate()).isTrue();
		assertThat(this.database.query("SELECT id FROM one")).containsExactly("1");
		this.files.with("V2__framed.sql", "BEGIN;", "INSERT INTO one VALUES (2);",
				"INSERT INTO no_such_table VALUES (1);", "COMMIT;");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate);
		assertThat(this.database.query("SELECT id FROM one")).containsExactly("1");
	}

	@Test
	void anUnbalancedTransactionIsFoundBeforeAnythingIsSent() {
		this.files.with("V1__unbalanced.sql", "CREATE TABLE one (id INTEGER);", "COMMIT;");
		assertThatExceptionOfType(InvalidScriptException.class).isThrownBy(migrator()::migrate)
			.satisfies((ex) -> assertThat(ex.getDescription()).contains("V1__unbalanced.sql, line 2"));
		assertThat(this.database.hasTable("one")).isFalse();
	}

	@Test
	void aTypingErrorAtTheEndIsFoundBeforeAnythingIsSent() {
		this.files.with("V1__unclosed.sql", "CREATE TABLE one (id INTEGER);", "INSERT INTO one VALUES ('a);");
		assertThatExceptionOfType(InvalidScriptException.class).isThrownBy(migrator()::migrate)
			.satisfies((ex) -> assertThat(ex.getDescription()).contains("V1__unclosed.sql, line 2, column 25"));
		assertThat(this.database.hasTable("one")).isFalse();
	}

}
