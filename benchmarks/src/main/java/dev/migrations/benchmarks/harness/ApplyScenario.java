package dev.migrations.benchmarks.harness;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Small migrations are applied to an empty database, in a new JVM and in one that has
 * done so before.
 */
final class ApplyScenario implements Scenario {

	private static final int LARGE = 1000;

	private static final int LONGEST_SECONDS = 600;

	private final Sheet cold = new Sheet("Applying small migrations, new JVM", "ms");

	private final Sheet warm = new Sheet("Applying small migrations, warm JVM", "ms");

	@Override
	public List<Sheet> measure(Settings settings, Bench bench) throws Exception {
		for (Product product : settings.products()) {
			List<Competitor> competitors = new ArrayList<>(
					settings.of(Competitor.PIPELINED, Competitor.RAW, Competitor.JOURNALED, Competitor.OURS,
							Competitor.FLYWAY_NEWEST, Competitor.FLYWAY, Competitor.LIQUIBASE));
			if (!product.isServer()) {
				competitors.remove(Competitor.PIPELINED);
			}
			if (product == Product.SQLITE || product == Product.POSTGRESQL) {
				// What a script does is in its transaction; there is nothing to record.
				competitors.remove(Competitor.JOURNALED);
			}
			for (int size : settings.sizes()) {
				for (int round = 0; round < settings.rounds(); round++) {
					for (Competitor competitor : competitors) {
						measure(product, size, competitor, bench);
					}
				}
			}
		}
		return List.of(this.cold, this.warm);
	}

	private void measure(Product product, int size, Competitor competitor, Bench bench)
			throws IOException, InterruptedException {
		String row = product + ", " + size;
		if (this.cold.hasFailed(row, competitor)) {
			return;
		}
		List<String> urls = new ArrayList<>();
		for (int i = 0; i < ((size > LARGE) ? 2 : 3); i++) {
			urls.add(bench.databases().create(product));
		}
		MeasuredProcess process = MeasuredProcess.start(competitor, product, bench.small(size).jar(), 0, List.of(),
				urls);
		process.begin();
		List<MeasuredProcess.Run> runs = process.await(LONGEST_SECONDS).runs();
		String failure = process.failure();
		if (failure != null) {
			this.cold.fail(row, competitor, failure);
		}
		if (!runs.isEmpty()) {
			this.cold.add(row, competitor, runs.get(0).millis());
		}
		if (runs.size() == urls.size()) {
			this.warm.add(row, competitor, runs.get(runs.size() - 1).millis());
		}
		urls.forEach((url) -> bench.databases().drop(product, url));
	}

}
