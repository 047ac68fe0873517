package dev.migrations.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * One large script of single-row INSERTs, in a heap of 64 MB and in a large one.
 */
final class ScriptScenario implements Scenario {

	private static final int LONGEST_SECONDS = 120;

	private final Sheet time = new Sheet("One script of single-row INSERTs", "ms");

	private final Sheet bytes = new Sheet("One script of single-row INSERTs, allocated", "MB");

	@Override
	public List<Sheet> measure(Settings settings, Bench bench) throws Exception {
		List<Competitor> competitors = settings.of(Competitor.BATCH, Competitor.OURS, Competitor.FLYWAY_NEWEST,
				Competitor.FLYWAY, Competitor.LIQUIBASE);
		for (int megabytes : settings.megabytes()) {
			Path files = MigrationSet.large(bench.directory(), megabytes).directory();
			for (Product product : settings.products()) {
				for (int round = 0; round < settings.rounds(); round++) {
					for (Competitor competitor : competitors) {
						measure(product, megabytes, "64m", competitor, files, bench);
						if (!competitor.isLimit() && competitor != Competitor.OURS) {
							measure(product, megabytes, "4g", competitor, files, bench);
						}
					}
				}
			}
		}
		return List.of(this.time, this.bytes);
	}

	/**
	 * Measures, unless the same has failed in an earlier round.
	 */
	private void measure(Product product, int megabytes, String heap, Competitor competitor, Path files, Bench bench)
			throws IOException, InterruptedException {
		String row = product + ", " + megabytes + " MB, heap " + heap;
		if (this.time.hasFailed(row, competitor)) {
			return;
		}
		String url = bench.databases().create(product);
		MeasuredProcess process = MeasuredProcess.start(competitor, product, files, 0, List.of("-Xmx" + heap),
				List.of(url));
		process.begin();
		process.await(LONGEST_SECONDS);
		String failure = process.failure();
		if (failure != null) {
			this.time.fail(row, competitor, failure);
		}
		for (MeasuredProcess.Run run : process.runs()) {
			this.time.add(row, competitor, run.millis());
			this.bytes.add(row, competitor, run.megabytes());
		}
		bench.databases().drop(product, url);
	}

}
