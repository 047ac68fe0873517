package dev.migrations.reliability;

import java.io.IOException;
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
import dev.migrations.reliability.fault.Mutant;
import dev.migrations.reliability.fault.Traffic;
import dev.migrations.reliability.fault.WatchedPool;
import dev.migrations.reliability.shape.Scenario;
import dev.migrations.reliability.shape.Shape;
import dev.migrations.reliability.shape.ShapeScript;
import dev.migrations.reliability.tool.Recorded;
import dev.migrations.reliability.tool.Tool;
import org.jspecify.annotations.Nullable;

/**
 * Runs one shape in one scenario, again and again, each time from the beginning.
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
final class EnumeratedRun implements AutoCloseable {

	private static final int LONGEST_MESSAGE = 400;

	private static final Duration LONGEST_RESIDUE = Duration.ofSeconds(5);

	private final Subject subject;

	private final TargetDatabase database;

	private final Tool tool;

	private final Shape shape;

	private final Scenario scenario;

	private final Path directory;

	private final WatchedPool pool;

	private final Oracle oracle;

	private int mutations;

	/**
	 * Creates a run.
	 * @param subject what is run
	 * @param shape the shape
	 * @param scenario the scenario
	 * @param directory where its files are written
	 * @throws SQLException if the harness itself fails
	 * @throws IOException if the harness itself fails
	 */
	EnumeratedRun(Subject subject, Shape shape, Scenario scenario, Path directory) throws SQLException, IOException {
		this.subject = subject;
		this.database = subject.database();
		this.tool = subject.tool();
		this.shape = shape;
		this.scenario = scenario;
		this.directory = directory;
		this.oracle = new Oracle(this.database, this.tool, Reference.of(this.database, scenario.executed(shape)));
		boolean autoCommit = (shape.name().hashCode() + scenario.ordinal()) % 2 == 0;
		this.pool = new WatchedPool(this.database, autoCommit, this.tool.connections());
	}

	/**
	 * How often the mistake was made in the last runs.
	 * @return the count
	 */
	int mutations() {
		return this.mutations;
	}

	/**
	 * Runs undisturbed.
	 * @return what was wrong
	 * @throws SQLException if the harness itself fails
	 * @throws IOException if the harness itself fails
	 */
	List<String> straight() throws SQLException, IOException {
		prepare();
		List<String> problems = new ArrayList<>();
		converge(problems);
		return problems;
	}

	/**
	 * Runs with a fault.
	 * @param traffic the fault
	 * @return what was wrong
	 * @throws SQLException if the harness itself fails
	 * @throws IOException if the harness itself fails
	 */
	List<String> disturbed(Traffic traffic) throws SQLException, IOException {
		prepare();
		List<String> problems = new ArrayList<>();
		this.pool.begin(traffic, this.subject.mutant());
		boolean succeeded = run(problems, false) >= 0;
		this.mutations += this.pool.mutations();
		if (!traffic.hasFired()) {
			return problems;
		}
		this.pool.leaks().forEach((leak) -> problems.add(new Violation(Invariant.I8, leak).toString()));
		quiet();
		lookAndConverge(problems, succeeded);
		return problems;
	}

	/**
	 * Runs in a process that halts at a round trip.
	 * @param start starts the process and waits for its end
	 * @return what was wrong; null if the run had no such round trip
	 * @throws SQLException if the harness itself fails
	 * @throws IOException if the harness itself fails
	 */
	@Nullable List<String> halted(HaltedStart start) throws SQLException, IOException {
		prepare();
		this.pool.close();
		List<String> problems = new ArrayList<>();
		if (!start.halts(problems)) {
			return problems.isEmpty() ? null : problems;
		}
		lookAndConverge(problems, false);
		return problems;
	}

	private void lookAndConverge(List<String> problems, boolean succeeded) throws SQLException, IOException {
		residue(problems);
		List<Violation> violations = succeeded ? this.oracle.atTheEnd() : this.oracle.atRest();
		violations.forEach((violation) -> problems.add("right after it, " + violation));
		converge(problems);
	}

	private void quiet() {
		this.pool.begin(Traffic.undisturbed(this.database::cut), Mutant.NONE);
	}

	private void prepare() throws SQLException, IOException {
		quiet();
		this.pool.close();
		this.database.reset();
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
	 * Runs what the scenario is about until the end; -1 if it threw.
	 */
	private int run(List<String> problems, boolean mustSucceed) {
		return (this.scenario == Scenario.UNDO)
				? attempt(problems, mustSucceed, () -> this.tool.undo(this.pool, this.directory))
				: migrate(problems, mustSucceed);
	}

	private int migrate(List<String> problems, boolean mustSucceed) {
		return attempt(problems, mustSucceed, () -> this.tool.migrate(this.pool, this.directory));
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
			problems
				.add(new Violation(Invariant.I4, "a start did not stop at the unfinished " + unfinished).toString());
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
		InDoubt.settle(this.database, this.oracle, recorded);
		return false;
	}

	private void residue(List<String> problems) throws SQLException {
		Residue.of(this.database, LONGEST_RESIDUE).forEach((violation) -> problems.add(violation.toString()));
	}

	private static String brief(Throwable failure) {
		String text = failure.toString().replaceAll("\\s*\\R\\s*", " / ");
		return text.substring(0, Math.min(LONGEST_MESSAGE, text.length()));
	}

	@Override
	public void close() {
		this.pool.close();
	}

	/**
	 * What is run.
	 *
	 * @param database the database, which is emptied again and again
	 * @param tool the tool under test
	 * @param mutant a mistake to be made in its traffic
	 * @param longestRun how long a run may take
	 */
	record Subject(TargetDatabase database, Tool tool, Mutant mutant, Duration longestRun) {
	}

	/**
	 * Start in a process of its own.
	 */
	@FunctionalInterface
	interface HaltedStart {

		/**
		 * Starts it and waits for its end.
		 * @param problems receives what was wrong with it
		 * @return whether it has halted
		 */
		boolean halts(List<String> problems);

	}

}
