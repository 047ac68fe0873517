package dev.migrations.reliability;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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

	private static final Duration LONGEST_RESIDUE = Duration.ofSeconds(5);

	private final Subject subject;

	private final TargetDatabase database;

	private final Shape shape;

	private final Scenario scenario;

	private final WatchedPool pool;

	private final ToolRuns runs;

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
		this.shape = shape;
		this.scenario = scenario;
		this.oracle = new Oracle(this.database, subject.tool(), Reference.of(this.database, scenario.executed(shape)));
		boolean autoCommit = (shape.name().hashCode() + scenario.ordinal()) % 2 == 0;
		this.pool = new WatchedPool(this.database, autoCommit, subject.tool().connections());
		this.runs = new ToolRuns(subject, scenario, directory, this.pool);
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
		boolean succeeded = this.runs.run(problems, false) >= 0;
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
			this.runs.write(before);
			List<String> problems = new ArrayList<>();
			this.runs.migrate(problems, false);
			if (this.scenario == Scenario.RESUME) {
				this.oracle.atRest().forEach((violation) -> problems.add(violation.toString()));
			}
			if (!problems.isEmpty()) {
				throw new IllegalStateException(this.shape.name() + ", before the run: " + problems);
			}
		}
		this.runs.write(this.scenario.files(this.shape));
	}

	private void converge(List<String> problems) throws SQLException, IOException {
		boolean asked = this.shape.mayAsk() && settleIfAsked();
		if (this.scenario == Scenario.UNDO) {
			startIsRefused(problems);
		}
		if (!asked) {
			this.runs.run(problems, true);
		}
		this.oracle.atTheEnd().forEach((violation) -> problems.add("after the next start, " + violation));
		int applied = this.runs.run(problems, true);
		if (applied > 0) {
			problems.add(new Violation(Invariant.I1, "a further start applied " + applied + " again").toString());
		}
		this.pool.leaks().forEach((leak) -> problems.add(new Violation(Invariant.I8, leak).toString()));
		residue(problems);
		if (this.scenario == Scenario.UNDO) {
			this.runs.migrate(problems, true);
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
		if (this.runs.migrate(new ArrayList<>(), false) >= 0 || !this.oracle.recorded().equals(before)) {
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
		if (this.runs.run(problems, false) >= 0) {
			return true;
		}
		InDoubt.settle(this.database, this.oracle, recorded);
		return false;
	}

	private void residue(List<String> problems) throws SQLException {
		Residue.of(this.database, LONGEST_RESIDUE).forEach((violation) -> problems.add(violation.toString()));
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
