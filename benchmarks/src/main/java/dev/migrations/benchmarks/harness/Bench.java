package dev.migrations.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Databases and migrations that scenarios share.
 */
final class Bench {

	private final Path directory;

	private final Databases databases;

	private final Map<Integer, MigrationSet> small = new HashMap<>();

	Bench(Path directory, Databases databases) {
		this.directory = directory;
		this.databases = databases;
	}

	Path directory() {
		return this.directory;
	}

	Databases databases() {
		return this.databases;
	}

	MigrationSet small(int count) throws IOException {
		MigrationSet set = this.small.get(count);
		if (set == null) {
			set = MigrationSet.small(this.directory, count);
			this.small.put(count, set);
		}
		return set;
	}

	/**
	 * Applies migrations to a new database, without measuring.
	 * @param competitor who applies them
	 * @param product the database
	 * @param files the migrations
	 * @return the URL of the database
	 */
	String applied(Competitor competitor, Product product, Path files) throws IOException, InterruptedException {
		String url = this.databases.create(product);
		MeasuredProcess process = MeasuredProcess.start(competitor, product, files, 0, List.of(), List.of(url));
		process.begin();
		String failure = process.await(600).failure();
		if (failure != null) {
			throw new IllegalStateException(competitor + " on " + product + ": " + failure);
		}
		return url;
	}

}
