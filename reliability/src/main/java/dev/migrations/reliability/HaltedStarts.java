package dev.migrations.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

import dev.migrations.reliability.check.Invariant;
import dev.migrations.reliability.check.Violation;
import dev.migrations.reliability.fault.FaultMode;
import dev.migrations.reliability.fault.Traffic;
import dev.migrations.reliability.process.InstanceLauncher;
import dev.migrations.reliability.process.InstanceProcess;
import dev.migrations.reliability.shape.Scenario;
import dev.migrations.reliability.shape.Shape;
import dev.migrations.reliability.shape.ShapeScript;

import org.springframework.util.FileSystemUtils;

/**
 * Runs in processes of their own that halt at a round trip, before it is sent and after
 * it was executed: a sample of what the enumeration does within one process, with nothing
 * pretended. Samples go on from one shape to the next, so that short ones get their
 * share.
 */
final class HaltedStarts implements AutoCloseable {

	private final EnumeratedRun.Subject subject;

	private final int every;

	private final Path directory;

	private final InstanceLauncher launcher;

	/** How many round trips come before the next that is sampled. */
	private int ahead;

	/**
	 * Creates starts.
	 * @param subject what is run, on a database that outlives a process
	 * @param every how many round trips one sample stands for
	 * @param first what the first process applies, which leaves its classes to the others
	 * @throws SQLException if the harness itself fails
	 * @throws IOException if the harness itself fails
	 */
	HaltedStarts(EnumeratedRun.Subject subject, int every, Shape first) throws SQLException, IOException {
		this.subject = subject;
		this.every = every;
		this.ahead = every / 2;
		this.directory = Files.createTempDirectory("halted");
		this.launcher = new InstanceLauncher(subject.tool(), subject.database(), this.directory, 0);
		subject.database().reset();
		for (ShapeScript script : first.scripts()) {
			Files.writeString(this.directory.resolve(script.file()), script.text());
		}
		this.launcher.archiveClasses();
	}

	/**
	 * Halts at every n-th round trip of one shape in one scenario.
	 * @param shape the shape
	 * @param scenario the scenario
	 * @param result knows how many round trips it has, and receives what was found
	 * @throws SQLException if the harness itself fails
	 * @throws IOException if the harness itself fails
	 */
	void run(Shape shape, Scenario scenario, EnumerationResult result) throws SQLException, IOException {
		int trips = result.trips();
		if (this.ahead >= 2 * trips) {
			this.ahead -= 2 * trips;
			return;
		}
		try (EnumeratedRun run = new EnumeratedRun(this.subject, shape, scenario, this.directory)) {
			for (; this.ahead < 2 * trips; this.ahead += this.every) {
				halt(run, 1 + this.ahead / 2, (this.ahead % 2 == 0) ? FaultMode.HALT_BEFORE : FaultMode.HALT_AFTER,
						scenario == Scenario.UNDO, result);
			}
			this.ahead -= 2 * trips;
		}
	}

	private void halt(EnumeratedRun run, int at, FaultMode mode, boolean undo, EnumerationResult result)
			throws SQLException, IOException {
		List<String> problems = run.halted((found) -> halts(at, mode, undo, found));
		if (problems != null) {
			result.halt();
			if (!problems.isEmpty()) {
				result.add(mode + " at round trip " + at, problems);
			}
		}
	}

	private boolean halts(int at, FaultMode mode, boolean undo, List<String> problems) {
		InstanceProcess instance = this.launcher
			.start(this.subject.database().url(), Integer.toString(at), mode.name(), Boolean.toString(undo))
			.open();
		if (!instance.awaitUnlessStarved((int) this.subject.longestRun().toSeconds())) {
			problems.add(new Violation(Invariant.I8,
					"the process has not ended: " + instance.doing() + ", output: " + instance.output())
				.toString());
			instance.kill();
			return false;
		}
		if (instance.exitCode() != Traffic.HALTED && instance.exitCode() != 0) {
			problems.add(new Violation(Invariant.I6, "the process failed: " + instance.output()).toString());
		}
		return instance.exitCode() == Traffic.HALTED;
	}

	@Override
	public void close() throws IOException {
		this.launcher.close();
		FileSystemUtils.deleteRecursively(this.directory);
	}

}
