package dev.migrations.script;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import dev.migrations.dialect.Vendor;
import dev.migrations.model.InvalidScriptException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TransactionFramesTests {

	@Test
	void leavesScriptsWithoutTransactionsAlone() {
		assertThat(read(Vendor.POSTGRESQL, "create table a(); savepoint x; select 1; rollback to x"))
			.containsExactly("1 create table a()", "1 savepoint x", "1 select 1", "1 rollback to x");
	}

	@Test
	void absorbsTheOnlyTransaction() {
		assertThat(
				read(Vendor.SQLITE, "PRAGMA foreign_keys=off; BEGIN TRANSACTION; create table a(x); COMMIT; PRAGMA x;"))
			.containsExactly("1 PRAGMA foreign_keys=off", "1[] create table a(x)", "1 PRAGMA x");
	}

	@Test
	void keepsTheModesOfATransaction() {
		assertThat(read(Vendor.POSTGRESQL,
				"begin work isolation level serializable, read write; set transaction deferrable; insert into a values (1); end"))
			.containsExactly("1[isolation level serializable, read write, deferrable] insert into a values (1)");
		assertThat(read(Vendor.SQLITE, "begin immediate transaction; insert into a values (1); end transaction"))
			.containsExactly("1[immediate] insert into a values (1)");
		assertThat(read(Vendor.MARIADB,
				"set transaction isolation level serializable; start transaction read write; delete from a; commit work"))
			.containsExactly("1[isolation level serializable, read write] delete from a");
	}

	@Test
	void makesASegmentOfEachTransaction() {
		assertThat(read(Vendor.POSTGRESQL,
				"""
						begin; insert into a values (1); commit; set x = 1; start transaction; insert into a values (2); end;
						insert into a values (3); begin read only; select 4; commit and chain; insert into a values (5); commit;"""))
			.containsExactly("1[] insert into a values (1)", "1 set x = 1", "2[] insert into a values (2)",
					"3 insert into a values (3)", "4[read only] select 4", "4[read only] insert into a values (5)");
	}

	@Test
	void takesCommitsForSegmentsWhereAutocommitIsOff() {
		assertThat(read(Vendor.MARIADB, """
				set autocommit=0; insert into a values (1); commit; /*!40101 SET @@session.autocommit = OFF */;
				insert into a values (2); create table b (x int); set autocommit = 1; insert into a values (3);"""))
			.containsExactly("1[] insert into a values (1)", "2[] insert into a values (2)",
					"2[] create table b (x int)", "3 insert into a values (3)");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					POSTGRESQL | select 1; commit                         | 11 | there is no transaction to commit
					POSTGRESQL | select 1; rollback                       | 11 | there is no transaction to take back
					POSTGRESQL | select 1; begin; select 2                | 1  | the transaction that begins on this line is never
					POSTGRESQL | begin; begin; commit                     | 8  | a transaction begins here, but the one from line 1
					POSTGRESQL | begin; select 1; abort                   | 18 | this takes back what the script has done since line 1
					POSTGRESQL | begin; select 1; prepare transaction 'x' | 18 | this kind of transaction control is not
					POSTGRESQL | begin; commit; end                       | 16 | there is no transaction to commit
					POSTGRESQL | begin; create index concurrently a on b (c); end | 8 | this statement cannot run in a transaction
					SQLITE     | begin; pragma foreign_keys = off; end    | 8  | this statement cannot run in a transaction
					SQLITE     | begin; vacuum; end                       | 8  | this statement cannot run in a transaction
					MYSQL      | set @a=1, autocommit=0                   | 1  | this kind of transaction control is not
					MYSQL      | set autocommit=0; delete from a          | 19 | autocommit is off, and this statement
					""")
	void refusesTransactionsThatDoNotFit(Vendor vendor, String script, int column, String problem) {
		assertThatExceptionOfType(InvalidScriptException.class).isThrownBy(() -> read(vendor, script))
			.withMessageContaining("x.sql, line 1, column " + column + ": " + problem);
	}

	@Test
	void readsStatementsOfTheSessionThatFollowOtherRules() {
		assertThat(read(Vendor.MYSQL, "set sql_mode = 'NO_BACKSLASH_ESCAPES'; set @a = '\\'; select 1"))
			.containsExactly("1 set sql_mode = 'NO_BACKSLASH_ESCAPES'", "1 set @a = '\\'", "1 select 1");
	}

	@Test
	void refusesGuardsOfTransactions() {
		assertThatExceptionOfType(InvalidScriptException.class)
			.isThrownBy(() -> read(Vendor.SQLITE, "-- migrations: if exists table(a)\nbegin; select 1; end"))
			.withMessageContaining("x.sql, line 2, column 1: transaction control cannot be guarded");
	}

	@Test
	void outlinesAScript() throws IOException {
		String script = "begin; create table a(); commit; create index concurrently i on a (x); insert into a values (1)";
		assertThat(ScriptOutline.of(frames(Vendor.POSTGRESQL, script))).isEqualTo(new ScriptOutline(3, 2, 1, 2));
		assertThat(ScriptOutline.of(frames(Vendor.POSTGRESQL, ""))).isEqualTo(new ScriptOutline(0, 0, 0, 0));
	}

	private static List<String> read(Vendor vendor, String script) {
		try (TransactionFrames frames = frames(vendor, script)) {
			List<String> result = new ArrayList<>();
			for (FramedStatement next = frames.next(); next != null; next = frames.next()) {
				TransactionFrame frame = next.frame();
				result.add(next.segment() + ((frame != null) ? "[" + frame.modes() + "] " : " ")
						+ next.statement().text());
			}
			return result;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static TransactionFrames frames(Vendor vendor, String script) {
		return new TransactionFrames(vendor, "x.sql",
				new StatementSplitter(vendor, 1000).split("x.sql", new StringReader(script)));
	}

}
