package dev.migrations.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything is applied already: time in a new JVM and in a warm one, allocation, and
 * classes loaded.
 */
final class NoOpScenario implements Scenario {

	private static final long WARM_MILLIS = 3000;

	private final Sheet cold = new Sheet("Nothing to do, new JVM", "ms");

	private final Sheet processor = new Sheet("Nothing to do, new JVM, processor time of its thread", "ms");

	private final Sheet warm = new Sheet("Nothing to do, warm JVM", "ms");

	private final Sheet coldBytes = new Sheet("Nothing to do, new JVM, allocated", "MB");

	private final Sheet warmBytes = new Sheet("Nothing to do, warm JVM, allocated", "MB");

	private final Sheet classes = new Sheet("Nothing to do, classes loaded beside the JDK's and the driver's", "count");

	@Override
	public List<Sheet> measure(Settings settings, Bench bench) throws Exception {
		List<Competitor> competitors = settings.of(Competitor.FINGERPRINT, Competitor.HASH, Competitor.OURS,
				Competitor.FLYWAY_NEWEST, Competitor.FLYWAY, Competitor.LIQUIBASE);
		for (Product product : settings.products()) {
			for (int size : settings.sizes()) {
				MigrationSet set = bench.small(size);
				Map<Competitor, String> urls = prepare(competitors, product, set, bench);
				Map<String, Path> layouts = new LinkedHashMap<>();
				layouts.put("jar", set.jar());
				layouts.put("directory", set.directory());
				for (int round = 0; round < settings.rounds(); round++) {
					for (Map.Entry<String, Path> layout : layouts.entrySet()) {
						String row = product + ", " + size + ", " + layout.getKey();
						for (Competitor competitor : competitors) {
							if (competitor != Competitor.FINGERPRINT || layout.getKey().equals("jar")) {
								measure(row, competitor, product, layout.getValue(), urls.getOrDefault(competitor, ""));
							}
						}
					}
				}
				for (Competitor competitor : competitors) {
					countClasses(product + ", " + size + ", jar", competitor, product, set.jar(),
							urls.getOrDefault(competitor, ""), bench);
				}
				urls.values().stream().distinct().forEach((url) -> bench.databases().drop(product, url));
			}
		}
		return List.of(this.cold, this.processor, this.warm, this.coldBytes, this.warmBytes, this.classes);
	}

	private static Map<Competitor, String> prepare(List<Competitor> competitors, Product product, MigrationSet set,
			Bench bench) throws IOException, InterruptedException {
		Map<Competitor, String> urls = new EnumMap<>(Competitor.class);
		String limits = bench.applied(Competitor.RAW, product, set.jar());
		for (Competitor competitor : competitors) {
			urls.put(competitor, competitor.isLimit() ? limits : bench.applied(competitor, product, set.jar()));
		}
		return urls;
	}

	private void measure(String row, Competitor competitor, Product product, Path files, String url)
			throws IOException, InterruptedException {
		MeasuredProcess process = MeasuredProcess.start(competitor, product, files, WARM_MILLIS, List.of(),
				List.of(url));
		process.begin();
		List<MeasuredProcess.Run> runs = process.await(300).runs();
		String failure = process.failure();
		if (failure != null) {
			this.cold.fail(row, competitor, failure);
			return;
		}
		this.cold.add(row, competitor, runs.get(0).millis());
		this.processor.add(row, competitor, runs.get(0).processorMillis());
		this.coldBytes.add(row, competitor, runs.get(0).megabytes());
		for (MeasuredProcess.Run run : runs.subList(Math.min(runs.size() * 2 / 3, runs.size() - 1), runs.size())) {
			this.warm.add(row, competitor, run.millis());
			this.warmBytes.add(row, competitor, run.megabytes());
		}
	}

	private void countClasses(String row, Competitor competitor, Product product, Path files, String url, Bench bench)
			throws IOException, InterruptedException {
		Path log = bench.directory().resolve("classes.log");
		MeasuredProcess process = MeasuredProcess.start(competitor, product, files, 0,
				List.of("-Xlog:class+load:file=" + log), List.of(url));
		int before = Files.readAllLines(log).size();
		process.begin();
		process.await(300);
		List<String> lines = Files.readAllLines(log);
		List<String> loaded = new ArrayList<>(lines.subList(before, lines.size()));
		loaded.removeIf((line) -> isForeign(line, product));
		Files.write(bench.directory().resolve("classes-" + competitor + ".txt"), loaded);
		this.classes.add(row, competitor, loaded.size());
	}

	/**
	 * Whether a class belongs to the JDK, the driver or the harness. Classes that the JVM
	 * makes for lambdas name the class that has the lambda as their source.
	 */
	private static boolean isForeign(String line, Product product) {
		int source = line.indexOf(" source: ");
		if (source < 0 || line.contains("MeasuredRuns")) {
			return true;
		}
		String from = line.substring(source + " source: ".length());
		return from.startsWith("jrt:/") || from.startsWith("shared objects file") || from.startsWith("java.")
				|| from.startsWith("jdk.") || from.startsWith("sun.") || from.startsWith("__")
				|| from.contains("/" + product.driver() + "-") || from.startsWith("org.sqlite")
				|| from.startsWith("org.postgresql") || from.startsWith("org.mariadb") || from.startsWith("org.h2");
	}

}
