package dev.migrations.boot.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import dev.migrations.testing.MigrationFiles;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every command does on every database.
 */
abstract class CommandContractTests {

	@TempDir
	private Path directory;

	private MigrationFiles files;

	private TestDatabase database;

	private CommandSession session;

	abstract TestDatabase createDatabase(Path directory);

	@BeforeEach
	void begin() {
		this.files = new MigrationFiles(this.directory.resolve("migrations"))
			.with("V1__create_owls.sql", "CREATE TABLE owls (name VARCHAR(20));")
			.with("U1__create_owls.sql", "DROP TABLE owls;")
			.with("V2__first_owl.sql", "INSERT INTO owls VALUES ('Strix');")
			.with("U2__first_owl.sql", "DELETE FROM owls;");
		this.database = createDatabase(this.directory);
		this.session = new CommandSession(this.files, this.database);
	}

	@Test
	void statusFollowsTheDatabase() {
		assertThat(this.session.run("status").lines()).containsExactly(
				this.database.vendor() + ": current none, head 2, 2 not applied", "Version  Description  State",
				"1        create owls  pending", "2        first owl    pending");
		assertThat(this.session.run("migrate").exitCode()).isZero();
		assertThat(this.session.run("status").out())
			.startsWith(this.database.vendor() + ": current 2, head 2, up to date")
			.containsPattern(
					"1 +create owls +applied +match +\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d +\\S+ +\\d+ ms");
		assertThat(this.session.run("status", "--json").out()).contains("\"upToDate\":true", "\"state\":\"APPLIED\"");
	}

	@Test
	void planAndMigrateSayTheSame() {
		assertThat(this.session.run("plan").lines()).containsExactly(
				"Version  Description  Why      Statements  Transaction  Script",
				"1        create owls  pending  1           " + transaction() + "          V1__create_owls.sql",
				"2        first owl    pending  1           " + transaction() + "          V2__first_owl.sql",
				"2 migrations are due in the " + this.database.vendor() + " database.");
		assertThat(this.session.run("plan", "--statements").out()).contains("CREATE TABLE owls (name VARCHAR(20))");
		assertThat(this.session.run("plan", "--json").out()).contains("\"reason\":\"pending\"");
		assertThat(this.session.run("migrate", "--json").out()).contains("\"script\":\"V2__first_owl.sql\"",
				"\"current\":\"2\"");
		assertThat(this.database.query("SELECT name FROM owls")).containsExactly("Strix");
		assertThat(this.session.run("plan").out())
			.startsWith("Nothing is pending in the " + this.database.vendor() + " database.");
		assertThat(this.session.run("migrate").out()).startsWith("The " + this.database.vendor() + " database is at");
	}

	@Test
	void historyTellsWhatHappened() {
		assertThat(this.session.run("history").out()).startsWith("Nothing was applied yet.");
		this.session.run("migrate");
		this.session.run("undo", "--reason", "too early");
		assertThat(this.session.run("history").out()).containsPattern("1 +V1__create_owls.sql +applied")
			.containsPattern("2 +V2__first_owl.sql +undone");
		assertThat(this.session.run("history", "--all").out()).containsPattern("undo +V:2 .* too early");
		assertThat(this.session.run("history", "--json", "--all").out()).contains("\"state\":\"UNDONE\"",
				"\"reason\":\"too early\"");
	}

	@Test
	void historyHasARowOfEveryBaselineRepairAndUndo() {
		this.database.execute("CREATE TABLE owls (name VARCHAR(20))");
		this.session.run("baseline", "1", "--reason", "was there");
		this.session.run("migrate");
		this.files.with("V2__first_owl.sql", "INSERT INTO owls VALUES ('Bubo');");
		this.session.run("repair", "--reason", "a slip");
		this.session.run("undo", "--reason", "too early");
		assertThat(this.session.run("history", "--all").out())
			.containsSubsequence("baseline", "was there", "repair", "a slip", "undo", "too early")
			.containsPattern("undo +V:2 .* too early +\\S");
		assertThat(this.session.run("history", "--all", "--json").out()).containsSubsequence("\"audit\":[",
				"\"action\":\"BASELINE\"", "\"reason\":\"was there\"", "\"action\":\"REPAIR\"", "\"reason\":\"a slip\"",
				"\"action\":\"UNDO\"", "\"reason\":\"too early\"");
		assertThat(this.session.run("history").out()).doesNotContain("was there");
	}

	@Test
	void currentIsOneWord() {
		assertThat(this.session.run("current").out()).isEqualToIgnoringNewLines("none");
		this.session.run("migrate");
		assertThat(this.session.run("current").out()).isEqualToIgnoringNewLines("2");
		assertThat(this.session.run("current", "--json").out()).contains("\"current\":\"2\"");
	}

	@Test
	void undoTakesBackTheLastMigration() {
		this.session.run("migrate");
		CommandSession.Outcome undo = this.session.run("undo");
		assertThat(undo.exitCode()).isZero();
		assertThat(undo.out()).contains("U2__first_owl.sql (1 statement", "Note: What is undone is pending again",
				"went from version 2 to version 1: 1 undone");
		assertThat(this.database.query("SELECT name FROM owls")).isEmpty();
		assertThat(this.session.run("undo", "--target", "0", "--json").out())
			.contains("\"script\":\"U1__create_owls.sql\"");
		assertThat(this.database.hasTable("owls")).isFalse();
		assertThat(this.session.run("undo").out()).startsWith("There is nothing to undo");
	}

	@Test
	void undoIsPlannedFirst() {
		this.session.run("migrate");
		assertThat(this.session.run("undo", "--steps", "2", "--dry-run").out())
			.containsPattern("2 +first owl +applied .* U2__first_owl.sql")
			.containsPattern("1 +create owls +applied .* U1__create_owls.sql");
		assertThat(this.session.run("undo", "--steps=2", "--dry-run", "--json").out()).contains("\"target\"");
		assertThat(this.session.run("current").out()).startsWith("2");
	}

	@Test
	void undoWithoutAScriptIsRefused() {
		this.files.without("U1__create_owls.sql");
		this.session.run("migrate");
		CommandSession.Outcome undo = this.session.run("undo", "--target", "0");
		assertThat(undo.err()).contains("V1__create_owls.sql has no undo script");
		assertThat(undo.exitCode()).isEqualTo(3);
		CommandSession.Outcome planned = this.session.run("undo", "--target", "0", "--dry-run");
		assertThat(planned.out()).contains("Problem: V1__create_owls.sql has no undo script");
		assertThat(planned.exitCode()).isEqualTo(3);
		assertThat(this.database.query("SELECT name FROM owls")).containsExactly("Strix");
	}

	@Test
	void validateNamesEveryProblem() {
		this.session.run("migrate");
		assertThat(this.session.run("validate").out()).startsWith("Valid");
		this.files.with("V1__create_owls.sql", "CREATE TABLE owls (name VARCHAR(30));")
			.without("V2__first_owl.sql")
			.without("U2__first_owl.sql")
			.with("V3__more.sql", "SELECT 1;");
		CommandSession.Outcome invalid = this.session.run("validate");
		assertThat(invalid.exitCode()).isEqualTo(3);
		assertThat(invalid.out()).contains("V1__create_owls.sql was edited", "V2__first_owl.sql was applied",
				"2 problems");
		CommandSession.Outcome json = this.session.run("validate", "--json");
		assertThat(json.exitCode()).isEqualTo(3);
		assertThat(json.out()).contains("\"valid\":false", "V1__create_owls.sql was edited");
		assertThat(this.session.run("migrate").exitCode()).isEqualTo(3);
		assertThat(this.session.run("plan").exitCode()).isEqualTo(3);
	}

	@Test
	void filesThatWereDeletedOnPurposeAreAccepted() {
		this.session.run("migrate");
		this.files.without("V1__create_owls.sql").without("U1__create_owls.sql");
		assertThat(this.session.run("validate").out()).contains("V1__create_owls.sql was applied on",
				"'migrations repair --accept-missing'");
		CommandSession.Outcome other = this.session.run("repair", "--accept-missing", "1,2");
		assertThat(other.exitCode()).isOne();
		assertThat(other.err()).contains("No migration of version 2 is missing");
		assertThat(this.session.run("repair", "--accept-missing", "--dry-run").out())
			.startsWith("Would change: Accept that V1__create_owls.sql, which is applied, has no file any more");
		assertThat(this.session.run("validate").exitCode()).isEqualTo(3);
		assertThat(this.session.run("repair", "--accept-missing", "1.0").out()).startsWith("Changed: Accept that V1__");
		assertThat(this.session.run("validate").exitCode()).isZero();
		assertThat(this.session.run("status").out()).containsPattern("1 +create owls +retired +no file");
		assertThat(this.session.run("status", "--json").out()).contains("\"state\":\"RETIRED\"");
		assertThat(this.session.run("history", "--json").out()).contains("\"state\":\"RETIRED\"");
		assertThat(this.session.run("migrate").out()).contains("is at version 2, up to date");
	}

	@Test
	void onlyTheDeletedFilesThatAreNamedAreAccepted() {
		this.files.with("V3__more.sql", "INSERT INTO owls VALUES ('Bubo');");
		this.session.run("migrate");
		this.files.without("V1__create_owls.sql")
			.without("U1__create_owls.sql")
			.without("V2__first_owl.sql")
			.without("U2__first_owl.sql");
		assertThat(this.session.run("repair", "--accept-missing", "2").out())
			.startsWith("Changed: Accept that V2__first_owl.sql")
			.doesNotContain("V1__create_owls.sql");
		CommandSession.Outcome validate = this.session.run("validate");
		assertThat(validate.exitCode()).isEqualTo(3);
		assertThat(validate.out()).contains("V1__create_owls.sql was applied", "1 problem");
	}

	@Test
	void whatIsMostlyAMistakeInAScriptIsAWarning() {
		this.files.with("V3__empty.sql").with("V4__owner.sql", "INSERT INTO owls VALUES ('${owl}');");
		String[] warnings = { "Warning: V3__empty.sql has no statements",
				"Warning: V4__owner.sql, line 1, column 27: ${owl} is not replaced" };
		assertThat(this.session.run("plan").out()).contains(warnings);
		assertThat(this.session.run("validate").out()).contains(warnings).contains("Valid, 4 pending");
		assertThat(this.session.run("migrate").out()).contains(warnings);
		assertThat(this.session.run("migrate").out()).doesNotContain("Warning");
	}

	@Test
	void statusShowsWhatForbidsARunAndIsNoVerdict() {
		this.session.run("migrate");
		this.files.with("V1__create_owls.sql", "CREATE TABLE owls (name VARCHAR(30));");
		CommandSession.Outcome status = this.session.run("status");
		assertThat(status.exitCode()).isZero();
		assertThat(status.out()).startsWith(this.database.vendor() + ": current 2, head 2, 1 problem")
			.contains("Problem: V1__create_owls.sql was edited after it had been applied");
		assertThat(this.session.run("status", "--json").out()).contains("\"upToDate\":false",
				"\"problems\":[\"V1__create_owls.sql was edited");
		assertThat(this.session.run("current", "--json").out()).contains("\"upToDate\":false");
		this.files.with("V1__create_owls.sql", "CREATE TABLE owls (name VARCHAR(20));")
			.with("V3__more.sql", "SELECT 1;")
			.without("V2__first_owl.sql")
			.without("U2__first_owl.sql");
		assertThat(this.session.run("status").out())
			.startsWith(this.database.vendor() + ": current 2, head 3, 1 not applied, 1 problem");
		this.files.without("V3__more.sql");
		assertThat(this.session.run("status").out())
			.startsWith(this.database.vendor() + ": current 2, head 1, ahead of the files here");
		assertThat(this.session.run("migrate").out()).isEqualTo("The " + this.database.vendor()
				+ " database is at version 2, ahead of the files here, which end at version 1.\n");
		assertThat(this.session.run("migrate", "--json").out()).contains("\"upToDate\":true,\"ahead\":true");
		for (String command : List.of("plan", "validate")) {
			CommandSession.Outcome outcome = this.session.run(command);
			assertThat(outcome.exitCode()).as(command).isZero();
			assertThat(outcome.out()).as(command)
				.contains("Warning: The database is ahead of the files here: V2__first_owl.sql was applied on ",
						"and there is no such file");
		}
	}

	@Test
	void whatIsInForceOfAFailedScriptAndWasEditedIsSaidByWhoeverIsAsked() {
		this.files.with("V3__slip.sql", "BEGIN;", "INSERT INTO owls VALUES ('Bubo');", "COMMIT;",
				"INSERT INTO owl VALUES ('Otus');");
		assertThat(this.session.run("migrate").exitCode()).isOne();
		assertThat(this.session.run("validate").exitCode()).isZero();
		this.files.with("V3__slip.sql", "BEGIN;", "INSERT INTO owls VALUES ('Asio');", "COMMIT;",
				"INSERT INTO owls VALUES ('Otus');");
		String words = "in force since an earlier run that did not finish, and";
		for (String command : List.of("validate", "plan", "migrate")) {
			CommandSession.Outcome outcome = this.session.run(command);
			assertThat(outcome.out() + outcome.err()).as(command).contains("V3__slip.sql, up to line ", words);
			assertThat(outcome.exitCode()).as(command).isEqualTo(3);
		}
		assertThat(this.session.run("status").out()).contains("1 not applied, 1 problem", words);
	}

	@Test
	void aTargetThatIsAboveAllThereIsIsRefused() {
		for (String command : List.of("plan", "migrate")) {
			CommandSession.Outcome outcome = this.session.run(command, "--target", "99");
			assertThat(outcome.err()).startsWith(
					"Error: There is no migration with the version 99, nor one above it: " + "the highest is 2.");
			assertThat(outcome.out()).isEmpty();
			assertThat(outcome.exitCode()).isEqualTo(3);
		}
		assertThat(this.database.hasTable("owls")).isFalse();
		assertThat(this.session.run("migrate", "--target", "99", "--json").out()).contains("\"error\":{");
		assertThat(this.session.run("migrate", "--target", "1.5").out()).contains("to version 1: 1 applied");
		this.session.run("migrate");
		this.files.without("V2__first_owl.sql").without("U2__first_owl.sql");
		assertThat(this.session.run("migrate", "--target", "2").exitCode()).isZero();
	}

	@Test
	void repairShowsAndDoesTheSame() {
		this.session.run("migrate");
		this.files.with("V1__create_owls.sql", "CREATE TABLE owls (name VARCHAR(30));");
		assertThat(this.session.run("repair", "--dry-run").out()).startsWith("Would change: ")
			.contains("V1__create_owls.sql");
		assertThat(this.session.run("validate").exitCode()).isEqualTo(3);
		assertThat(this.session.run("repair", "--json").out()).contains("\"kind\":\"ADOPT_CHECKSUM\"");
		assertThat(this.session.run("validate").exitCode()).isZero();
		assertThat(this.session.run("repair").out()).startsWith("There is nothing to repair.");
	}

	@Test
	void stepsAreAcceptedUpToALineWhereTheFileDoesNotTell() {
		this.files.with("V3__more.sql", "BEGIN;", "INSERT INTO owls VALUES ('Bubo');", "COMMIT;", "BEGIN;",
				"INSERT INTO nests VALUES (1);", "COMMIT;");
		assertThat(this.session.run("migrate").exitCode()).isEqualTo(1);
		this.files.with("V3__more.sql", "INSERT INTO owls VALUES ('Asio');", "INSERT INTO owls VALUES ('Tyto');");
		CommandSession.Outcome refused = this.session.run("repair", "--accept-steps");
		assertThat(refused.exitCode()).isEqualTo(1);
		assertThat(refused.err()).contains("migrations repair --accept-steps --from-line <line>");
		assertThat(this.session.run("repair", "--from-line", "2").exitCode()).isEqualTo(2);
		assertThat(this.session.run("repair", "--accept-steps", "--from-line", "2", "--forget").exitCode())
			.isEqualTo(2);
		assertThat(this.session.run("repair", "--accept-steps", "--from-line", "2", "--dry-run").out())
			.startsWith("Would change: Take what is above line 2 of V3__more.sql")
			.contains("resumes at statement 2, line 2: INSERT INTO owls VALUES ('Tyto')");
		assertThat(this.session.run("repair", "--accept-steps", "--from-line", "2", "--json").out())
			.contains("\"resumption\":{\"done\":1,\"statement\":2,\"line\":2,\"text\":\"INSERT INTO owls");
		assertThat(this.session.run("migrate").exitCode()).isZero();
		assertThat(this.database.query("SELECT name FROM owls ORDER BY name")).containsExactly("Bubo", "Strix", "Tyto");
	}

	@Test
	void repairForgetsARepeatableScriptThatWasDeletedOnlyWhereThatIsAskedFor() {
		this.files.with("R__seen.sql", "CREATE VIEW seen AS SELECT name FROM owls;");
		this.session.run("migrate");
		this.files.without("R__seen.sql");
		assertThat(this.session.run("validate").out()).contains("R__seen.sql was applied",
				"'migrations repair --forget'");
		assertThat(this.session.run("repair").out()).startsWith("There is nothing to repair.");
		assertThat(this.session.run("repair", "--forget").out()).startsWith("Changed: Forget R__seen.sql");
		assertThat(this.session.run("validate").exitCode()).isZero();
	}

	@Test
	void whatAFirstRunWouldDestroyIsShownByPlanAndValidateAndStopsIt() {
		this.database.execute("CREATE TABLE owls (name VARCHAR(20))", "INSERT INTO owls VALUES ('Strix')");
		this.files.with("V1__create_owls.sql", "DROP TABLE IF EXISTS owls;", "CREATE TABLE owls (name VARCHAR(20));");
		String words = "V1__create_owls.sql, line 1: drops table owls";
		assertThat(this.session.run("plan").out()).contains(words);
		assertThat(this.session.run("validate").out()).contains(words);
		assertThat(this.session.run("validate").exitCode()).isEqualTo(3);
		assertThat(this.session.run("migrate").err()).contains(words);
		assertThat(this.database.query("SELECT name FROM owls")).containsExactly("Strix");
		assertThat(this.session.run("baseline", "0").exitCode()).isZero();
		assertThat(this.session.run("migrate").exitCode()).isZero();
	}

	@Test
	void baselineStandsForWhatIsThere() {
		this.database.execute("CREATE TABLE owls (name VARCHAR(20))");
		assertThat(this.session.run("baseline", "1", "--json").out()).contains("\"baseline\":\"1\"");
		assertThat(this.session.run("migrate").exitCode()).isZero();
		assertThat(this.database.query("SELECT name FROM owls")).containsExactly("Strix");
	}

	@Test
	void aBaselineOfTheWrongVersionIsReplaced() {
		this.database.execute("CREATE TABLE owls (name VARCHAR(20))");
		CommandSession.Outcome above = this.session.run("baseline", "20");
		assertThat(above.exitCode()).isEqualTo(3);
		assertThat(above.err()).contains("The baseline 20 is above every migration here", "2 at most");
		this.session.run("baseline", "2");
		assertThat(this.session.run("baseline", "1").err()).contains("migrations baseline 1 --replace");
		assertThat(this.session.run("baseline", "1", "--replace").out())
			.isEqualToIgnoringNewLines("Migrations up to version 1 are taken to be applied.");
		assertThat(this.session.run("migrate").exitCode()).isZero();
		assertThat(this.database.query("SELECT name FROM owls")).containsExactly("Strix");
	}

	@Test
	void failureNamesTheStatement() {
		this.files.with("V3__slip.sql", "INSERT INTO owls VALUES ('Bubo');", "INSERT INTO owl VALUES ('Otus');");
		CommandSession.Outcome migrate = this.session.run("migrate");
		assertThat(migrate.exitCode()).isOne();
		assertThat(migrate.err()).startsWith("Error: V3__slip.sql, line 2")
			.contains("INSERT INTO owl")
			.doesNotContain("\tat ");
		CommandSession.Outcome json = this.session.run("migrate", "--json");
		assertThat(json.out()).contains("\"error\":{\"description\":\"V3__slip.sql, line 2");
		assertThat(json.exitCode()).isOne();
		assertThat(this.session.run("migrate", "--stacktrace").err()).contains("\tat ");
	}

	@Test
	void migrateAsksOnATerminal() {
		CommandSession.Outcome no = this.session.onTerminal(80, "n\n", "migrate");
		assertThat(no.exitCode()).isOne();
		assertThat(no.out()).contains("│ 1       │ create owls │ pending │", "Apply these 2? [Y/n]",
				"Nothing was changed.");
		assertThat(this.database.hasTable("owls")).isFalse();
		CommandSession.Outcome yes = this.session.onTerminal(80, "\n", "migrate");
		assertThat(yes.exitCode()).isZero();
		assertThat(yes.out()).contains("✓ V1__create_owls.sql (1 statement", "✓ V2__first_owl.sql (1 statement");
		assertThat(this.database.query("SELECT name FROM owls")).containsExactly("Strix");
	}

	@Test
	void undoAsksOnATerminal() {
		this.session.run("migrate");
		CommandSession.Outcome no = this.session.onTerminal(80, "", "undo");
		assertThat(no.exitCode()).isOne();
		assertThat(no.out()).containsSubsequence("│ 2    │ first owl", "pending again", "Undo it? [Y/n]",
				"Nothing was changed.");
		assertThat(this.session.onTerminal(80, "maybe\nyes\n", "undo").out()).contains("Please answer y or n.",
				"1 undone");
	}

	@Test
	void yesAndJsonAskNothing() {
		assertThat(this.session.onTerminal(80, "", "migrate", "--yes").out()).doesNotContain("[Y/n]")
			.contains("2 applied");
		assertThat(this.session.onTerminal(80, "", "undo", "--json").out()).startsWith("{").contains("\"undone\"");
	}

	@Test
	void targetSaysHowFar() {
		this.files.with("V3__more.sql", "INSERT INTO owls VALUES ('Bubo');");
		assertThat(this.session.run("plan", "--target", "+1").out()).contains("1 migration is due");
		assertThat(this.session.run("migrate", "--target=2").out()).contains("to version 2");
		assertThat(this.session.run("plan", "--target", "2").out()).startsWith("Nothing is pending");
		assertThat(this.session.run("migrate", "--only", "3").out()).contains("to version 3");
		assertThat(this.database.query("SELECT name FROM owls ORDER BY name")).containsExactly("Bubo", "Strix");
	}

	@Test
	void planIsWrittenAsSql() throws IOException {
		Path sql = this.directory.resolve("plan.sql");
		assertThat(this.session.run("plan", "--sql", sql.toString()).out()).contains("The SQL is in " + sql);
		assertThat(sql).content().contains("CREATE TABLE owls (name VARCHAR(20))", "migration_history");
		assertThat(this.database.hasTable("owls")).isFalse();
		CommandSession.Outcome refused = this.session.run("plan", "--sql",
				this.directory.resolve("none/plan.sql").toString());
		assertThat(refused.err()).contains("The SQL cannot be written to");
		assertThat(refused.exitCode()).isOne();
	}

	@Test
	void waitEndsWhenNothingIsDue() {
		CommandSession.Outcome late = this.session.run("wait", "--timeout", "10ms");
		assertThat(late.err()).contains("still lacks 2 migrations");
		assertThat(late.exitCode()).isOne();
		this.session.run("migrate");
		assertThat(this.session.run("wait", "--timeout=10s", "--json").out()).contains("\"upToDate\":true");
		assertThat(this.session.run("wait", "--timeout", "soon").exitCode()).isEqualTo(2);
	}

	@Test
	void newMigrationIsSpelledLikeTheOthers() {
		CommandSession.Outcome written = this.session.run("new", "add", "nests", "--undo");
		assertThat(written.out()).contains("V3__add_nests.sql", "U3__add_nests.sql");
		assertThat(this.directory.resolve("migrations/V3__add_nests.sql")).exists();
		assertThat(this.session.run("new", "add eggs", "--json").out()).contains("V4__add_eggs.sql");
	}

	@Test
	void scriptOfATakenVersionIsRenumbered() {
		this.session.run("migrate");
		this.files.with("V2__nests.sql", "CREATE TABLE nests (id INT);");
		CommandSession.Outcome invalid = this.session.run("validate");
		assertThat(invalid.exitCode()).isEqualTo(3);
		assertThat(invalid.out()).contains("V2__nests.sql", "migrations renumber V2__nests.sql");
		assertThat(this.session.onTerminal(80, "n\n", "renumber", "V2__nests.sql").exitCode()).isOne();
		assertThat(this.session.run("renumber", "V2__nests.sql", "--json").out()).contains("V3__nests.sql");
		assertThat(this.session.run("migrate").out()).contains("to version 3");
	}

	private String transaction() {
		return this.database.transactionalDdl() ? "yes" : "no ";
	}

}
