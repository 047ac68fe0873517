package dev.migrations;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.migrations.model.MigrationFailedException;
import dev.migrations.model.MigrationValidationException;
import dev.migrations.model.OutOfOrderPolicy;
import dev.migrations.model.RepairAction;
import dev.migrations.model.UndoTarget;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is mostly a mistake in a script, and is said of it, on every database.
 */
@ParameterizedClass
@MethodSource("dev.migrations.testing.DatabaseUnderTest#available")
class ScriptRemarkContractTests extends EachDatabase {

	private static final String NOT_REPLACED = "V2__owner.sql, line 2, column 29: ${owner} is not replaced, "
			+ "because no placeholders are configured. Before the script is applied, set migrations.placeholders.owner, "
			+ "or say that it is meant so: '-- migrations: placeholders=none' at the head of the script.";

	@BeforeEach
	void writeMigrations() {
		this.files.with("V1__owners.sql", "CREATE TABLE owners (name VARCHAR(20));");
	}

	private List<String> owners() {
		return this.database.query("SELECT name FROM owners ORDER BY name");
	}

	@Test
	void aPlaceholderIsNamedWhereNoneIsConfigured() {
		this.files.with("V2__owner.sql", "-- The ${owner}.", "INSERT INTO owners VALUES ('${owner}');",
				"INSERT INTO owners VALUES ('${other}');");
		assertThat(migrator().plan().warnings()).containsExactly(NOT_REPLACED);
		assertThat(migrator().migrate().warnings()).containsExactly(NOT_REPLACED);
		assertThat(owners()).containsExactly("${other}", "${owner}");
		assertThat(migrator().migrate().warnings()).isEmpty();
	}

	@Test
	void aPlaceholderThatIsMeantAsItStandsIsNotNamed() {
		this.files.with("V2__owner.sql", "-- migrations: placeholders=none", "INSERT INTO owners VALUES ('${owner}');");
		assertThat(migrator().plan().warnings()).isEmpty();
		assertThat(migrator().migrate().warnings()).isEmpty();
		assertThat(owners()).containsExactly("${owner}");
	}

	@Test
	void aPlaceholderWithAValueIsNotNamed() {
		this.files.with("V2__owner.sql", "INSERT INTO owners VALUES ('${owner}');");
		assertThat(builder().placeholders(Map.of("owner", "Strix")).build().migrate().warnings()).isEmpty();
		assertThat(owners()).containsExactly("Strix");
	}

	@Test
	void ofALargeScriptOnlyTheRowsAreNotLookedAt() {
		List<String> rows = new ArrayList<>(List.of("INSERT INTO owners VALUES ('${owner}');"));
		for (int i = 0; i < 3000; i++) {
			rows.add("INSERT INTO owners VALUES ('" + i + "');");
		}
		this.files.with("V2__owner.sql", rows.toArray(String[]::new));
		assertThat(migrator().migrate().warnings()).isEmpty();
		rows.add("UPDATE owners SET name = '${owner}' WHERE name = '7';");
		this.files.with("V3__more.sql", rows.toArray(String[]::new));
		assertThat(migrator().migrate().warnings()).singleElement()
			.asString()
			.startsWith("V3__more.sql, line 3002, column 27: ${owner} is not replaced");
	}

	@Test
	void whatFailsForAPlaceholderSaysThatNoneIsConfigured() {
		this.files.with("V2__owner.sql", "CREATE TABLE ${owner}.owls (id INTEGER);");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate)
			.withMessageContaining("V2__owner.sql, line 1, column 14: ${owner} is not replaced");
	}

	@Test
	void aScriptWithoutStatementsIsAppliedAndNamed() {
		this.files.with("V2__empty.sql").with("V3__comment.sql", "-- To be written.").with("R__none.sql", "/* */");
		String[] warnings = { nothing("V2__empty.sql"), nothing("V3__comment.sql"), nothing("R__none.sql") };
		assertThat(migrator().plan().warnings()).containsExactly(warnings);
		MigrationReport report = migrator().migrate();
		assertThat(report.warnings()).containsExactly(warnings);
		assertThat(report.isUpToDate()).isTrue();
		assertThat(migrator().migrate().warnings()).isEmpty();
		assertThat(migrator().plan().warnings()).isEmpty();
	}

	@Test
	void aScriptThatWasAppliedEmptyAndWrittenSinceIsForgottenAndApplied() {
		this.files.with("V2__owner.sql", "-- To be written.");
		migrator().migrate();
		this.files.with("V2__owner.sql", "-- To be written, some day.");
		assertThat(migrator().migrate().applied()).isEmpty();
		this.files.with("V2__owner.sql", "INSERT INTO owners VALUES ('Strix');");
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator()::migrate)
			.withMessageContaining("V2__owner.sql was edited after it had been applied")
			.withMessageContaining("It had no statements then")
			.withMessageContaining("'migrations repair --forget': the next start applies it");
		RepairPlan plan = migrator().planRepair(RepairAction.Kind.FORGET);
		assertThat(plan.actions()).singleElement()
			.hasToString("Forget V2__owner.sql, which had no statements when it was applied and was written since. The "
					+ "next start applies it.");
		migrator().repair(plan);
		assertThat(migrator().migrate().applied()).extracting(MigrationReport.Applied::script)
			.containsExactly("V2__owner.sql");
		assertThat(owners()).containsExactly("Strix");
		this.files.with("V2__owner.sql", "INSERT INTO owners VALUES ('Bubo');");
		assertThat(migrator().planRepair(RepairAction.Kind.FORGET).actions()).isEmpty();
	}

	@Test
	void whatWasWrittenOnlyOnceAHigherVersionWasAppliedIsOutOfOrder() {
		this.files.with("V2__owner.sql", "-- To be written.")
			.with("V3__more.sql", "INSERT INTO owners VALUES ('Asio');");
		migrator().migrate();
		this.files.with("V2__owner.sql", "INSERT INTO owners VALUES ('Strix');");
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator()::migrate)
			.withMessageContaining("It had no statements then")
			.withMessageContaining("put the statements into a new migration")
			.withMessageContaining("'migrations repair --forget': the next start applies it if "
					+ "migrations.out-of-order=allow is set, because it is below version 3.");
		RepairPlan plan = migrator().planRepair(RepairAction.Kind.FORGET);
		assertThat(plan.actions()).singleElement()
			.asString()
			.endsWith(
					"The next start applies it if migrations.out-of-order=allow is set, because it is below version 3.");
		migrator().repair(plan);
		assertThat(builder().outOfOrder(OutOfOrderPolicy.ALLOW).build().migrate().applied()).hasSize(1);
		assertThat(owners()).containsExactly("Asio", "Strix");
	}

	@Test
	void whatWasAppliedBeforeAFailureIsNamedInTheLog() {
		this.files.with("V2__owner.sql", "-- The ${owner}.", "INSERT INTO owners VALUES ('${owner}');")
			.with("V3__empty.sql")
			.with("V4__slip.sql", "INSERT INTO no_such_table VALUES (1);");
		Logger logger = (Logger) LoggerFactory.getLogger(Migrator.class);
		ListAppender<ILoggingEvent> log = new ListAppender<>();
		log.start();
		logger.addAppender(log);
		try {
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate);
		}
		finally {
			logger.detachAppender(log);
		}
		assertThat(log.list).filteredOn((event) -> event.getLevel() == Level.WARN)
			.extracting(ILoggingEvent::getFormattedMessage)
			.containsExactly(NOT_REPLACED, nothing("V3__empty.sql"));
	}

	@Test
	void anUndoScriptWithoutStatementsIsNamed() {
		this.files.with("U1__owners.sql", "-- Nothing can be done.");
		migrator().migrate();
		assertThat(migrator().undo(UndoTarget.LAST).notes()).contains(nothing("U1__owners.sql"));
	}

	private static String nothing(String script) {
		return script + " has no statements: nothing of it is executed, and what is written into it once it is applied "
				+ "is an edit.";
	}

}
