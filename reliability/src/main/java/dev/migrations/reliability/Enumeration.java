package dev.migrations.reliability;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;

import dev.migrations.reliability.check.Deadline;
import dev.migrations.reliability.check.Invariant;
import dev.migrations.reliability.check.Oracle;
import dev.migrations.reliability.check.Reference;
import dev.migrations.reliability.check.Residue;
import dev.migrations.reliability.check.Violation;
import dev.migrations.reliability.database.TargetDatabase;
import dev.migrations.reliability.fault.FaultMode;
import dev.migrations.reliability.fault.Mutant;
import dev.migrations.reliability.fault.Traffic;
import dev.migrations.reliability.fault.WatchedPool;
import dev.migrations.reliability.shape.Scenario;
import dev.migrations.reliability.shape.Shape;
import dev.migrations.reliability.shape.ShapeScript;
import dev.migrations.reliability.tool.Recorded;
import dev.migrations.reliability.tool.Tool;

/**
 * Lets a run fail at its first round trip, at its second, and so on until it passes
 * untouched, in every way that a round trip can fail.
 * <ol>
 * <li>Prepare the database as the scenario says.</li>
 * <li>Run, with one fault.</li>
 * <li>Look at the database at rest, at the connections that came back, and at what is
 * left behind.</li>
 * <li>Run again, undisturbed: it must succeed, and the end must be that of a straight
 * run.</li>
 * <li>Run once more: there must be nothing to do.</li>
 * <li>After an undo, start: what was taken back is applied again. A start that comes
 * while an undo has not finished must change nothing.</li>
 * </ol>
 */
final class Enumeration {

	private static final int LONGEST_MESSAGE = 400;

	private static final Duration LONGEST_RESIDUE = Duration.ofSeconds(5);

	private final TargetDatabase database;

	private final Tool tool;

	private final Mutant mutant;

	private final PrintStream out;

	private final List<FaultMode> modes;

	private final int stride;

	private final Duration longestRun;

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
		this.longestRun = longestRun;
		this.database = database;
		this.tool = tool;
		this.mutant = mutant;
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
		EnumerationResult result = new EnumerationResult(shape.name(), scenario);
		boolean autoCommit = (shape.name().hashCode() + scenario.ordinal()) % 2 == 0;
		try (WatchedPool pool = new WatchedPool(this.database, autoCommit, this.tool.connections())) {
			Reference reference = Reference.of(this.database, scenario.executed(shape));
			Oracle oracle = new Oracle(this.database, this.tool, reference);
			Run run = new Run(shape, scenario, directory, pool, oracle);
			List<String> straight = run.straight();
			if (!shape.gap().isEmpty()) {
				known(shape, straight, result);
				return result;
			}
			if (!straight.isEmpty()) {
				result.add("without a fault", straight);
				this.out.println(result.lastMessage());
				return result;
			}
			for (FaultMode mode : this.modes) {
				enumerate(run, mode, result);
			}
		}
		finally {
			delete(directory);
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
			this.out.println(result.lastMessage());
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
		try (WatchedPool pool = new WatchedPool(this.database, true, this.tool.connections())) {
			Reference reference = Reference.of(this.database, scenario.executed(shape));
			Traffic traffic = Traffic.undisturbed(this.database::cut);
			new Run(shape, scenario, directory, pool, new Oracle(this.database, this.tool, reference))
				.disturbed(traffic);
			return traffic.trips();
		}
		finally {
			delete(directory);
		}
	}

	private void enumerate(Run run, FaultMode mode, EnumerationResult result) throws SQLException, IOException {
		for (int at = 1 + mode.ordinal() % this.stride;; at += this.stride) {
			Traffic traffic = new Traffic(at, mode, this.database::cut);
			List<String> problems = run.disturbed(traffic);
			if (!traffic.hasFired()) {
				return;
			}
			result.point();
			result.mutations(run.mutations());
			if (!problems.isEmpty()) {
				result.add(mode + " at round trip " + at + ", '" + traffic.failedTrip().strip() + "'", problems);
				this.out.println(result.lastMessage());
			}
		}
	}

	private static String brief(Throwable failure) {
		String text = failure.toString().replaceAll("\\s*\\R\\s*", " / ");
		return text.substring(0, Math.min(LONGEST_MESSAGE, text.length()));
	}

	private static void delete(Path directory) throws IOException {
		empty(directory);
		Files.delete(directory);
	}

	private static void empty(Path directory) throws IOException {
		try (var files = Files.list(directory)) {
			for (Path file : files.toList()) {
				Files.delete(file);
			}
		}
	}

	/**
	 * Runs of one shape in one scenario.
	 *
	 * @param shape the shape
	 * @param scenario the scenario
	 * @param directory where its files are written
	 * @param pool the connections
	 * @param oracle knows what is right
	 */
	private final class Run {

		private final Shape shape;

		private final Scenario scenario;

		private final Path directory;

		private final WatchedPool pool;

		private final Oracle oracle;

		private int mutations;

		Run(Shape shape, Scenario scenario, Path directory, WatchedPool pool, Oracle oracle) {
			this.shape = shape;
			this.scenario = scenario;
			this.directory = directory;
			this.pool = pool;
			this.oracle = oracle;
		}

		int mutations() {
			return this.mutations;
		}

		List<String> straight() throws SQLException, IOException {
			prepare();
			List<String> problems = new ArrayList<>();
			converge(problems);
			return problems;
		}

		List<String> disturbed(Traffic traffic) throws SQLException, IOException {
			prepare();
			List<String> problems = new ArrayList<>();
			this.pool.begin(traffic, Enumeration.this.mutant);
			boolean succeeded = run(problems, false) >= 0;
			this.mutations += this.pool.mutations();
			if (!traffic.hasFired()) {
				return problems;
			}
			this.pool.leaks().forEach((leak) -> problems.add(new Violation(Invariant.I8, leak).toString()));
			this.pool.begin(Traffic.undisturbed(Enumeration.this.database::cut), Mutant.NONE);
			residue(problems);
			List<Violation> violations = succeeded ? this.oracle.atTheEnd() : this.oracle.atRest();
			violations.forEach((violation) -> problems.add("right after it, " + violation));
			converge(problems);
			return problems;
		}

		private void prepare() throws SQLException, IOException {
			this.pool.begin(Traffic.undisturbed(Enumeration.this.database::cut), Mutant.NONE);
			this.pool.close();
			Enumeration.this.database.reset();
			List<ShapeScript> before = this.scenario.before(this.shape);
			if (!before.isEmpty()) {
				write(before);
				List<String> problems = new ArrayList<>();
				migrate(problems, false);
				if (this.scenario == Scenario.RESUME) {
					this.oracle.atRest().forEach((violation) -> problems.add(violation.toString()));
				}
				if (!problems.isEmpty()) {
					throw new IllegalStateException(this.shape.name() + ", before the run: " + problems);
				}
			}
			write(this.scenario.files(this.shape));
		}

		private void write(List<ShapeScript> scripts) throws IOException {
			empty(this.directory);
			for (ShapeScript script : scripts) {
				Files.writeString(this.directory.resolve(script.file()), script.text());
			}
		}

		/**
		 * Runs what the scenario is about until the end; -1 if it threw.
		 */
		private int run(List<String> problems, boolean mustSucceed) {
			return (this.scenario == Scenario.UNDO)
					? attempt(problems, mustSucceed, () -> Enumeration.this.tool.undo(this.pool, this.directory))
					: migrate(problems, mustSucceed);
		}

		private int migrate(List<String> problems, boolean mustSucceed) {
			return attempt(problems, mustSucceed, () -> Enumeration.this.tool.migrate(this.pool, this.directory));
		}

		private int attempt(List<String> problems, boolean mustSucceed, Callable<Integer> call) {
			try {
				return Deadline.within(Enumeration.this.longestRun, call);
			}
			catch (TimeoutException ex) {
				problems.add(new Violation(Invariant.I8,
						"the run has not ended within " + Enumeration.this.longestRun.toSeconds() + " s")
					.toString());
			}
			catch (Throwable ex) {
				if (mustSucceed) {
					problems.add(new Violation(Invariant.I6, "the next start failed: " + brief(ex)).toString());
				}
			}
			return -1;
		}

		private void converge(List<String> problems) throws SQLException, IOException {
			boolean asked = this.shape.mayAsk() && settleIfAsked();
			if (this.scenario == Scenario.UNDO) {
				startIsRefused(problems);
			}
			if (!asked) {
				run(problems, true);
			}
			this.oracle.atTheEnd().forEach((violation) -> problems.add("after the next start, " + violation));
			int applied = run(problems, true);
			if (applied > 0) {
				problems.add(new Violation(Invariant.I1, "a further start applied " + applied + " again").toString());
			}
			this.pool.leaks().forEach((leak) -> problems.add(new Violation(Invariant.I8, leak).toString()));
			residue(problems);
			if (this.scenario == Scenario.UNDO) {
				migrate(problems, true);
				this.oracle.afterAgain(this.shape.scripts().size())
					.forEach((violation) -> problems.add(violation.toString()));
			}
		}

		/**
		 * An undo that has not finished is never resumed as an upgrade.
		 */
		private void startIsRefused(List<String> problems) throws SQLException {
			Recorded before = this.oracle.recorded();
			String unfinished = before.unfinished();
			if (unfinished == null || !unfinished.startsWith("U")) {
				return;
			}
			if (migrate(new ArrayList<>(), false) >= 0 || !this.oracle.recorded().equals(before)) {
				problems.add(
						new Violation(Invariant.I4, "a start did not stop at the unfinished " + unfinished).toString());
			}
			this.oracle.atRest().forEach((violation) -> problems.add("after a start was refused, " + violation));
		}

		/**
		 * Starts again where the engine may have to ask, and answers as its message says.
		 * @return whether it has started
		 */
		private boolean settleIfAsked() throws SQLException, IOException {
			Recorded recorded = this.oracle.recorded();
			if (recorded.intent() == 0) {
				return false;
			}
			List<String> problems = new ArrayList<>();
			if (run(problems, false) >= 0) {
				return true;
			}
			InDoubt.settle(Enumeration.this.database, this.oracle, recorded);
			return false;
		}

		private void residue(List<String> problems) throws SQLException {
			Residue.of(Enumeration.this.database, LONGEST_RESIDUE)
				.forEach((violation) -> problems.add(violation.toString()));
		}

	}

}
