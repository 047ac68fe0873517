package dev.migrations.script;

import java.io.IOException;
import java.io.StringReader;

import dev.migrations.dialect.LexicalRules;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.InvalidScriptException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DriverSettingsTests {

	@ParameterizedTest
	@ValueSource(strings = { "set client_encoding = 'LATIN1'", "SET SESSION client_encoding TO latin1",
			"set local \"client_encoding\" = 'WIN1252'", "SET NAMES 'SQL_ASCII'", "SET NAMES 'UNICODE'",
			"SELECT pg_catalog.set_config ('client_encoding', 'LATIN1', false)",
			"SELECT SET_CONFIG('Client_Encoding', 'LATIN1', false)",
			"SELECT set_config('search_path', '', false), set_config('client_encoding', 'LATIN1', false)" })
	void whatTheDriverDoesNotBearIsRefusedAtItsLine(String statement) {
		StatementSplitterTests.assertInvalid(Vendor.POSTGRESQL, "select 1;\n" + statement, 2, 1,
				"the encoding cannot become");
	}

	@ParameterizedTest
	@ValueSource(strings = { "SET client_encoding = 'UTF8'", "SET client_encoding TO utf8", "SET NAMES 'utf-8'",
			"SET client_encoding = DEFAULT", "RESET client_encoding", "SET search_path = client_encoding",
			"SELECT current_setting('client_encoding')", "SELECT set_config('client_encoding', 'UTF8', false)",
			"INSERT INTO t VALUES ('set client_encoding = latin1')" })
	void whatItBearsIsSent(String statement) {
		assertThat(StatementSplitterTests.split(Vendor.POSTGRESQL, statement)).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "SET DateStyle = 'German'", "SET SESSION datestyle TO SQL, DMY",
			"SET LOCAL \"DateStyle\" = 'Postgres, MDY'", "SELECT set_config('DateStyle','German',false)",
			"SELECT \"set_config\" ('DateStyle', 'SQL', false)",
			"SELECT pg_catalog.SET_CONFIG('datestyle'::text, 'SQL, DMY'::text, true)" })
	void aStyleOfDatesThatTheDriverDoesNotReadIsRefusedAtItsLine(String statement) {
		StatementSplitterTests.assertInvalid(Vendor.POSTGRESQL, "select 1;\n" + statement, 2, 1,
				"the style of dates cannot become");
	}

	@ParameterizedTest
	@ValueSource(strings = { "SET DateStyle = 'ISO, DMY'", "SET datestyle TO iso, mdy", "SET DateStyle = DEFAULT",
			"SET DateStyle = DMY", "RESET DateStyle", "SET search_path = german",
			"SELECT set_config('DateStyle', 'ISO, DMY', false)", "SELECT set_config('search_path', 'german', false)",
			"SELECT current_setting('DateStyle')" })
	void theOrderOfDayAndMonthMayBeSet(String statement) {
		assertThat(StatementSplitterTests.split(Vendor.POSTGRESQL, statement)).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "SET NAMES latin1", "set names 'latin1' COLLATE latin1_bin", "SET CHARACTER SET latin1",
			"SET CHARSET 'cp1251'", "SET character_set_client = latin1", "SET SESSION character_set_client := 'latin1'",
			"SET @@character_set_client = latin1", "SET @@session.character_set_client = binary",
			"SET @a = (SELECT 1, 2), NAMES latin1", "/*!40101 SET character_set_client = latin1 */" })
	void aCharacterSetThatTheDriverOfMariaDbDoesNotBearIsRefusedAtItsLine(String statement) {
		assertThatExceptionOfType(InvalidScriptException.class).isThrownBy(() -> splitByDriverOfMariaDb(statement))
			.withMessageContaining("x.sql, line 2, column ")
			.withMessageContaining(": the character set cannot become ")
			.withMessageContaining("set utf8mb4");
	}

	@ParameterizedTest
	@ValueSource(strings = { "SET NAMES utf8mb4", "SET NAMES 'UTF8' COLLATE utf8_bin", "SET CHARACTER SET utf8mb3",
			"SET NAMES DEFAULT", "SET character_set_client = @saved", "SET @character_set_client = 'latin1'",
			"SET GLOBAL character_set_client = latin1", "SET @@global.character_set_client = latin1",
			"SET character_set_results = latin1", "SET @a = 'names', @b = 'latin1'",
			"SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT" })
	void aCharacterSetThatTheDriverOfMariaDbBearsIsSent(String statement) throws IOException {
		assertThat(splitByDriverOfMariaDb(statement)).isEqualTo(2);
	}

	private static int splitByDriverOfMariaDb(String statement) throws IOException {
		StatementSplitter splitter = new StatementSplitter(Vendor.MARIADB, LexicalRules.inSession("", true), 1000);
		int count = 0;
		try (StatementCursor cursor = splitter.split("x.sql", new StringReader("select 1;\n" + statement))) {
			while (cursor.next() != null) {
				count++;
			}
		}
		return count;
	}

	@ParameterizedTest
	@ValueSource(strings = { "SET NAMES latin1", "SET NAMES utf8mb4" })
	void otherDatabasesMaySetNames(String statement) {
		assertThat(StatementSplitterTests.split(Vendor.MARIADB, statement)).hasSize(1);
	}

}
