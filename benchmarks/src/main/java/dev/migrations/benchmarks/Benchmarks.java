package dev.migrations.benchmarks;

import java.util.Locale;

import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs benchmarks by a part of their name.
 */
public final class Benchmarks {

	private Benchmarks() {
	}

	/**
	 * Runs benchmarks.
	 * @param args the part of the name, such as {@code splitter}
	 * @throws RunnerException if they cannot be run
	 */
	public static void main(String[] args) throws RunnerException {
		new Runner(new OptionsBuilder().include("(?i).*" + args[0].toLowerCase(Locale.ROOT) + ".*").build()).run();
	}

}
