package dev.migrations.reliability.check;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

import dev.migrations.reliability.database.Snapshot;
import dev.migrations.reliability.database.TargetDatabase;
import dev.migrations.reliability.tool.Recorded;
import dev.migrations.reliability.tool.Tool;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a database is in a right state.
 * <ol>
 * <li>At any moment at which nobody works, schema and data are those that a straight run
 * has after exactly the scripts that are recorded as applied, plus the statements of one
 * further script that its journal records as done, plus the one that it announces, if
 * any. That is nothing twice, nothing recorded that did not happen, nothing that happened
 * without a record, and nothing lost, in one comparison.</li>
 * <li>At the end, they are those after all scripts, the history holds each once and in
 * order, and nothing is left of the journal.</li>
 * </ol>
 */
public final class Oracle {

	private final TargetDatabase database;

	private final Tool tool;

	private final Reference reference;

	/**
	 * Creates an oracle.
	 * @param database the database
	 * @param tool the tool that works on it
	 * @param reference what a straight run leaves behind
	 */
	public Oracle(TargetDatabase database, Tool tool, Reference reference) {
		this.database = database;
		this.tool = tool;
		this.reference = reference;
	}

	/**
	 * Looks at a database on which nobody works.
	 * @return what is wrong
	 * @throws SQLException if it cannot be read
	 */
	public List<Violation> atRest() throws SQLException {
		List<Violation> violations = new ArrayList<>();
		Recorded recorded = recorded();
		checkOrder(recorded, violations);
		if (!violations.isEmpty()) {
			return violations;
		}
		int scripts = this.reference.executed(recorded.applied(), recorded.unfinished());
		Snapshot found = this.database.snapshot();
		Snapshot expected = this.reference.after(scripts, recorded.done());
		boolean announced = recorded.intent() > 0 && found.equals(this.reference.after(scripts, recorded.intent()));
		if (!found.equals(expected) && !announced) {
			violations.add(new Violation(kind(expected, found),
					describe(recorded) + ", but the database differs from that:" + expected.difference(found)));
		}
		return violations;
	}

	/**
	 * Looks at a database after a run that ended well.
	 * @return what is wrong
	 * @throws SQLException if it cannot be read
	 */
	public List<Violation> atTheEnd() throws SQLException {
		List<Violation> violations = new ArrayList<>();
		Recorded recorded = recorded();
		checkOrder(recorded, violations);
		if (violations.isEmpty() && (recorded.unfinished() != null || recorded.steps() > 0
				|| this.reference.executed(recorded.applied(), null) != this.reference.files().size())) {
			violations.add(new Violation(Invariant.I4,
					"expected " + this.reference.files() + " to be recorded, found that " + describe(recorded)));
		}
		Snapshot found = this.database.snapshot();
		if (!found.equals(this.reference.last())) {
			violations.add(new Violation(Invariant.I5,
					"the end differs from that of a straight run:" + this.reference.last().difference(found)));
		}
		return violations;
	}

	/**
	 * Looks at a database after scripts that were taken back have been applied again.
	 * @param scripts how many scripts
	 * @return what is wrong
	 * @throws SQLException if it cannot be read
	 */
	public List<Violation> afterAgain(int scripts) throws SQLException {
		Snapshot expected = this.reference.after(scripts, 0);
		Snapshot found = this.database.snapshot();
		return found.equals(expected) ? List.of() : List.of(new Violation(Invariant.I5,
				"applied again, the database differs from that of a straight run:" + expected.difference(found)));
	}

	/**
	 * Reads what is recorded.
	 * @return the record
	 * @throws SQLException if it cannot be read
	 */
	public Recorded recorded() throws SQLException {
		return this.database.ask(this.tool::recorded);
	}

	/**
	 * Whether the statement that is announced has happened.
	 * @param recorded what is recorded
	 * @return whether it has
	 * @throws SQLException if the database cannot be read
	 */
	public boolean hasHappened(Recorded recorded) throws SQLException {
		return this.database.snapshot()
			.equals(this.reference.after(this.reference.executed(recorded.applied(), recorded.unfinished()),
					recorded.intent()));
	}

	private void checkOrder(Recorded recorded, List<Violation> violations) {
		List<String> applied = recorded.applied();
		if (new HashSet<>(applied).size() < applied.size()) {
			violations.add(new Violation(Invariant.I1, "the history holds a file twice: " + applied));
		}
		else if (this.reference.executed(applied, recorded.unfinished()) < 0) {
			violations.add(new Violation(Invariant.I4, "expected the beginning of " + this.reference.files()
					+ " to be recorded, found that " + describe(recorded)));
		}
	}

	private static Invariant kind(Snapshot expected, Snapshot found) {
		List<String> more = new ArrayList<>(found.lines());
		for (String line : expected.lines()) {
			more.remove(line);
		}
		if (more.isEmpty()) {
			return Invariant.I2;
		}
		return more.stream().anyMatch(expected.lines()::contains) ? Invariant.I1 : Invariant.I3;
	}

	private static String describe(Recorded recorded) {
		String unfinished = orNothing(recorded.unfinished());
		return "recorded are " + recorded.applied() + unfinished
				+ ((recorded.steps() > 0) ? ", of it statements up to " + recorded.done() + " as done"
						+ ((recorded.intent() > 0) ? " and " + recorded.intent() + " as announced" : "") : "");
	}

	private static String orNothing(@Nullable String unfinished) {
		return (unfinished != null) ? " and an unfinished " + unfinished : "";
	}

}
