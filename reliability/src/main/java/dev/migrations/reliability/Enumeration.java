package dev.migrations.reliability;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import dev.migrations.reliability.database.TargetDatabase;
import dev.migrations.reliability.fault.FaultMode;
import dev.migrations.reliability.fault.Mutant;
import dev.migrations.reliability.fault.Traffic;
import dev.migrations.reliability.shape.Scenario;
import dev.migrations.reliability.shape.Shape;
import dev.migrations.reliability.tool.Tool;

import org.springframework.util.FileSystemUtils;

/**
 * Lets a run fail at its first round trip, at its second, and so on until it passes
 * untouched, in every way that a round trip can fail.
 */
final class Enumeration {

	private final EnumeratedRun.Subject subject;

	private final PrintStream out;

	private final List<FaultMode> modes;

	private final int stride;

	/**
	 * Creates an enumeration.
	 * @param database the database, which is emptied again and again
	 * @param tool the tool under test
	 * @param mutant a mistake to be made in its traffic
	 * @param modes the ways to fail
	 * @param stride 1 for every round trip, n for each n-th
	 * @param longestRun how long a run may take
	 * @param out where violations are told
	 */
	Enumeration(TargetDatabase database, Tool tool, Mutant mutant, List<FaultMode> modes, int stride,
			Duration longestRun, PrintStream out) {
		this.subject = new EnumeratedRun.Subject(database, tool, mutant, longestRun);
		this.modes = modes;
		this.stride = stride;
		this.out = out;
	}

	/**
	 * Enumerates one shape in one scenario.
	 * @param shape the shape
	 * @param scenario the scenario
	 * @return what was found
	 * @throws SQLException if the harness itself fails
	 * @throws IOException if the harness itself fails
	 */
	EnumerationResult run(Shape shape, Scenario scenario) throws SQLException, IOException {
		Path directory = Files.createTempDirectory("shape");
		EnumerationResult result = new EnumerationResult(shape.name(), scenario, this.out);
		try (EnumeratedRun run = new EnumeratedRun(this.subject, shape, scenario, directory)) {
			List<String> straight = run.straight();
			if (!shape.gap().isEmpty()) {
				known(shape, straight, result);
			}
			else if (!straight.isEmpty()) {
				result.add("without a fault", straight);
			}
			else {
				for (FaultMode mode : this.modes) {
					enumerate(run, mode, result);
				}
			}
		}
		finally {
			FileSystemUtils.deleteRecursively(directory);
		}
		return result;
	}

	/**
	 * A gap is told each time, and must be taken off the list once it is closed.
	 */
	private void known(Shape shape, List<String> straight, EnumerationResult result) {
		if (straight.isEmpty()) {
			result.add("without a fault",
					List.of("this works by now: take the shape's gap '" + shape.gap() + "' off its definition"));
		}
		else {
			this.out.println("NOT ENUMERATED " + shape.name() + ": " + shape.gap());
		}
	}

	/**
	 * Lists the round trips of an undisturbed run.
	 * @param shape the shape
	 * @param scenario the scenario
	 * @return the round trips
	 * @throws SQLException if the harness itself fails
	 * @throws IOException if the harness itself fails
	 */
	List<String> trips(Shape shape, Scenario scenario) throws SQLException, IOException {
		Path directory = Files.createTempDirectory("shape");
		try (EnumeratedRun run = new EnumeratedRun(this.subject, shape, scenario, directory)) {
			Traffic traffic = Traffic.undisturbed(this.subject.database()::cut);
			run.disturbed(traffic);
			return traffic.trips();
		}
		finally {
			FileSystemUtils.deleteRecursively(directory);
		}
	}

	private void enumerate(EnumeratedRun run, FaultMode mode, EnumerationResult result)
			throws SQLException, IOException {
		for (int at = 1 + mode.ordinal() % this.stride;; at += this.stride) {
			Traffic traffic = new Traffic(at, mode, this.subject.database()::cut);
			List<String> problems = run.disturbed(traffic);
			if (!traffic.hasFired()) {
				result.trips(traffic.trips().size());
				return;
			}
			result.point();
			result.mutations(run.mutations());
			if (!problems.isEmpty()) {
				result.add(mode + " at round trip " + at + ", '" + traffic.failedTrip().strip() + "'", problems);
			}
		}
	}

}
