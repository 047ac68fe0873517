package dev.migrations.script;

import java.time.Duration;
import java.util.random.RandomGenerator;

import dev.migrations.dialect.Vendor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * Splits scripts that were put together at random, and texts that are broken at random.
 */
class GeneratedScriptTests {

	private static final int SCRIPTS = Integer.getInteger("splitter.scripts", 2_000);

	private static final Duration LONG_ENOUGH = Duration.ofSeconds(60 + SCRIPTS / 100);

	@ParameterizedTest
	@EnumSource(Vendor.class)
	void findsTheStatementsThatWerePutTogether(Vendor vendor) {
		long seed = SplitterSeed.next("findsTheStatementsThatWerePutTogether");
		RandomGenerator random = SplitterSeed.random(seed);
		ScriptGenerator generator = new ScriptGenerator(vendor, random);
		assertTimeoutPreemptively(LONG_ENOUGH, () -> {
			for (int i = 0; i < SCRIPTS; i++) {
				GeneratedScript script = generator.script(12);
				if (problem(vendor, script, seed) != null) {
					GeneratedScript smallest = smallest(vendor, script, seed);
					fail("seed " + seed + ", smallest script:\n" + smallest.text() + "\n"
							+ problem(vendor, smallest, seed));
				}
			}
		});
	}

	@ParameterizedTest
	@EnumSource(Vendor.class)
	void endsInStatementsOrAnErrorWithAPlaceWhateverItReads(Vendor vendor) {
		long seed = SplitterSeed.next("endsInStatementsOrAnErrorWithAPlaceWhateverItReads");
		RandomGenerator random = SplitterSeed.random(seed);
		ScriptMutator mutator = new ScriptMutator(vendor, random);
		assertTimeoutPreemptively(LONG_ENOUGH, () -> {
			for (int i = 0; i < 5 * SCRIPTS; i++) {
				String text = mutator.next();
				try {
					SplitterInvariants.check(vendor, text);
				}
				catch (Throwable ex) {
					throw new AssertionError("seed " + seed + ", text:\n" + text, ex);
				}
			}
		});
	}

	private String problem(Vendor vendor, GeneratedScript script, long seed) {
		try {
			SplitterInvariants.check(vendor, script.text());
			SplitScript split = SplitScript.of(vendor, script.text());
			assertThat(split.error()).isNull();
			assertThat(split.texts()).isEqualTo(script.statements());
			assertThat(SplitScript.of(vendor, new ChunkedReader(script.text(), 5, SplitterSeed.random(seed))))
				.isEqualTo(split);
			assertThat(SplitScript.of(vendor, Concatenation.of(vendor, split)).texts()).isEqualTo(split.texts());
			return null;
		}
		catch (AssertionError | RuntimeException ex) {
			return ex.toString();
		}
	}

	private GeneratedScript smallest(Vendor vendor, GeneratedScript script, long seed) {
		for (int i = 0; i < script.parts().size(); i++) {
			GeneratedScript smaller = script.without(i);
			boolean setsDelimiter = script.parts().get(i).statement() == null;
			if (!setsDelimiter && problem(vendor, smaller, seed) != null) {
				return smallest(vendor, smaller, seed);
			}
		}
		return script;
	}

}
