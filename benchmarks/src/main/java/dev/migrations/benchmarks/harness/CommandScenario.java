package dev.migrations.benchmarks.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.migrations.benchmarks.application.CommandApplication;

/**
 * The commands {@code status} and {@code migrate} with nothing to do, beside
 * {@code --help} and an application with the same class path that only starts and ends:
 * what they take in all, and what they take from the moment at which JVM and environment
 * are there.
 */
final class CommandScenario implements Scenario {

	private static final int APPLIED = 20;

	private static final Map<String, List<String>> CALLS = calls();

	private final Sheet time = new Sheet("Command, in all", "ms");

	private final Sheet processor = new Sheet("Command, processor time of the process", "ms");

	private final Sheet after = new Sheet("Command, from the prepared environment to the end", "ms");

	private final Sheet processorAfter = new Sheet(
			"Command, from the prepared environment to the end, processor time of the main thread", "ms");

	private static Map<String, List<String>> calls() {
		Map<String, List<String>> calls = new LinkedHashMap<>();
		calls.put("--help", List.of("migrations", "--help"));
		calls.put("status", List.of("migrations", "status"));
		calls.put("migrate", List.of("migrations", "migrate"));
		calls.put("application", List.of("--migrations.enabled=false"));
		return calls;
	}

	@Override
	public List<Sheet> measure(Settings settings, Bench bench) throws Exception {
		Path files = bench.small(APPLIED).jar();
		for (Product product : settings.products()) {
			String url = bench.applied(Competitor.OURS, product, files);
			// One round more, which is not counted: it fills the caches of the system.
			for (int round = 0; round <= settings.rounds(); round++) {
				for (Map.Entry<String, List<String>> call : CALLS.entrySet()) {
					run(product, files, url, call.getKey(), call.getValue(), round > 0);
				}
			}
			bench.databases().drop(product, url);
		}
		return List.of(this.time, this.processor, this.after, this.processorAfter);
	}

	private void run(Product product, Path files, String url, String name, List<String> call, boolean counts)
			throws IOException, InterruptedException {
		List<String> classPath = StartScenario.classPath(Competitor.OURS, product);
		classPath.add(files.toString());
		List<String> all = new ArrayList<>(call);
		all.addAll(List.of("--spring.datasource.url=" + url, "--spring.main.banner-mode=off"));
		JavaCommand command = new JavaCommand(List.of(), classPath, CommandApplication.class, all);
		long begin = System.nanoTime();
		Process process = command.process().redirectErrorStream(true).start();
		String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		int exitCode = process.waitFor();
		double millis = (System.nanoTime() - begin) / 1e6;
		String took = said.lines()
			.filter((line) -> line.startsWith(CommandApplication.TOOK))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException(name + " did not end: " + said));
		if (exitCode != 0) {
			throw new IllegalStateException(name + " ended with " + exitCode + ": " + said);
		}
		if (counts) {
			String[] numbers = took.substring(CommandApplication.TOOK.length() + 1).split(" ");
			String row = product + ", " + name;
			this.time.add(row, Competitor.OURS, millis);
			this.processor.add(row, Competitor.OURS, Double.parseDouble(numbers[2]));
			if (!numbers[0].equals("0")) {
				this.after.add(row, Competitor.OURS, Double.parseDouble(numbers[0]));
				this.processorAfter.add(row, Competitor.OURS, Double.parseDouble(numbers[1]));
			}
		}
	}

}
