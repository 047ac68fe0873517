package dev.migrations.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Round trips, counted by a proxy once the first connection is open, and times where each
 * of them takes two milliseconds longer.
 */
final class TripsScenario implements Scenario {

	/**
	 * Long enough for a client to have sent all that it sends without waiting.
	 */
	private static final int COUNTING_DELAY_MILLIS = 15;

	private static final int DELAY_MILLIS = 2;

	private static final int FEW = 10;

	private static final int MORE = 20;

	private static final int MANY = 100;

	private final Sheet trips = new Sheet("Round trips after connecting", "count");

	private final Sheet delayed = new Sheet("With a delay of 2 ms, new JVM", "ms");

	@Override
	public List<Sheet> measure(Settings settings, Bench bench) throws Exception {
		List<Competitor> looking = settings.of(Competitor.HASH, Competitor.OURS, Competitor.FLYWAY_NEWEST,
				Competitor.FLYWAY, Competitor.LIQUIBASE);
		List<Competitor> applying = settings.of(Competitor.PIPELINED, Competitor.RAW, Competitor.OURS,
				Competitor.FLYWAY_NEWEST, Competitor.FLYWAY, Competitor.LIQUIBASE);
		for (Product product : settings.products()) {
			if (!product.isServer()) {
				continue;
			}
			try (DelayingProxy proxy = new DelayingProxy(bench.databases().port(product))) {
				noOp(settings, product, looking, proxy, bench);
				apply(settings, product, applying, proxy, bench);
			}
		}
		return List.of(this.trips, this.delayed);
	}

	private void noOp(Settings settings, Product product, List<Competitor> competitors, DelayingProxy proxy,
			Bench bench) throws IOException, InterruptedException {
		Path files = bench.small(MANY).jar();
		Map<Competitor, String> urls = new EnumMap<>(Competitor.class);
		for (Competitor competitor : competitors) {
			attempt(this.trips, product + ", nothing to do", competitor, () -> {
				String url = bench.applied(competitor.isLimit() ? Competitor.RAW : competitor, product, files);
				proxy.delay(COUNTING_DELAY_MILLIS);
				run(competitor, product, files, proxy, url);
				this.trips.add(product + ", nothing to do", competitor, proxy.trips());
				urls.put(competitor, url);
			});
		}
		proxy.delay(DELAY_MILLIS);
		for (int round = 0; round < settings.rounds(); round++) {
			for (Map.Entry<Competitor, String> applied : urls.entrySet()) {
				String row = product + ", nothing to do, " + MANY + " applied";
				attempt(this.delayed, row, applied.getKey(), () -> this.delayed.add(row, applied.getKey(),
						run(applied.getKey(), product, files, proxy, applied.getValue())));
			}
		}
		urls.values().forEach((url) -> bench.databases().drop(product, url));
	}

	private void apply(Settings settings, Product product, List<Competitor> competitors, DelayingProxy proxy,
			Bench bench) throws IOException, InterruptedException {
		proxy.delay(COUNTING_DELAY_MILLIS);
		List<Competitor> able = new ArrayList<>();
		for (Competitor competitor : competitors) {
			attempt(this.trips, product + ", " + FEW + " migrations", competitor, () -> {
				int few = applied(FEW, product, competitor, proxy, bench);
				int more = applied(MORE, product, competitor, proxy, bench);
				this.trips.add(product + ", " + FEW + " migrations", competitor, few);
				this.trips.add(product + ", each further migration of 3 statements", competitor,
						(more - few) / (double) (MORE - FEW));
				able.add(competitor);
			});
		}
		proxy.delay(DELAY_MILLIS);
		for (int round = 0; round < settings.rounds(); round++) {
			for (Competitor competitor : able) {
				String row = product + ", applying " + MANY;
				String url = bench.databases().create(product);
				attempt(this.delayed, row, competitor, () -> this.delayed.add(row, competitor,
						run(competitor, product, bench.small(MANY).jar(), proxy, url)));
				bench.databases().drop(product, url);
			}
		}
	}

	/**
	 * Measures a competitor, unless that has failed in an earlier round.
	 */
	private static void attempt(Sheet sheet, String row, Competitor competitor, Measurement measurement)
			throws IOException, InterruptedException {
		if (sheet.hasFailed(row, competitor)) {
			return;
		}
		try {
			measurement.run();
		}
		catch (IllegalStateException ex) {
			sheet.fail(row, competitor, "failed");
		}
	}

	private static int applied(int size, Product product, Competitor competitor, DelayingProxy proxy, Bench bench)
			throws IOException, InterruptedException {
		String url = bench.databases().create(product);
		run(competitor, product, bench.small(size).jar(), proxy, url);
		bench.databases().drop(product, url);
		return proxy.trips();
	}

	private static double run(Competitor competitor, Product product, Path files, DelayingProxy proxy, String url)
			throws IOException, InterruptedException {
		MeasuredProcess process = MeasuredProcess.start(competitor, product, files, 0, List.of(),
				List.of(proxy.through(url)));
		proxy.reset();
		process.begin();
		List<MeasuredProcess.Run> runs = process.await(300).runs();
		if (runs.isEmpty()) {
			throw new IllegalStateException(competitor + " on " + product + ": " + process.failure());
		}
		return runs.get(0).millis();
	}

	@FunctionalInterface
	private interface Measurement {

		void run() throws IOException, InterruptedException;

	}

}
