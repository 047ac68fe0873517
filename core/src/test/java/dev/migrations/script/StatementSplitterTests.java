package dev.migrations.script;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import dev.migrations.dialect.LexicalRules;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.InvalidScriptException;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementKind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StatementSplitterTests {

	@Test
	void dropsEmptyStatementsAndCommentsBetweenStatements() {
		assertThat(texts(Vendor.SQLITE, "-- head\n;; select 1 ; /* x */\n\nselect 2 -- tail\n;"))
			.containsExactly("select 1", "select 2");
		assertThat(texts(Vendor.POSTGRESQL, "-- nothing")).isEmpty();
	}

	@Test
	void tellsWhereAStatementBegins() {
		Statement second = split(Vendor.H2, "select 1;\n\n  -- x\n  select 2").get(1);
		assertThat(second.number()).isEqualTo(2);
		assertThat(second.line()).isEqualTo(4);
		assertThat(second.column()).isEqualTo(3);
	}

	@Test
	void keepsDollarQuotesOfPostgresqlTogether() {
		assertThat(texts(Vendor.POSTGRESQL,
				"select $é1$ ; $$ ; $é1$; select a$b$c; select $1, $2; do $$ begin; end $$; select 1"))
			.containsExactly("select $é1$ ; $$ ; $é1$", "select a$b$c", "select $1, $2", "do $$ begin; end $$",
					"select 1");
	}

	@Test
	void knowsTheStringsOfPostgresql() {
		assertThat(texts(Vendor.POSTGRESQL, """
				select 'a\\'; select E'\\';'; select e'a'
				 -- c
				 '\\';b'; select U&'\\0041;', U&"d\\0061;", b'1;', x'f;', "a"";"; select 'it''s;'""")).containsExactly(
				"select 'a\\'", "select E'\\';'", "select e'a'\n -- c\n '\\';b'",
				"select U&'\\0041;', U&\"d\\0061;\", b'1;', x'f;', \"a\"\";\"", "select 'it''s;'");
	}

	@Test
	void followsStandardConformingStrings() {
		assertThat(texts(Vendor.POSTGRESQL,
				"set standard_conforming_strings = off; select 'a\\';b'; reset standard_conforming_strings; select '\\'; select 2"))
			.containsExactly("set standard_conforming_strings = off", "select 'a\\';b'",
					"reset standard_conforming_strings", "select '\\'", "select 2");
	}

	@Test
	void beginsWithTheStringsThatTheDatabaseOfPostgresqlHasAndGoesBackToThem() throws IOException {
		String escaped = "select 'a\\';b', e'\\';', n'\\';', U&\"\\\"";
		String plain = "select '\\', e'\\';', b'\\'";
		List<String> script = List.of(escaped, "set standard_conforming_strings = on", plain,
				"reset standard_conforming_strings", escaped, "begin", "set local standard_conforming_strings to on",
				plain, "commit", escaped, "set standard_conforming_strings to on", plain,
				"set standard_conforming_strings to default", escaped, "set session standard_conforming_strings = on",
				plain, "reset all", escaped);
		List<String> statements = new ArrayList<>();
		try (StatementCursor cursor = new StatementSplitter(Vendor.POSTGRESQL, LexicalRules.ofEscapingPostgres(), 1000)
			.split("V1__x.sql", new StringReader(String.join(";\n", script)))) {
			for (Statement next = cursor.next(); next != null; next = cursor.next()) {
				statements.add(next.text());
			}
		}
		assertThat(statements).isEqualTo(script);
	}

	@Test
	void nestsCommentsWhereTheDatabaseDoes() {
		assertThat(texts(Vendor.POSTGRESQL, "select /* a /* b; */ c; */ 1; select 2")).hasSize(2);
		assertThat(texts(Vendor.POSTGRESQL, "select /*/*b*//**/;*/ 1; select 2")).hasSize(2);
		assertThat(texts(Vendor.H2, "select /* a /* b; */ c; */ 1; select 2 // ;\n; select 3")).hasSize(3);
		assertThat(texts(Vendor.SQLITE, "select /* a /* b; */ 1; select 2")).hasSize(2);
	}

	@Test
	void keepsBodiesOfPostgresqlFunctionsTogether() {
		String function = """
				create or replace function f(a int default 1) returns int begin atomic
				  select case when a = 1 then 2 else 3 end;
				  select t.end, begin as end, "end" from begin t;
				  select end from x;
				end""";
		assertThat(texts(Vendor.POSTGRESQL, function + "; select 1;")).containsExactly(function, "select 1");
		assertThat(texts(Vendor.POSTGRESQL, "begin; select begin atomic from t; end; select 2")).hasSize(4);
		assertThat(texts(Vendor.POSTGRESQL, "create function f(begin atomic) returns int return 1; select 2"))
			.hasSize(2);
		String nested = "create function f() begin atomic " + function + "; select 1; end";
		assertThat(texts(Vendor.POSTGRESQL, nested + "; select 2")).containsExactly(nested, "select 2");
	}

	@Test
	void keepsRulesTogether() {
		assertThat(texts(Vendor.POSTGRESQL,
				"create rule r as on insert to t do (delete from a; delete from b;); select 1"))
			.hasSize(2);
	}

	@Test
	void keepsTriggersOfSqliteTogether() {
		String trigger = """
				CREATE TEMP TRIGGER begin AFTER UPDATE OF begin ON begin WHEN new.begin > 1 BEGIN
				  UPDATE t SET x = CASE WHEN [end] = 1 THEN 'end;' ELSE end END; -- end;
				  INSERT INTO beginning VALUES (1); /* ; */
				END""";
		assertThat(texts(Vendor.SQLITE, trigger + ";\nBEGIN; select 1; END;")).containsExactly(trigger, "BEGIN",
				"select 1", "END");
	}

	@Test
	void streamsTheDataOfCopy() throws IOException {
		String script = "copy t (a, b) from stdin; -- data\n1\t';\n\\.x\n\n-- no comment\n\\.\nselect 1;";
		try (StatementCursor cursor = new StatementSplitter(Vendor.POSTGRESQL, 1000).split("x.sql",
				new StringReader(script))) {
			Statement copy = cursor.next();
			assertThat(copy).isNotNull().extracting(Statement::kind).isEqualTo(StatementKind.COPY);
			StringWriter data = new StringWriter();
			cursor.copyData().transferTo(data);
			assertThat(data).hasToString("1\t';\n\\.x\n\n-- no comment\n");
			assertThat(cursor.next()).isNotNull().extracting(Statement::text).isEqualTo("select 1");
			assertThat(cursor.next()).isNull();
		}
		assertThat(texts(Vendor.POSTGRESQL, script)).hasSize(2);
	}

	@Test
	void skipsRestrictAndRefusesOtherCommands() {
		assertThat(texts(Vendor.POSTGRESQL, "\\restrict abc\nselect 1;\n\\unrestrict abc\n"))
			.containsExactly("select 1");
		assertInvalid(Vendor.POSTGRESQL, "select 1;\n\\copy t from x", 2, 1, "\"\\copy\" is a command of psql");
		assertInvalid(Vendor.POSTGRESQL, "select 1 \\gset", 1, 10, "\"\\gset\" is a command of psql");
		assertInvalid(Vendor.SQLITE, ".mode csv\n", 1, 1, "\".mode\" is a command of the sqlite3 shell");
	}

	@Test
	void saysWhereWhatIsNotClosedWasOpened() {
		assertInvalid(Vendor.POSTGRESQL, "select 1;\nselect 'a;\n", 2, 8, "the string that begins here");
		assertInvalid(Vendor.POSTGRESQL, "select 1;\n /* /* */", 2, 2, "the comment that begins here");
		assertInvalid(Vendor.POSTGRESQL, "do $x$ a;\n$$", 1, 4, "the $x$ quote that begins here");
		assertInvalid(Vendor.POSTGRESQL, "select \"a;", 1, 8, "the quoted identifier that begins here");
		assertInvalid(Vendor.POSTGRESQL, "create function f() returns int\nbegin atomic select 1;", 2, 1,
				"the body that");
		assertInvalid(Vendor.POSTGRESQL, "select (1;", 1, 8, "the parenthesis that begins here");
		assertInvalid(Vendor.POSTGRESQL, "\ncopy t from stdin;\n1", 2, 1, "the data of the COPY statement");
		assertInvalid(Vendor.SQLITE, "create trigger a after insert on t\n begin select 1; ", 2, 2, "the body that");
		assertInvalid(Vendor.H2, "create alias x as $$ ;", 1, 19, "the $$ quote that begins here");
	}

	@Test
	void refusesStatementsThatAreTooLong() {
		StatementSplitter splitter = new StatementSplitter(Vendor.H2, 10);
		assertThatExceptionOfType(InvalidScriptException.class)
			.isThrownBy(() -> read(splitter.split("x.sql", new StringReader("select 1;\nselect 123456"))))
			.withMessageContaining("x.sql, line 2, column 1: the statement that begins here is longer than 10");
	}

	static List<String> texts(Vendor vendor, String script) {
		return split(vendor, script).stream().map(Statement::text).toList();
	}

	static List<Statement> split(Vendor vendor, String script) {
		return read(new StatementSplitter(vendor, 1000_000).split("x.sql", new StringReader(script)));
	}

	private static List<Statement> read(StatementCursor source) {
		try (StatementCursor cursor = source) {
			List<Statement> statements = new ArrayList<>();
			for (Statement next = cursor.next(); next != null; next = cursor.next()) {
				statements.add(next);
			}
			return statements;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static void assertInvalid(Vendor vendor, String script, int line, int column, String problem) {
		assertThatExceptionOfType(InvalidScriptException.class).isThrownBy(() -> split(vendor, script))
			.withMessageContaining("x.sql, line " + line + ", column " + column + ": " + problem);
	}

}
