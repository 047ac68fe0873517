package dev.migrations.execution;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.migrations.dialect.Vendor;
import dev.migrations.model.AppliedMigration;
import dev.migrations.model.Checksum;
import dev.migrations.model.Direction;
import dev.migrations.model.HistoryState;
import dev.migrations.model.MigrationHistoryException;
import dev.migrations.model.MigrationKey;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Statement;
import dev.migrations.plan.Step;
import dev.migrations.script.FramedStatement;
import dev.migrations.script.StatementDigest;
import dev.migrations.session.SessionState;
import org.jspecify.annotations.Nullable;

/**
 * Where to resume a script of which an earlier run may have done a part.
 *
 * @param done number of the last statement that is in force; 0 if none is
 * @param doubtful number of the statement that was announced and not recorded as done; 0
 * if there is none
 * @param isResumed whether the journal holds steps of an earlier run
 * @param isUnfinished whether the history says that an earlier run has not finished
 * @param statements how many statements the script has, without settings that are made
 * around it
 * @param commitsWithin whether the script commits before its end
 * @param isRecorded whether anything about its statements may have to be recorded
 * @param defersChecks whether it makes something that may be checked at the commit only
 * @param setsSession whether it may set something for its session
 * @param skipped numbers of the statements that an earlier run has left out
 * @param statementChecksum checksum of the statements that were read; null if it was not
 * taken
 * @param remark what is mostly a mistake in the script; null if there is nothing to say
 */
record ResumePoint(int done, int doubtful, boolean isResumed, boolean isUnfinished, int statements,
		boolean commitsWithin, boolean isRecorded, boolean defersChecks, boolean setsSession, Set<Integer> skipped,
		@Nullable Checksum statementChecksum, @Nullable String remark) {

	/**
	 * Finds the place.
	 * <ol>
	 * <li>The script is read to its end, which also finds whatever cannot be split,
	 * frames that do not fit together, and placeholders without a value, before anything
	 * is sent.</li>
	 * <li>The part done must not have been edited: the hash of the part up to the last
	 * step done must be the recorded one.</li>
	 * <li>A statement that was announced and not recorded as done is in doubt: the
	 * catalog decides whether it took effect. If so, it must not have been edited
	 * either.</li>
	 * </ol>
	 */
	static ResumePoint find(Step step, List<JournalStep> steps, ScriptOpener scripts, SessionState session,
			StatementDigest digest, Doubt doubt) throws SQLException, IOException {
		ResolvedMigration migration = step.script();
		JournalStep lastDone = last(steps, false);
		PartInForce part = (lastDone != null) ? new PartInForce(migration, lastDone) : null;
		JournalStep intent = last(steps, true);
		int highest = steps.isEmpty() ? 0 : steps.get(steps.size() - 1).number();
		Statement doubtful = null;
		List<Statement> surroundings = new ArrayList<>();
		boolean doubtfulEdited = false;
		int total = 0;
		int settings = 0;
		boolean defers = false;
		boolean setsSession = false;
		Set<Integer> skipped = skipped(steps);
		boolean commitsWithin = !migration.options().transactional();
		boolean recorded = !steps.isEmpty() || isUnfinished(step);
		String remark = null;
		// Only a part that was done before is compared.
		try (OpenScript script = steps.isEmpty() ? scripts.outline(migration, digest)
				: scripts.open(migration, digest)) {
			PrefixHash prefix = new PrefixHash();
			for (FramedStatement next = script.next(); next != null; next = script.next()) {
				Statement statement = script.resolved(next.statement());
				remark = (remark != null) ? remark : script.remark(next.statement());
				total = statement.number();
				settings += SqlitePragmas.isSetting(scripts.vendor(), statement) ? 1 : 0;
				commitsWithin |= next.segment() > 1 || !statement.transactional();
				recorded |= SegmentRules.addsEnumValue(statement);
				defers |= SegmentRules.defersChecks(statement);
				setsSession |= session.mayBeChangedBy(statement);
				session.foresee(statement);
				if (total <= highest) {
					prefix.add(next.statement());
				}
				if (part != null) {
					part.compare(statement, prefix);
				}
				if (intent != null && total < intent.number() && !skipped.contains(total)
						&& Surroundings.areSetBy(statement)) {
					surroundings.add(statement);
				}
				if (intent != null && total == intent.number()) {
					doubtful = statement;
					doubtfulEdited = !prefix.lastStatement().equals(intent.statementHash());
				}
			}
		}
		if (part != null) {
			part.requireComplete(total);
		}
		int done = (lastDone != null) ? lastDone.number() : 0;
		recorded |= commitsWithin;
		remark = (total > 0) ? remark : ScriptRemark.nothing(migration);
		Checksum checksum = (migration.code() == null) ? digest.finish() : null;
		if (intent == null) {
			return new ResumePoint(done, 0, !steps.isEmpty(), isUnfinished(step), total - settings, commitsWithin,
					recorded, defers, setsSession, skipped, checksum, remark);
		}
		boolean effective = isEffective(scripts.vendor(), migration, intent, doubtfulEdited ? null : doubtful,
				surroundings, doubt, step.direction());
		return new ResumePoint(effective ? intent.number() : done, intent.number(), true, isUnfinished(step),
				total - settings, commitsWithin, recorded, defers, setsSession, skipped, checksum, remark);
	}

	/**
	 * The migration with what was read of it.
	 */
	ResolvedMigration with(ResolvedMigration migration) {
		Checksum checksum = this.statementChecksum;
		return (checksum != null) ? migration.with(checksum) : migration;
	}

	/**
	 * Whether the history says that an earlier run has begun the migration.
	 */
	static boolean isUnfinished(Step step) {
		AppliedMigration previous = step.previous();
		return previous != null && (previous.state() == HistoryState.RUNNING || previous.state() == HistoryState.FAILED
				|| previous.state() == HistoryState.UNDOING);
	}

	private static boolean isEffective(Vendor vendor, ResolvedMigration migration, JournalStep intent,
			@Nullable Statement statement, List<Statement> surroundings, Doubt doubt, Direction direction)
			throws SQLException {
		InDoubt.Outcome outcome;
		try {
			outcome = doubt.resolve(statement, intent, surroundings);
		}
		catch (MigrationHistoryException ex) {
			throw undecided(vendor, migration, intent, statement, direction, " " + ex.getDescription());
		}
		boolean effective = switch (outcome) {
			case DONE -> true;
			case NOT_DONE -> false;
			case UNKNOWN -> throw undecided(vendor, migration, intent, statement, direction, "");
		};
		if (effective && statement == null) {
			throw new MigrationHistoryException(
					migration.script() + ": statement " + intent.number()
							+ " took effect in an earlier run that did not finish, and was edited since.",
					"Restore this statement; what follows it may be changed.");
		}
		return effective;
	}

	private static Set<Integer> skipped(List<JournalStep> steps) {
		Set<Integer> skipped = new HashSet<>();
		for (JournalStep step : steps) {
			if (step.state() == JournalStep.State.SKIPPED) {
				skipped.add(step.number());
			}
		}
		return skipped;
	}

	/**
	 * The last step that is only announced, or the last of the others.
	 * @return the step; null if there is none
	 */
	static @Nullable JournalStep last(List<JournalStep> steps, boolean intent) {
		JournalStep last = null;
		for (JournalStep step : steps) {
			if (intent == (step.state() == JournalStep.State.INTENT)) {
				last = step;
			}
		}
		return last;
	}

	/**
	 * Records what the catalog said of the statement in doubt.
	 */
	void settle(Journal journal, MigrationKey key) throws SQLException {
		if (this.doubtful == 0) {
			return;
		}
		if (this.doubtful == this.done) {
			journal.finish(key, this.doubtful, JournalStep.State.VERIFIED);
		}
		else {
			journal.delete(key, this.doubtful);
		}
	}

	private static MigrationHistoryException undecided(Vendor vendor, ResolvedMigration migration, JournalStep intent,
			@Nullable Statement statement, Direction direction, String found) {
		String next = Wording.of(direction).next();
		String place = (statement != null && migration.code() == null)
				? ", line " + statement.line() + ", column " + statement.column() : "";
		String shown = (statement != null)
				? System.lineSeparator() + System.lineSeparator() + ShownStatement.of(vendor, statement.text()) : "";
		return new MigrationHistoryException(
				migration.script() + place + ": statement " + intent.number()
						+ " was sent, but neither the run that sent it nor the catalog can tell whether it took effect."
						+ found + shown + System.lineSeparator() + System.lineSeparator() + inForce(intent.number() - 1)
						+ ". Nothing was changed now.",
				"Look whether the statement took effect. If it did, accept it as done, with "
						+ "'migrations repair --accept-steps': " + next
						+ " resumes behind it. If not, or once what it did in part is "
						+ "taken back, use 'migrations repair --send-again': " + next + " sends it again.");
	}

	private static String inForce(int done) {
		return switch (done) {
			case 0 -> "Nothing before it is in the script";
			case 1 -> "Statement 1 before it is in force";
			default -> "Statements 1 to " + done + " before it are in force";
		};
	}

	/**
	 * Decides what became of a statement in doubt.
	 */
	@FunctionalInterface
	interface Doubt {

		/**
		 * Decides it.
		 * @param statement the statement; null if it was edited since
		 * @param intent what was recorded before it was sent
		 * @param surroundings the statements before it that set where it was sent
		 */
		InDoubt.Outcome resolve(@Nullable Statement statement, JournalStep intent, List<Statement> surroundings)
				throws SQLException;

	}

}
