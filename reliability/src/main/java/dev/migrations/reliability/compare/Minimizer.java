package dev.migrations.reliability.compare;

import java.io.IOException;
import java.sql.SQLException;

/**
 * Leaves statements out of a set for as long as it still shows something.
 */
final class Minimizer {

	private static final int MOST_TRIALS = 150;

	private int trials;

	/**
	 * Makes a set smaller: takes out a half, a quarter, and so on down to single
	 * statements, and begins again as long as that helps.
	 * @param set the set
	 * @param test whether a set shows it
	 * @return a smaller one that does
	 */
	MigrationSet minimize(MigrationSet set, Test test) throws SQLException, IOException {
		MigrationSet smallest = set;
		int before;
		do {
			before = smallest.size();
			for (int chunk = Math.max(1, before / 2); chunk > 0; chunk /= 2) {
				smallest = without(smallest, chunk, test);
			}
		}
		while (smallest.size() < before && this.trials < MOST_TRIALS);
		return smallest;
	}

	private MigrationSet without(MigrationSet set, int chunk, Test test) throws SQLException, IOException {
		MigrationSet smallest = set;
		int from = smallest.size() - chunk;
		while (from > -chunk && this.trials < MOST_TRIALS) {
			MigrationSet smaller = smallest.without(Math.max(0, from), from + chunk);
			this.trials++;
			if (!smaller.releases().isEmpty() && test.shows(smaller)) {
				smallest = smaller;
			}
			from -= chunk;
		}
		return smallest;
	}

	/**
	 * Whether a set shows what was found.
	 */
	@FunctionalInterface
	interface Test {

		boolean shows(MigrationSet set) throws SQLException, IOException;

	}

}
