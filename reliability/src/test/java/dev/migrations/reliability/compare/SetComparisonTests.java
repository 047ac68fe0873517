package dev.migrations.reliability.compare;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.migrations.reliability.compare.Line.Role;
import dev.migrations.reliability.database.DatabaseKind;
import dev.migrations.reliability.database.DatabaseServer;
import dev.migrations.reliability.database.Databases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The part of the comparison that fits into every build, and that it finds what it is
 * there for.
 */
class SetComparisonTests {

	private static final long SEED = 4711;

	@ParameterizedTest
	@CsvSource({ "SQLITE, 25", "H2, 25", "POSTGRESQL, 8", "MARIADB, 8" })
	void allWaysComeToTheSame(DatabaseKind kind, int sets) throws Exception {
		try (DatabaseServer server = Databases.start(kind);
				SetComparison comparison = new SetComparison(server, System.out)) {
			for (int i = 0; i < sets; i++) {
				comparison.compare(SEED + i);
			}
			assertThat(comparison.different()).isEmpty();
			assertThat(comparison.wrong()).isGreaterThan(sets / 3);
		}
	}

	@Test
	void findsWhatDiffersBetweenTwoWaysAndShowsNothingElse() throws Exception {
		MigrationSet set = new MigrationSet(
				List.of(new Script("V1__one.sql", "", List.of(Line.of("CREATE TABLE one (id INTEGER)"))),
						new Script("V2__chance.sql", "",
								List.of(Line.of("INSERT INTO one VALUES (1)"),
										Line.of("CREATE TABLE chance AS SELECT random() AS n"))),
						new Script("V3__three.sql", "", List.of(Line.of("CREATE TABLE three (id INTEGER)")))));
		assertThat(told(set)).contains("With 1:", "[AT_ONCE] schema and data: differ from PLAIN's", "chance")
			.doesNotContain("one (id", "three (id");
	}

	@Test
	void findsWhatTheStatementsThemselvesWouldNotHaveDone() throws Exception {
		MigrationSet set = new MigrationSet(List.of(new Script("V1__one.sql", "", List
			.of(Line.of("CREATE TABLE one (id INTEGER)"), Line.of("CREATE TABLE two (id INTEGER)", Role.SKIPPED)))));
		assertThat(told(set)).contains("[PLAIN, AT_ONCE, SPLIT] by hand it is different", "CREATE TABLE two");
	}

	@Test
	void findsAnotherPlaceThanThatOfTheStatementThatFails() throws Exception {
		MigrationSet set = new MigrationSet(List.of(new Script("V1__one.sql", "", List
			.of(Line.of("INSERT INTO nowhere VALUES (1)", Role.SKIPPED), Line.of("INSERT INTO nowhere VALUES (2)")))));
		assertThat(told(set)).contains("another statement fails", "by hand it is none");
	}

	@Test
	void findsWhatASecondReleaseDoesOtherwise() throws Exception {
		Line table = Line.of("CREATE TABLE one (id INTEGER)");
		Line row = Line.of("INSERT INTO one VALUES (1)");
		MigrationSet set = new MigrationSet(List.of(new Script("V1__one.sql", "", List.of(table)),
				new Script("R__again.sql", "", List.of(row)), Script.ofApplication(List.of(row), 2),
				new Script("R__again.sql", "", List.of(Line.of("INSERT INTO one VALUES (2)", Role.SKIPPED)), 2, null)));
		assertThat(told(set)).contains("[PLAIN, AT_ONCE, SPLIT] by hand it is different", "R__again.sql, release 2",
				"found 1 times: row of one: 2");
	}

	@Test
	void findsWhatAnUndoLeavesBehind() throws Exception {
		MigrationSet set = new MigrationSet(
				List.of(new Script("V1__one.sql", "", List.of(Line.of("CREATE TABLE one (id INTEGER)"))),
						new Script("V2__two.sql", "",
								List.of(Line.undoable("CREATE TABLE two (id INTEGER)", "SELECT 1")), 2,
								Script.Undo.RIGHT)),
				1);
		assertThat(told(set)).contains("With 1:", "U2__two.sql",
				"[PLAIN, AT_ONCE, SPLIT] undo, by hand it is different", "CREATE TABLE two");
	}

	private static String told(MigrationSet set) throws Exception {
		ByteArrayOutputStream told = new ByteArrayOutputStream();
		try (DatabaseServer server = Databases.start(DatabaseKind.SQLITE);
				SetComparison comparison = new SetComparison(server,
						new PrintStream(told, true, StandardCharsets.UTF_8))) {
			comparison.compare(set, 0);
		}
		return told.toString(StandardCharsets.UTF_8);
	}

}
