package dev.migrations.script;

import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;

import dev.migrations.dialect.Vendor;
import dev.migrations.model.InvalidScriptException;
import dev.migrations.model.ScriptOptions;
import dev.migrations.model.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ScriptOptionsReaderTests {

	@ParameterizedTest
	@ValueSource(strings = { "-- migrations: transaction=none\nselect 1;",
			"/* licence */\n\n-- text\n--migrations : transaction = none\n-- more", "-- migrations:transaction=none" })
	void readsOptionsAtTheHead(String script) throws IOException {
		assertThat(read(script)).isEqualTo(new ScriptOptions(false, null));
	}

	@Test
	void readsLimits() throws IOException {
		assertThat(read("-- migrations: lock-timeout=500ms, retries=3\n-- migrations: statement-timeout=2h\n"))
			.isEqualTo(new ScriptOptions(true, null, Duration.ofMillis(500), 3, Duration.ofHours(2), true));
		assertThat(read("-- migrations: lock-timeout=0, statement-timeout=5m"))
			.isEqualTo(new ScriptOptions(true, null, Duration.ZERO, null, Duration.ofMinutes(5), true));
	}

	@Test
	void readsWhetherPlaceholdersAreReplaced() throws IOException {
		assertThat(read("-- migrations: placeholders=none\nselect '${x}'").placeholders()).isFalse();
		assertThat(read("-- migrations: placeholders=auto, transaction=none").placeholders()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "select 1;", "-- migrations: transaction=auto\n", "-- migrations are fine",
			"-- migrations: unless exists table(x)\nselect 1", "'unterminated" })
	void hasDefaults(String script) throws IOException {
		assertThat(read(script)).isEqualTo(ScriptOptions.DEFAULTS);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			-- migrations: transaction=nome                    | 16 | the option "transaction" cannot be "nome"
			-- migrations: transaction=none, x=1               | 34 | the option "x" is unknown
			-- migrations: transaction=none, transaction=none  | 34 | the option "transaction" is given twice
			-- migrations: lock-timeout=5                      | 16 | the option "lock-timeout" cannot be "5"
			-- migrations: statement-timeout=600h              | 16 | the option "statement-timeout" cannot be "600h"
			-- migrations: placeholders=off                    | 16 | the option "placeholders" cannot be "off"
			-- migrations: retries=-1                          | 16 | the option "retries" cannot be "-1"
			-- migrations: no transaction                      | 16 | "no transaction" is no option
			-- migrations:                                     | 15 | "" is no option
			-- migrations: if exist table(x)                   | 16 | "if exist table(x)" is no guard
			-- migrations: if exists tabel(x)                  | 16 | a guard cannot ask for "tabel"
			-- migrations: unless exists column(x)             | 16 | "unless exists column(x)" does not name a column
			-- migrations: if exists table(a.b.c)              | 16 | "if exists table(a.b.c)" does not name a table
			-- migrations: if exists table("a)                 | 16 | ""a" is no name
			-- migrations: if exists table(${t})               | 16 | "if exists table(${t})" has a placeholder
			""")
	void refusesWhatIsUnknown(String script, int column, String problem) {
		assertThatExceptionOfType(InvalidScriptException.class).isThrownBy(() -> read("\n" + script))
			.withMessageContaining("x.sql, line 2, column " + column + ": " + problem);
	}

	@Test
	void givesGuardsToTheirStatements() {
		List<Statement> statements = StatementSplitterTests.split(Vendor.SQLITE, """
				-- migrations: unless exists column("my jobs".priority)
				alter table jobs add priority int;
				-- migrations: if exists table(main.x)
				/* why */ insert into x values (1);
				select 1;""");
		assertThat(statements).extracting((statement) -> String.valueOf(statement.guard()))
			.containsExactly("unless exists column(my jobs.priority)", "if exists table(main.x)", "null");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			select 1; -- migrations: transaction=none  | 11 | options must stand at the head
			select 1; -- migrations: if exists view(x) | 11 | the guard "if exists view(x)" stands before no statement
			select -- migrations: if exists view(x)    | 8  | a comment with options stands inside of a statement
			""")
	void refusesOptionsAndGuardsElsewhere(String script, int column, String problem) {
		StatementSplitterTests.assertInvalid(Vendor.H2, script, 1, column, problem);
	}

	private static ScriptOptions read(String script) throws IOException {
		return new ScriptOptionsReader(Vendor.SQLITE).read("x.sql", new StringReader(script));
	}

}
