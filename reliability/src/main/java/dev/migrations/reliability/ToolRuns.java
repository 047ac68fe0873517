package dev.migrations.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;

import dev.migrations.reliability.check.Deadline;
import dev.migrations.reliability.check.Invariant;
import dev.migrations.reliability.check.Violation;
import dev.migrations.reliability.fault.WatchedPool;
import dev.migrations.reliability.shape.Scenario;
import dev.migrations.reliability.shape.ShapeScript;

/**
 * Runs the tool under test over the scripts of a directory, each time until the end: one
 * that does not come in time is a problem.
 */
final class ToolRuns {

	private static final int LONGEST_MESSAGE = 400;

	private final EnumeratedRun.Subject subject;

	private final Scenario scenario;

	private final Path directory;

	private final WatchedPool pool;

	/**
	 * Creates them.
	 * @param subject what is run
	 * @param scenario what a run is about
	 * @param directory where the scripts are written
	 * @param pool where the tool has its connections from
	 */
	ToolRuns(EnumeratedRun.Subject subject, Scenario scenario, Path directory, WatchedPool pool) {
		this.subject = subject;
		this.scenario = scenario;
		this.directory = directory;
		this.pool = pool;
	}

	/**
	 * Writes the scripts, instead of those before.
	 */
	void write(List<ShapeScript> scripts) throws IOException {
		try (var files = Files.list(this.directory)) {
			for (Path file : files.toList()) {
				Files.delete(file);
			}
		}
		for (ShapeScript script : scripts) {
			Files.writeString(this.directory.resolve(script.file()), script.text());
		}
	}

	/**
	 * Runs what the scenario is about.
	 * @param problems receives what was wrong with the run itself
	 * @param mustSucceed whether it must not throw
	 * @return how many migrations it was done for; -1 if it threw, or did not end
	 */
	int run(List<String> problems, boolean mustSucceed) {
		return (this.scenario == Scenario.UNDO)
				? attempt(problems, mustSucceed, () -> this.subject.tool().undo(this.pool, this.directory))
				: migrate(problems, mustSucceed);
	}

	/**
	 * Migrates.
	 * @param problems receives what was wrong with the run itself
	 * @param mustSucceed whether it must not throw
	 * @return how many migrations were applied; -1 if it threw, or did not end
	 */
	int migrate(List<String> problems, boolean mustSucceed) {
		return attempt(problems, mustSucceed, () -> this.subject.tool().migrate(this.pool, this.directory));
	}

	private int attempt(List<String> problems, boolean mustSucceed, Callable<Integer> call) {
		try {
			return Deadline.within(this.subject.longestRun(), call);
		}
		catch (TimeoutException ex) {
			problems.add(new Violation(Invariant.I8,
					"the run has not ended within " + this.subject.longestRun().toSeconds() + " s")
				.toString());
		}
		catch (Throwable ex) {
			if (mustSucceed) {
				problems.add(new Violation(Invariant.I6, "the next start failed: " + brief(ex)).toString());
			}
		}
		return -1;
	}

	private static String brief(Throwable failure) {
		String text = failure.toString().replaceAll("\\s*\\R\\s*", " / ");
		return text.substring(0, Math.min(LONGEST_MESSAGE, text.length()));
	}

}
