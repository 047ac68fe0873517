package dev.migrations.script;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

import dev.migrations.dialect.Vendor;
import dev.migrations.model.InvalidScriptException;
import dev.migrations.model.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Many tokens that are passed over at once are read as if one by one.
 */
class PlainRunTests {

	private static final int SCRIPTS = Integer.getInteger("splitter.scripts", 2_000);

	private static final String[] HEADS = { "INSERT INTO a (b, c) VALUES", "insert into a values",
			"INSERT INTO `a` (\"b\") VALUES", "INSERT INTO [a] VALUES", "REPLACE INTO a VALUES", "INSERT INTO é VALUES",
			"INSERT INTO a\nVALUES", "INSERT INTO a (b, c) VALUES_", "INSERT INTO a /* c */ VALUES", "UPDATE a SET b =",
			"INSERT INTO a SELECT", "INSERT INTO \"a\\\" VALUES", "VALUES", "INSERT INTO a (b VALUES" };

	private static final String[] VALUES = { "'x'", "''", "'O''Neill'", "'a\\'b'", "'a\\\\'", "'\\\n'", "'line\nbreak'",
			"'é ü'", "'€'", "'😀'", "'\\é'", "\"x\"", "\"a\"\"b\"", "`x`", "[y]", "1", "-1.5", "1e5", "0x1F", ".5",
			"1_000", "12$x", "x$y", "$1", "$$;$$", "$a$;$a$", "E'\\''", "N'n'", "U&'u'", "x'0f'", "null", "now()",
			"a.b", "(1)", "returning", "(select 1)", "selected", "table_a", "/* c */", "-- c\n", "# c\n", "// c\n",
			"/*! 1 */", "1-1", "1/2", "*", "@x", "{", "}", "\\N", "😀", "\u00A0", "ü", "x".repeat(3000),
			"'" + "y".repeat(3000) + "'" };

	private static final String[] BETWEEN = { ";\n", ";", "; -- c\n", "; /* c */ ", ";\n\n\n", ";;", "\n;\n" };

	private static final String[] OTHERS = { "SET sql_mode = 'NO_BACKSLASH_ESCAPES';\n",
			"SET sql_mode = 'ANSI_QUOTES';\n", "SET sql_mode = '';\n", "SET standard_conforming_strings = off;\n",
			"SET standard_conforming_strings = on;\n", "DELIMITER //\nINSERT INTO a VALUES ('x') //\nDELIMITER ;\n",
			"CREATE TABLE a (b int);\n", "CREATE TRIGGER t AFTER INSERT ON a BEGIN INSERT INTO a VALUES (1); END;\n",
			"-- migrations: if exists table(a)\n", "/*!40000 INSERT INTO a VALUES (1) */;\n", "SELECT 1, 'x';\n" };

	@ParameterizedTest
	@EnumSource(Vendor.class)
	void readsScriptsOfRowsAsTokenByToken(Vendor vendor) {
		long seed = SplitterSeed.next("readsScriptsOfRowsAsTokenByToken");
		RandomGenerator random = SplitterSeed.random(seed);
		for (int i = 0; i < SCRIPTS; i++) {
			String text = script(random);
			try {
				BothReadings.check(vendor, text, random);
			}
			catch (Throwable ex) {
				throw new AssertionError("seed " + seed + ", text:\n" + text, ex);
			}
		}
	}

	private static String script(RandomGenerator random) {
		StringBuilder text = new StringBuilder();
		String head = one(HEADS, random);
		int statements = random.nextInt((random.nextInt(10) == 0) ? 60 : 12);
		for (int i = 0; i < statements; i++) {
			if (random.nextInt(12) == 0) {
				text.append(one(OTHERS, random));
			}
			// Mostly as the one before.
			head = (random.nextInt(4) == 0) ? one(HEADS, random) : head;
			text.append(head).append(" (");
			int values = random.nextInt(6);
			for (int j = 0; j < values; j++) {
				text.append((j > 0) ? ", " : "").append(one(VALUES, random));
			}
			text.append(')').append(one(BETWEEN, random));
		}
		return text.toString();
	}

	private static String one(String[] of, RandomGenerator random) {
		return of[random.nextInt(of.length)];
	}

	@Test
	void readsTheSameBeginningAnewWhereQuotesMeanSomethingElse() {
		String row = "INSERT INTO \"a\\\" VALUES ('b');\n";
		String script = "SET sql_mode = 'ANSI_QUOTES';\n" + row + row + "SET sql_mode = '';\n" + row
				+ "\" VALUES (1);\n" + row + "\" VALUES (2);\n" + "SET sql_mode = 'ANSI_QUOTES';\n" + row + row;
		BothReadings.check(Vendor.MARIADB, script, SplitterSeed.random(1));
		assertThat(SplitScript.of(Vendor.MARIADB, script).texts()).hasSize(9);
	}

	@Test
	void countsTheParenthesesOfTheSameBeginning() {
		String row = "INSERT INTO a (b VALUES (1); c));\n";
		BothReadings.check(Vendor.POSTGRESQL, row.repeat(3), SplitterSeed.random(1));
		assertThat(SplitScript.of(Vendor.POSTGRESQL, row.repeat(3)).texts()).hasSize(3);
	}

	@Test
	void countsTheParenthesesOfEachStatementByItself() {
		String row = "INSERT INTO a VALUES (1);\n";
		String script = row + row + "INSERT INTO a VALUES (1;\nINSERT INTO a VALUES (2));\n" + row
				+ "INSERT INTO a VALUES 1);\n" + row;
		BothReadings.check(Vendor.POSTGRESQL, script, SplitterSeed.random(1));
		assertThat(SplitScript.of(Vendor.POSTGRESQL, script).texts()).hasSize(6);
		BothReadings.check(Vendor.SQLITE, script, SplitterSeed.random(1));
		assertThat(SplitScript.of(Vendor.SQLITE, script).texts()).hasSize(7);
	}

	@Test
	void triesAgainAfterManyStatementsThatAreNotPlain() {
		String row = "INSERT INTO a VALUES ('x');\n";
		String script = row + "INSERT INTO a VALUES (U&'x');\n".repeat(50) + row.repeat(50);
		BothReadings.check(Vendor.POSTGRESQL, script, SplitterSeed.random(1));
	}

	@ParameterizedTest
	@EnumSource(Vendor.class)
	void outlinesRowsByTheLastOfThoseThatAreAlike(Vendor vendor) throws IOException {
		String script = "INSERT INTO a VALUES ('x;', 1);\n".repeat(1000) + "DELETE FROM a;\n";
		List<Integer> numbers = new ArrayList<>();
		try (StatementCursor statements = new StatementSplitter(vendor, 1000).outline("test.sql",
				new StringReader(script), new StatementDigest())) {
			for (Statement next = statements.next(); next != null; next = statements.next()) {
				assertThat(next.line()).isEqualTo(next.number());
				numbers.add(next.number());
			}
		}
		assertThat(numbers).startsWith(1).endsWith(1000, 1001).hasSizeLessThan(50);
	}

	@Test
	void outlinesNoRowThatIsTooLong() throws IOException {
		String row = "INSERT INTO a VALUES ('x');\n";
		String script = row.repeat(10) + "INSERT INTO a VALUES ('" + "x".repeat(100) + "');\n" + row.repeat(10);
		try (StatementCursor statements = new StatementSplitter(Vendor.SQLITE, 100).outline("test.sql",
				new StringReader(script), new StatementDigest())) {
			assertThatExceptionOfType(InvalidScriptException.class).isThrownBy(() -> {
				while (statements.next() != null) {
					// The long one is among those that are not told.
				}
			}).satisfies((ex) -> assertThat(ex.getLine()).isEqualTo(11));
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			insert into a values (1, 'x')                      | true
			insert into a (b) values ('select; with table')    | true
			replace into selected (with_a) values (1)          | true
			insert into "select" values (1)                    | true
			insert into a /* select */ values (1)              | true
			insert into a values ((select 1))                  | false
			insert into a select 1                             | false
			insert into a table b                              | false
			insert into a with b as (values (1)) select 1      | false
			insert into a values (1) Returning b               | false
			insert into a values ('é', €, (SELECT 1))          | false
			update a set b = 1                                 | false
			values (1)                                         | false
			create table a (b int)                             | false
			""")
	void tellsWhetherAStatementListsItsRows(String text, boolean rows) {
		for (Vendor vendor : Vendor.values()) {
			assertThat(SplitScript.of(vendor, text).pieces().get(0).statement().listsRows()).as(vendor + ": " + text)
				.isEqualTo(rows);
		}
	}

	@Test
	void doesNotTrustWhatIsInACommentWithCode() {
		assertThat(SplitScript.of(Vendor.MARIADB, "/*!40000 insert into a values (1) */").pieces())
			.extracting((piece) -> piece.statement().listsRows())
			.isEqualTo(List.of(false));
	}

}
