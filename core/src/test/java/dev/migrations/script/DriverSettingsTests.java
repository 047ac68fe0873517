package dev.migrations.script;

import dev.migrations.dialect.Vendor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

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
	@ValueSource(strings = { "SET NAMES latin1", "SET NAMES utf8mb4" })
	void otherDatabasesMaySetNames(String statement) {
		assertThat(StatementSplitterTests.split(Vendor.MARIADB, statement)).hasSize(1);
	}

}
