package dev.migrations.benchmarks.harness;

import java.util.List;

/**
 * Something that is measured for all competitors, in turn.
 */
interface Scenario {

	/**
	 * Measures.
	 * @param settings what
	 * @param bench databases and migrations
	 * @return the results
	 * @throws Exception if something else than a competitor fails
	 */
	List<Sheet> measure(Settings settings, Bench bench) throws Exception;

}
