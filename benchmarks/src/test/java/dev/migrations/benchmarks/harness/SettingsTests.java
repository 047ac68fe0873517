package dev.migrations.benchmarks.harness;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SettingsTests {

	@Test
	void everythingIsMeasuredUnlessAPartIsAskedFor() {
		Settings settings = Settings.of(List.of());
		assertThat(settings.scenarios()).isEqualTo(Settings.SCENARIOS);
		assertThat(settings.products()).containsExactly(Product.values());
		assertThat(settings.competitors()).containsExactlyInAnyOrder(Competitor.values());
	}

	@Test
	void aPartIsNamedByScenariosAndOptions() {
		Settings settings = Settings.of(List.of("no-op", "apply", "--databases", "sqlite,h2", "--sizes", "100",
				"--rounds", "2", "--only", "OURS,RAW"));
		assertThat(settings.scenarios()).containsExactly("no-op", "apply");
		assertThat(settings.products()).containsExactly(Product.SQLITE, Product.H2);
		assertThat(settings.sizes()).containsExactly(100);
		assertThat(settings.rounds()).isEqualTo(2);
		assertThat(settings.of(Competitor.RAW, Competitor.FLYWAY, Competitor.OURS)).containsExactly(Competitor.RAW,
				Competitor.OURS);
	}

	/**
	 * Otherwise everything would be measured, which takes hours.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "noop", "--database sqlite", "--rounds" })
	void whatIsMisspeltIsRefused(String arguments) {
		assertThatIllegalArgumentException().isThrownBy(() -> Settings.of(List.of(arguments.split(" "))))
			.withMessageStartingWith(arguments.split(" ")[0] + " is none of no-op, apply");
	}

}
