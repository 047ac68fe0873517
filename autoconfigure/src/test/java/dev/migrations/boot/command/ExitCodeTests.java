package dev.migrations.boot.command;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ExitCodeTests {

	@ParameterizedTest
	@CsvSource({ "DONE, DONE, DONE", "DONE, INVALID, INVALID", "DONE, FAILED, FAILED", "INVALID, FAILED, FAILED",
			"INVALID, INVALID, INVALID", "FAILED, FAILED, FAILED" })
	void ofSeveralDatabasesAFailureCountsMostInWhicheverOrder(ExitCode one, ExitCode other, ExitCode both) {
		assertThat(one.and(other)).isEqualTo(both);
		assertThat(other.and(one)).isEqualTo(both);
	}

	/**
	 * Pipelines depend on them.
	 */
	@ParameterizedTest
	@CsvSource({ "DONE, 0", "FAILED, 1", "USAGE, 2", "INVALID, 3" })
	void isTheNumberThatTheGuideNames(ExitCode code, int number) {
		assertThat(code.code()).isEqualTo(number);
	}

}
