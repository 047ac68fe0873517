package dev.migrations.script;

import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import dev.migrations.dialect.Vendor;
import dev.migrations.script.SplitScript.Piece;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for every script of the corpus, whatever is in it.
 */
class SplitterInvariantsTests {

	@ParameterizedTest
	@EnumSource(Vendor.class)
	void accountsForEveryCharacterExactlyOnce(Vendor vendor) {
		validScripts(vendor)
			.forEach((script) -> ScriptGaps.check(vendor, script.text(), SplitScript.of(vendor, script.text())));
	}

	@ParameterizedTest
	@EnumSource(Vendor.class)
	void splitsTheConcatenationIntoTheSameStatements(Vendor vendor) {
		validScripts(vendor).forEach((script) -> {
			SplitScript split = SplitScript.of(vendor, script.text());
			assertThat(SplitScript.of(vendor, Concatenation.of(vendor, split)).texts()).as(script.toString())
				.isEqualTo(split.texts());
		});
	}

	@ParameterizedTest
	@EnumSource(Vendor.class)
	void doesNotDependOnHowTheTextArrives(Vendor vendor) {
		long seed = SplitterSeed.next("doesNotDependOnHowTheTextArrives");
		RandomGenerator random = SplitterSeed.random(seed);
		for (CorpusScript script : CorpusScript.of(vendor)) {
			SplitScript whole = SplitScript.of(vendor, script.text());
			for (int longest : new int[] { 1, 2, 7, 100 }) {
				SplitScript chunked = SplitScript.of(vendor, new ChunkedReader(script.text(), longest, random));
				assertThat(chunked.pieces()).as(script + " in chunks of " + longest).isEqualTo(whole.pieces());
				assertThat(Objects.toString(chunked.error())).isEqualTo(Objects.toString(whole.error()));
			}
		}
	}

	@ParameterizedTest
	@EnumSource(Vendor.class)
	void doesNotDependOnWhatStandsBefore(Vendor vendor) {
		for (CorpusScript script : CorpusScript.of(vendor)) {
			SplitScript alone = SplitScript.of(vendor, script.text());
			// Longer than any buffer that a reader may have, and not a multiple of it.
			for (int lines : new int[] { 1, 8_191, 65_537 }) {
				SplitScript moved = SplitScript.of(vendor, "\n".repeat(lines) + script.text());
				assertThat(moved.texts()).as(script.toString()).isEqualTo(alone.texts());
				assertThat(lines(moved)).as(script.toString())
					.isEqualTo(lines(alone).stream().map((line) -> line + lines).toList());
			}
		}
	}

	private Stream<CorpusScript> validScripts(Vendor vendor) {
		return CorpusScript.of(vendor).stream().filter((script) -> script.error() == null);
	}

	private List<Long> lines(SplitScript split) {
		return split.pieces().stream().map(Piece::statement).map((statement) -> statement.line()).toList();
	}

}
