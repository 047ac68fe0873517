package dev.migrations.reliability.compare;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.migrations.reliability.database.Snapshot;
import org.jspecify.annotations.Nullable;

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
		List<Course> courses = new ArrayList<>();
		for (Bed bed : this.beds) {
			courses.add(bed.apply(set, split));
		}
		Course plain = courses.get(0);
		for (int i = 0; i < courses.size(); i++) {
			Way way = this.beds.get(i).way();
			Course course = courses.get(i);
			differ(way, "", plain.first(), course.first(), differences);
			Outcome mended = course.mended();
			if (mended != null && plain.mended() != null) {
				differ(way, "mended, ", plain.mended(), mended, differences);
			}
		}
		truth(set, "", courses.stream().map(Course::first).toList(), differences);
		Told told = (plain.first().failure() != null) ? Told.of(plain.first().failure()) : null;
		// What was in force in part is still there.
		if (plain.mended() != null && told != null && !told.isDoubtful()) {
			truth(set.mended(), "mended, ", courses.stream().map(Course::mended).toList(), differences);
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
		if (plain.failure() == null && other.failure() == null && !plain.applied().equals(other.applied())) {
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

	private void truth(MigrationSet set, String when, List<@Nullable Outcome> outcomes, List<Difference> differences)
			throws SQLException, IOException {
		if (set.needsEngine()) {
			return;
		}
		ByHand.Stop stop = this.byHand.all(set);
		Snapshot end = this.byHand.snapshot();
		String checked = null;
		for (int i = 0; i < outcomes.size(); i++) {
			Outcome outcome = outcomes.get(i);
			Way way = this.beds.get(i).way();
			if (outcome == null) {
				continue;
			}
			String failure = outcome.failure();
			if (failure == null) {
				if (stop != null) {
					differences.add(new Difference(when + "by hand it fails", way, "at " + stop));
				}
				else if (!outcome.database().equals(end)) {
					differences.add(new Difference(when + "by hand it is different", way,
							"than by hand:" + end.difference(outcome.database())));
				}
			}
			else if (!failure.equals(checked)) {
				checked = failure;
				new Truth(set, this.byHand).of(way, when, failure, outcome.database(), stop, differences);
			}
		}
	}

}
