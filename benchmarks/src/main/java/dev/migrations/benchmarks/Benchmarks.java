package dev.migrations.benchmarks;

import java.util.List;

import dev.migrations.benchmarks.harness.Comparison;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmark of the splitter or the one of tenants, or compares whole runs.
 */
public final class Benchmarks {

	private Benchmarks() {
	}

	/**
	 * Runs benchmarks.
	 * @param args {@code splitter} or {@code tenants}; otherwise scenarios and options
	 * @throws Exception if they cannot be run
	 */
	public static void main(String[] args) throws Exception {
		if (args.length == 1 && args[0].equals("splitter")) {
			new Runner(new OptionsBuilder().include(SplitterBenchmark.class.getName()).build()).run();
			return;
		}
		if (args.length == 1 && args[0].equals("tenants")) {
			TenantBenchmark.run();
			return;
		}
		Comparison.run(List.of(args));
	}

}
