package dev.migrations.benchmarks.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.migrations.benchmarks.application.StartedApplication;

/**
 * Start of an application in a new JVM.
 *
 * @param command starts it
 */
record ApplicationStart(JavaCommand command) {

	/**
	 * The same start of a JVM that finds the classes parsed and verified in an archive,
	 * as Spring Boot recommends where starting has to be fast. The application is started
	 * once to make it.
	 * @param archive where to
	 * @return the start
	 */
	ApplicationStart archived(Path archive) throws IOException, InterruptedException {
		with("-XX:ArchiveClassesAtExit=" + archive).measure();
		if (!Files.exists(archive)) {
			throw new IllegalStateException("The JVM made no archive of the classes of " + this.command.program());
		}
		return with("-XX:SharedArchiveFile=" + archive);
	}

	private ApplicationStart with(String option) {
		return new ApplicationStart(this.command.withOptions(option, "-Xlog:cds=off", "-Xlog:cds+dynamic=off"));
	}

	/**
	 * Starts it, and waits for its end.
	 * @return how long it took until it said that it has started
	 */
	Measured measure() throws IOException, InterruptedException {
		long begin = System.nanoTime();
		Process process = this.command.process().redirectErrorStream(true).start();
		Measured measured = null;
		StringBuilder said = new StringBuilder();
		try (BufferedReader output = new BufferedReader(
				new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
			for (String line = output.readLine(); line != null; line = output.readLine()) {
				if (measured == null && line.startsWith(StartedApplication.STARTED)) {
					double millis = (System.nanoTime() - begin) / 1e6;
					String[] numbers = line.substring(StartedApplication.STARTED.length() + 1).split(" ");
					measured = new Measured(millis, Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]));
				}
				said.append(line).append('\n');
			}
		}
		process.waitFor();
		if (measured == null) {
			throw new IllegalStateException(this.command.program() + " did not start: " + said);
		}
		return measured;
	}

	/**
	 * One start.
	 *
	 * @param millis how long it took
	 * @param processorMillis how long its thread had a processor
	 * @param classes how many classes were loaded
	 */
	record Measured(double millis, double processorMillis, double classes) {
	}

}
