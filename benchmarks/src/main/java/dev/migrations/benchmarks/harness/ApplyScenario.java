package dev.migrations.benchmarks.harness;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import dev.migrations.benchmarks.measured.MeasuredRuns;

/**
 * Small migrations are applied to an empty database, in a new JVM and in one that has
 * done so before.
 */
final class ApplyScenario implements Scenario {

	private static final int LARGE = 1000;

	private static final int LONGEST_SECONDS = 600;

	private final Sheet cold = new Sheet("Applying small migrations, new JVM", "ms");

	private final Sheet warm = new Sheet("Applying small migrations, warm JVM", "ms");

	private final Sheet processor = new Sheet("Applying small migrations, warm JVM, processor time of its thread",
			"ms");

	private final Sheet server = new Sheet("Applying small migrations, processor time of the server", "ms");

	@Override
	public List<Sheet> measure(Settings settings, Bench bench) throws Exception {
		for (Product product : settings.products()) {
			List<Competitor> competitors = new ArrayList<>(
					settings.of(Competitor.PIPELINED, Competitor.RAW, Competitor.JOURNALED, Competitor.OURS,
							Competitor.ONE_BY_ONE, Competitor.FLYWAY_NEWEST, Competitor.FLYWAY, Competitor.LIQUIBASE));
			if (!product.isServer()) {
				competitors.remove(Competitor.PIPELINED);
			}
			if (product == Product.SQLITE || product == Product.POSTGRESQL) {
				// What a script does is in its transaction; there is nothing to record.
				competitors.remove(Competitor.JOURNALED);
			}
			if (product == Product.MARIADB || product == Product.H2) {
				// They never share one.
				competitors.remove(Competitor.ONE_BY_ONE);
			}
			for (int size : settings.sizes()) {
				for (int round = 0; round < settings.rounds(); round++) {
					for (Competitor competitor : competitors) {
						measure(product, size, competitor, bench);
					}
				}
			}
		}
		return List.of(this.cold, this.warm, this.processor, this.server);
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
		MeasuredProcess process = MeasuredProcess.start(competitor, product, bench.small(size).jar(), 0,
				options(product, bench), urls);
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
			MeasuredProcess.Run last = runs.get(runs.size() - 1);
			this.warm.add(row, competitor, last.millis());
			this.processor.add(row, competitor, last.processorMillis());
			if (product.isServer()) {
				for (MeasuredProcess.Run run : runs) {
					this.server.add(row, competitor, run.serverMillis());
				}
			}
		}
		urls.forEach((url) -> bench.databases().drop(product, url));
	}

	private static List<String> options(Product product, Bench bench) {
		return product.isServer()
				? List.of("-D" + MeasuredRuns.SERVER_PROCESS + '=' + bench.databases().process(product)) : List.of();
	}

}
