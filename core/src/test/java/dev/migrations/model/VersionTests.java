package dev.migrations.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class VersionTests {

	@ParameterizedTest
	@CsvSource({ "1, 1", "001, 1", "1.0, 1", "1_0_0, 1", "1.2, 1.2", "01_02, 1.2", "1.0.1, 1.0.1", "0, 0", "000, 0",
			"0.0, 0", "0.1, 0.1", "20240101120000, 20240101120000", "12345678901234567890, 12345678901234567890" })
	void dropsLeadingZerosAndTrailingZeroParts(String text, String normalized) {
		assertThat(Version.of(text)).hasToString(normalized).isEqualTo(Version.of(normalized));
		assertThat(Version.of(text)).hasSameHashCodeAs(Version.of(normalized));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "1.", ".1", "1..2", "1.x", "-1", "1 2", "١" })
	void refusesWhatIsNoVersion(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Version.of(text)).withMessageContaining("'" + text + "'");
	}

	@Test
	void ordersByNumbersNotByCharacters() {
		List<Version> ordered = List.of(Version.of("0"), Version.of("0.9"), Version.of("1"), Version.of("1.0.1"),
				Version.of("1.2"), Version.of("1.10"), Version.of("2"), Version.of("10"), Version.of("20240101"),
				Version.of("99999999999999999999"), Version.of("100000000000000000000"));
		List<Version> shuffled = new ArrayList<>(ordered);
		Collections.shuffle(shuffled, new Random(4711));
		Collections.sort(shuffled);
		assertThat(shuffled).containsExactlyElementsOf(ordered);
	}

	@ParameterizedTest
	@CsvSource({ "1, 2", "9, 10", "99, 100", "1.9, 1.10", "0, 1", "12345678901234567899, 12345678901234567900" })
	void incrementsTheLastNumber(String version, String next) {
		assertThat(Version.of(version).next()).isEqualTo(Version.of(next));
	}

}
