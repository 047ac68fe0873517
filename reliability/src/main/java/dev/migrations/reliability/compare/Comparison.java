package dev.migrations.reliability.compare;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.migrations.reliability.database.Snapshot;

/**
 * Applies a set in every way, and compares.
 * <ol>
 * <li>What each way comes to is compared with what the plain one comes to: schema and
 * data, the history, what was reported, the session that was given back. So it is once
 * more after a mistake was mended.</li>
 * <li>Each is compared with the same statements executed without the engine: the end,
 * where there was no failure, and otherwise the place of the failure, and whether what is
 * said to be in force is in force.</li>
 * </ol>
 */
final class Comparison {

	private final List<Bed> beds;

	private final ByHand byHand;

	Comparison(List<Bed> beds, ByHand byHand) {
		this.beds = beds;
		this.byHand = byHand;
	}

	/**
	 * Compares.
	 * @param set the set
	 * @param split how many scripts the first of two runs applies
	 * @return the differences; empty if there are none
	 */
	List<Difference> of(MigrationSet set, int split) throws SQLException, IOException {
		List<Difference> differences = new ArrayList<>();
		List<List<Stage>> courses = new ArrayList<>();
		for (Bed bed : this.beds) {
			courses.add(new Walk(bed, split).through(set));
		}
		for (Stage plain : courses.get(0)) {
			Map<Way, Outcome> outcomes = new LinkedHashMap<>();
			for (int i = 0; i < courses.size(); i++) {
				for (Stage stage : courses.get(i)) {
					if (stage.when().equals(plain.when())) {
						outcomes.put(this.beds.get(i).way(), stage.outcome());
						differ(this.beds.get(i).way(), plain.when(), plain.outcome(), stage.outcome(), differences);
					}
				}
			}
			truth(plain, outcomes, differences);
		}
		return differences;
	}

	private static void differ(Way way, String when, Outcome plain, Outcome other, List<Difference> differences) {
		if (!hasLostLock(plain) && !hasLostLock(other)) {
			differWithLock(way, when, plain, other, differences);
		}
		if (!other.left().isEmpty()) {
			differences.add(new Difference(when + "left behind", way, other.left().toString()));
		}
		if (other.failure() != null && other.failure().startsWith("BARE")) {
			differences.add(new Difference(when + "bare exception", way, other.failure()));
		}
	}

	private static void differWithLock(Way way, String when, Outcome plain, Outcome other,
			List<Difference> differences) {
		if (!plain.database().equals(other.database())) {
			differences.add(new Difference(when + "schema and data", way,
					"differ from PLAIN's:" + plain.database().difference(other.database())));
		}
		if (!plain.history().equals(other.history())) {
			differences.add(new Difference(when + "history", way,
					"differs from PLAIN's:" + plain.history().difference(other.history())));
		}
		if (!Objects.equals(plain.failure(), other.failure())) {
			differences.add(new Difference(when + "failure", way,
					"instead of PLAIN's\n" + plain.failure() + "\nit is\n" + other.failure()));
		}
		if (plain.failure() == null && other.failure() == null && !other.applied().contains(Applying.REPEATED)
				&& !plain.applied().equals(other.applied())) {
			differences.add(new Difference(when + "report", way,
					"instead of PLAIN's " + plain.applied() + " it is " + other.applied()));
		}
	}

	/**
	 * Whether a lost lock is noticed by the next script or at the end of the run, or what
	 * else is wrong is noticed first, depends on where the run ends.
	 */
	private static boolean hasLostLock(Outcome outcome) {
		return outcome.failure() != null && outcome.failure().startsWith("MigrationLockException");
	}

	private void truth(Stage stage, Map<Way, Outcome> outcomes, List<Difference> differences)
			throws SQLException, IOException {
		if (stage.sent() == null || stage.sent().needsEngine()) {
			return;
		}
		String when = stage.when();
		ByHand.Stop stop = this.byHand.all(stage.sent());
		if (stop == null && stage.end() != stage.sent()) {
			stop = this.byHand.all(stage.end());
		}
		Snapshot end = this.byHand.snapshot();
		String checked = null;
		for (Map.Entry<Way, Outcome> each : outcomes.entrySet()) {
			Way way = each.getKey();
			String failure = each.getValue().failure();
			if (failure == null) {
				if (stop != null) {
					differences.add(new Difference(when + "by hand it fails", way, "at " + stop));
				}
				else if (!each.getValue().database().equals(end)) {
					differences.add(new Difference(when + "by hand it is different", way,
							"than by hand:" + end.difference(each.getValue().database())));
				}
			}
			else if (!failure.equals(checked)) {
				checked = failure;
				new Truth(stage.sent(), stage.release(), this.byHand).of(way, when, failure, each.getValue().database(),
						stop, differences);
			}
		}
	}

}
