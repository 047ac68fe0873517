package dev.migrations.script;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Seed of the random tests: a new one each time, printed, and taken from the system
 * property {@code splitter.seed} to run a failure again.
 */
final class SplitterSeed {

	private SplitterSeed() {
	}

	static long next(String test) {
		Long given = Long.getLong("splitter.seed");
		long seed = (given != null) ? given : System.nanoTime();
		System.out.println(test + ": -Dsplitter.seed=" + seed);
		return seed;
	}

	static RandomGenerator random(long seed) {
		return new SplittableRandom(seed);
	}

}
