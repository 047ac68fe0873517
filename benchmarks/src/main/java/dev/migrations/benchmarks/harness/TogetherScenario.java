package dev.migrations.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Eight instances begin at the same moment on an empty database. Measured until the last
 * one is done, and what processor time all of them need, with all of their threads: that
 * says the same however many others use the machine.
 */
final class TogetherScenario implements Scenario {

	private static final int INSTANCES = 8;

	private static final int MIGRATIONS = 200;

	private final Sheet time = new Sheet("Eight instances at once, " + MIGRATIONS + " migrations, until all are done",
			"ms");

	private final Sheet processor = new Sheet(
			"Eight instances at once, " + MIGRATIONS + " migrations, processor time of all processes", "ms");

	@Override
	public List<Sheet> measure(Settings settings, Bench bench) throws Exception {
		for (Product product : settings.products()) {
			if (product == Product.H2) {
				// A file that one process has open is closed to the others.
				continue;
			}
			for (int round = 0; round < settings.rounds(); round++) {
				for (Competitor competitor : settings.of(Competitor.RAW_LOCKED, Competitor.JOURNALED_LOCKED,
						Competitor.OURS, Competitor.FLYWAY_NEWEST, Competitor.FLYWAY, Competitor.LIQUIBASE)) {
					if (competitor != Competitor.JOURNALED_LOCKED || product == Product.MARIADB) {
						measure(product, competitor, bench);
					}
				}
			}
		}
		return List.of(this.time, this.processor);
	}

	private void measure(Product product, Competitor competitor, Bench bench) throws IOException, InterruptedException {
		Path files = bench.small(MIGRATIONS).jar();
		String url = bench.databases().create(product);
		List<MeasuredProcess> instances = new ArrayList<>();
		for (int i = 0; i < INSTANCES; i++) {
			instances.add(MeasuredProcess.start(competitor, product, files, 0, List.of(), List.of(url)));
		}
		long begin = System.nanoTime();
		for (MeasuredProcess instance : instances) {
			instance.begin();
		}
		int failed = 0;
		double processorMillis = 0;
		for (MeasuredProcess instance : instances) {
			failed += (instance.await(300).failure() != null) ? 1 : 0;
			processorMillis += instance.processorMillis();
		}
		String row = product.toString();
		this.processor.add(row, competitor, processorMillis);
		this.time.add(row, competitor, (System.nanoTime() - begin) / 1e6);
		if (failed > 0) {
			this.time.fail(row, competitor, failed + " failed in the last round");
			this.processor.fail(row, competitor, failed + " failed in the last round");
		}
		bench.databases().drop(product, url);
	}

}
