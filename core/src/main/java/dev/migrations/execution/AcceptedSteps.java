package dev.migrations.execution;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.migrations.model.HistoryState;
import dev.migrations.model.InvalidSettingsException;
import dev.migrations.model.MigrationHistoryException;
import dev.migrations.model.RepairAction;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Statement;
import dev.migrations.script.FramedStatement;
import org.jspecify.annotations.Nullable;

/**
 * Finds where the part of a script that is in force ends in the file as it is now. The
 * number of the last step does not tell: where statements were removed it is that of one
 * that was never sent.
 * <ol>
 * <li>Where the part up to the last step is as it was sent, it ends there.</li>
 * <li>Otherwise the statement of the last step has to be in the file once, as it was
 * sent. With its number, those in front of it may have been edited, and none moved. With
 * another number, those in front of it have to be recorded ones in their order, and none
 * of them behind it, so that some were removed and nothing else happened.</li>
 * <li>Otherwise whoever repairs has to give the line of the first statement behind
 * it.</li>
 * </ol>
 */
final class AcceptedSteps {

	private final ScriptOpener scripts;

	AcceptedSteps(ScriptOpener scripts) {
		this.scripts = scripts;
	}

	/**
	 * The repair together with where the script is resumed.
	 * @param action what is to be accepted
	 * @param file of which file
	 * @param steps what the journal holds of it
	 * @param fromLine where the first statement begins that is not in force, or a line
	 * below all of them; null if that is to be found out
	 * @throws MigrationHistoryException if the journal does not tell
	 * @throws InvalidSettingsException if no statement begins in that line
	 */
	RepairAction resuming(RepairAction action, ResolvedMigration file, List<JournalStep> steps,
			@Nullable Integer fromLine) throws IOException {
		int done = (fromLine != null) ? above(file, fromLine) : recorded(file, steps);
		Statement next = firstBehind(file, done);
		boolean undoing = action.row().state() == HistoryState.UNDOING;
		String script = file.script()
				+ (undoing ? ", which has not finished," : ", which is " + action.row().state() + ",");
		String run = undoing ? "The next undo" : "The next start";
		if (next == null) {
			return action.resuming("Take all statements of " + script + " to be in force, as they are in the file now. "
					+ run + " sends nothing more of it.", new RepairAction.Resumption(done, 0, 0, ""));
		}
		String shown = ShownStatement.inOneLine(this.scripts.vendor(), next.text());
		return action.resuming(
				"Take " + ((done > 0) ? "what is above line " + next.line() : "nothing") + " of " + script
						+ " to be in force" + ((done > 0) ? ", as it is in the file now. " : ". ") + run
						+ " resumes at statement " + next.number() + ", line " + next.line() + ": " + shown,
				new RepairAction.Resumption(done, next.number(), next.line(), shown));
	}

	/**
	 * What takes the place of the steps: one for all statements up to the last one that
	 * is in force, and those that a guard has left out and that are in the file still.
	 */
	List<JournalStep> accepted(ResolvedMigration file, int done, List<JournalStep> steps) throws IOException {
		Set<String> skipped = new HashSet<>();
		for (JournalStep step : steps) {
			if (step.state() == JournalStep.State.SKIPPED) {
				skipped.add(step.statementHash());
			}
		}
		PrefixHash prefix = new PrefixHash();
		List<JournalStep> accepted = new ArrayList<>();
		try (OpenScript script = this.scripts.open(file)) {
			// To its end, because only there it shows that it is the file that was
			// planned.
			for (FramedStatement next = script.next(); next != null; next = script.next()) {
				Statement statement = next.statement();
				if (statement.number() > done) {
					continue;
				}
				prefix.add(statement);
				boolean leftOut = statement.guard() != null && skipped.contains(prefix.lastStatement());
				if (leftOut || statement.number() == done) {
					accepted.add(new JournalStep(statement.number(), prefix.lastStatement(), prefix.value(),
							leftOut ? JournalStep.State.SKIPPED : JournalStep.State.DONE, null, "ACCEPTED"));
				}
			}
		}
		return accepted;
	}

	private int above(ResolvedMigration file, int line) throws IOException {
		int done = 0;
		try (OpenScript script = this.scripts.open(file)) {
			for (FramedStatement next = script.next(); next != null; next = script.next()) {
				Statement statement = next.statement();
				if (statement.line() == line) {
					return done;
				}
				if (statement.line() > line) {
					throw new InvalidSettingsException(
							"No statement of " + file.script() + " begins in line " + line + ". Nothing was planned.",
							"Name the line of the first statement that is not in force; the next one begins in line "
									+ statement.line() + ". Where all are in force, name a line below the last one.");
				}
				done = statement.number();
			}
		}
		return done;
	}

	private int recorded(ResolvedMigration file, List<JournalStep> steps) throws IOException {
		JournalStep last = steps.get(steps.size() - 1);
		Comparison comparison = new Comparison(steps);
		PrefixHash prefix = new PrefixHash();
		try (OpenScript script = this.scripts.open(file)) {
			for (FramedStatement next = script.next(); next != null; next = script.next()) {
				int number = next.statement().number();
				prefix.add(next.statement());
				if (number == last.number() && prefix.value().equals(last.prefixHash())) {
					return number;
				}
				comparison.add(number, prefix.lastStatement());
			}
		}
		int end = comparison.end();
		if (end == 0) {
			throw unclear(file, last.number());
		}
		return end;
	}

	private static MigrationHistoryException unclear(ResolvedMigration file, int last) {
		return new MigrationHistoryException(
				file.script()
						+ " was edited, and the journal does not tell where the part that is in force ends in it: "
						+ "statement " + last + ", the last one recorded, is not in the file as it was sent, or others "
						+ "were moved around it. Nothing was planned.",
				"Look which statements of the file are in force, and name the line of the first one that is not: "
						+ "migrations repair --accept-steps --from-line <line>");
	}

	private @Nullable Statement firstBehind(ResolvedMigration file, int done) throws IOException {
		try (OpenScript script = this.scripts.open(file)) {
			FramedStatement next = script.next();
			while (next != null && next.statement().number() <= done) {
				next = script.next();
			}
			return (next != null) ? next.statement() : null;
		}
	}

	/**
	 * Compares the statements of a file with the recorded ones.
	 */
	private static final class Comparison {

		private final List<JournalStep> steps;

		private final JournalStep last;

		/** Where those of the file are that are recorded, by their hash. */
		private final Map<String, List<Integer>> found = new HashMap<>();

		/**
		 * Up to which recorded one those of the file are recorded ones in their order.
		 */
		private int passed;

		private boolean inOrder = true;

		/** Whether that was so up to the last recorded one. */
		private boolean onlyRemoved;

		Comparison(List<JournalStep> steps) {
			this.steps = steps;
			this.last = steps.get(steps.size() - 1);
			steps.forEach((step) -> this.found.put(step.statementHash(), new ArrayList<>()));
		}

		void add(int number, String hash) {
			List<Integer> numbers = this.found.get(hash);
			if (numbers != null) {
				numbers.add(number);
			}
			while (this.inOrder && this.passed < this.steps.size()
					&& !this.steps.get(this.passed).statementHash().equals(hash)) {
				this.passed++;
			}
			this.inOrder &= this.passed < this.steps.size();
			this.passed++;
			this.onlyRemoved |= this.inOrder && this.passed == this.steps.size();
		}

		/**
		 * The number of the statement with which the part in force ends; 0 if that is not
		 * clear.
		 */
		int end() {
			List<Integer> ends = found(this.last);
			if (ends.size() != 1) {
				return 0;
			}
			int end = ends.get(0);
			boolean clear = (end == this.last.number()) ? isNoneMoved() : this.onlyRemoved && isNoneBehind(end);
			return clear ? end : 0;
		}

		private boolean isNoneMoved() {
			for (JournalStep step : this.steps) {
				List<Integer> numbers = found(step);
				if (!numbers.isEmpty() && !numbers.contains(step.number())) {
					return false;
				}
			}
			return true;
		}

		private boolean isNoneBehind(int end) {
			for (List<Integer> numbers : this.found.values()) {
				if (!numbers.isEmpty() && numbers.get(numbers.size() - 1) > end) {
					return false;
				}
			}
			return true;
		}

		private List<Integer> found(JournalStep step) {
			return this.found.getOrDefault(step.statementHash(), List.of());
		}

	}

}
