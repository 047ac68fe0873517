package dev.migrations.benchmarks.harness;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is measured, from the command line.
 *
 * @param scenarios names of scenarios
 * @param products the databases
 * @param competitors who takes part, where a scenario asks for him
 * @param sizes numbers of migrations
 * @param megabytes sizes of the large script
 * @param rounds how many times everything is measured, in turn
 * @param disk whether databases lie on a disk, and wait for it
 */
record Settings(List<String> scenarios, List<Product> products, Set<Competitor> competitors, List<Integer> sizes,
		List<Integer> megabytes, int rounds, boolean disk) {

	static final List<String> SCENARIOS = List.of("no-op", "apply", "trips", "script", "start", "command", "together");

	private static final List<String> OPTIONS = List.of("--databases", "--only", "--sizes", "--megabytes", "--rounds",
			"--disk");

	/**
	 * Reads the command line.
	 * @param args names of scenarios, none for all of them, and
	 * {@code --databases sqlite,h2}, {@code --only OURS,HASH}, {@code --sizes 100,1000},
	 * {@code --megabytes 20}, {@code --rounds 5}, {@code --disk true}
	 * @return the settings
	 */
	static Settings of(List<String> args) {
		List<String> scenarios = new ArrayList<>();
		Map<String, String> options = new HashMap<>();
		for (int i = 0; i < args.size(); i++) {
			if (OPTIONS.contains(args.get(i)) && i + 1 < args.size()) {
				options.put(args.get(i), args.get(++i));
			}
			else if (SCENARIOS.contains(args.get(i))) {
				scenarios.add(args.get(i));
			}
			else {
				throw new IllegalArgumentException(args.get(i) + " is none of " + String.join(", ", SCENARIOS)
						+ ", splitter and tenants, which stand alone, nor one of " + String.join(", ", OPTIONS)
						+ " with a value");
			}
		}
		String only = options.get("--only");
		return new Settings(scenarios.isEmpty() ? SCENARIOS : scenarios,
				split(options.getOrDefault("--databases", "sqlite,postgresql,mariadb,h2")).map(Product::of).toList(),
				(only != null) ? Set.copyOf(split(only).map(Competitor::valueOf).toList())
						: Set.of(Competitor.values()),
				split(options.getOrDefault("--sizes", "100,1000,5000")).map(Integer::valueOf).toList(),
				split(options.getOrDefault("--megabytes", "20,200")).map(Integer::valueOf).toList(),
				Integer.parseInt(options.getOrDefault("--rounds", "5")), Boolean.parseBoolean(options.get("--disk")));
	}

	private static Stream<String> split(String list) {
		return Stream.of(list.split(","));
	}

	/**
	 * Those of some competitors who take part.
	 * @param competitors who could
	 * @return who does
	 */
	List<Competitor> of(Competitor... competitors) {
		return Stream.of(competitors).filter(this.competitors::contains).toList();
	}

}
