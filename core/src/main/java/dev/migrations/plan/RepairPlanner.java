package dev.migrations.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.migrations.model.AppliedMigration;
import dev.migrations.model.ChecksumStatus;
import dev.migrations.model.HistoryState;
import dev.migrations.model.InvalidSettingsException;
import dev.migrations.model.MigrationState;
import dev.migrations.model.MigrationType;
import dev.migrations.model.RepairAction;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.UndoScript;

/**
 * Plans what a repair would change. A pure function: of the changes that are wanted, each
 * row gets the first one that fits its state.
 */
public final class RepairPlanner {

	private RepairPlanner() {
	}

	/**
	 * Plans what to change.
	 * @param plan what comparing files and history gave
	 * @param kinds which changes are wanted
	 * @return the changes
	 * @throws InvalidSettingsException if two of them contradict each other
	 */
	public static List<RepairAction> plan(Plan plan, Set<RepairAction.Kind> kinds) {
		requireOneOf(kinds, RepairAction.Kind.MARK_APPLIED, RepairAction.Kind.MARK_UNDONE);
		requireOneOf(kinds, RepairAction.Kind.ACCEPT_STEPS, RepairAction.Kind.SEND_AGAIN);
		List<RepairAction> actions = new ArrayList<>();
		for (PlannedMigration migration : plan.migrations()) {
			AppliedMigration row = migration.applied();
			ResolvedMigration file = migration.resolved();
			boolean ofNewerCode = migration.state() == MigrationState.FUTURE && file != null;
			if (row == null || ofNewerCode) {
				continue;
			}
			if (row.state() == HistoryState.UNDOING) {
				planUndoing(migration, row, kinds, actions);
				continue;
			}
			boolean unfinished = row.state() == HistoryState.FAILED || row.state() == HistoryState.RUNNING;
			if (!unfinished && kinds.contains(RepairAction.Kind.ADOPT_CHECKSUM) && file != null
					&& file.type() != MigrationType.REPEATABLE
					&& migration.checksumStatus() == ChecksumStatus.MISMATCH) {
				actions.add(adopt(row, file, migration.isOfAnotherScript()));
			}
			else if (unfinished && kinds.contains(RepairAction.Kind.ACCEPT_STEPS) && file != null) {
				actions.add(new RepairAction(RepairAction.Kind.ACCEPT_STEPS, row, file,
						"Accept the statements of " + file.script() + " that are in force."));
			}
			else if (unfinished && kinds.contains(RepairAction.Kind.SEND_AGAIN) && file != null) {
				actions.add(sendAgain(row, file.script(), "the next start"));
			}
			else if (kinds.contains(RepairAction.Kind.FORGET_DELETED) && row.type() == MigrationType.REPEATABLE
					&& migration.state() == MigrationState.MISSING && !unfinished) {
				actions.add(new RepairAction(RepairAction.Kind.FORGET_DELETED, row, null,
						"Forget " + migration.displayName()
								+ ", which is applied and has no file any more. What it has made "
								+ "stays in the database; a file of that name would be applied again."));
			}
			else if (kinds.contains(RepairAction.Kind.ACCEPT_MISSING) && row.type() == MigrationType.VERSIONED
					&& migration.state() == MigrationState.MISSING && !unfinished) {
				actions.add(new RepairAction(RepairAction.Kind.ACCEPT_MISSING, row, null,
						"Accept that " + migration.displayName() + ", which is applied, has no file any more. What it "
								+ "has made stays in the database; a new database is built without it."));
			}
			else if (migration.isWrittenSince() && kinds.contains(RepairAction.Kind.FORGET)) {
				actions.add(new RepairAction(RepairAction.Kind.FORGET, row, file,
						"Forget " + migration.displayName() + ", which had no statements when it was applied and was "
								+ "written since. The next start applies it" + migration.condition(plan.current())
								+ "."));
			}
			else if (unfinished && kinds.contains(RepairAction.Kind.FORGET)) {
				boolean here = file != null;
				actions.add(new RepairAction(RepairAction.Kind.FORGET, row, file,
						"Forget " + migration.displayName() + ", which is " + row.state()
								+ (here ? "" : " and has no file here")
								+ ", and its steps. What of it is in force stays so; "
								+ (here ? "the next start applies it" : "a file of that version would be applied")
								+ " from its beginning."));
			}
		}
		return actions;
	}

	private static void requireOneOf(Set<RepairAction.Kind> kinds, RepairAction.Kind one, RepairAction.Kind other) {
		if (kinds.contains(one) && kinds.contains(other)) {
			throw new InvalidSettingsException(one + " and " + other + " contradict each other: nothing was planned.",
					"Ask for the one that is true.");
		}
	}

	private static void planUndoing(PlannedMigration migration, AppliedMigration row, Set<RepairAction.Kind> kinds,
			List<RepairAction> actions) {
		ResolvedMigration file = migration.resolved();
		UndoScript undo = (file != null) ? file.undo() : null;
		String name = migration.displayName();
		if (kinds.contains(RepairAction.Kind.MARK_APPLIED)) {
			actions.add(new RepairAction(RepairAction.Kind.MARK_APPLIED, row, null, "Take " + name
					+ ", whose undo has not finished, to be applied. The database is not changed: what the undo has "
					+ "taken back must have been restored."));
		}
		else if (kinds.contains(RepairAction.Kind.MARK_UNDONE)) {
			actions.add(new RepairAction(RepairAction.Kind.MARK_UNDONE, row, null, "Take " + name
					+ ", whose undo has not finished, to be undone. The database is not changed: what was left of it "
					+ "must have been removed. The next start applies it again."));
		}
		else if (kinds.contains(RepairAction.Kind.ACCEPT_STEPS) && undo != null) {
			actions.add(new RepairAction(RepairAction.Kind.ACCEPT_STEPS, row, undo.content().get(),
					"Accept the statements of " + undo.script() + " that are in force."));
		}
		else if (kinds.contains(RepairAction.Kind.SEND_AGAIN) && undo != null) {
			actions.add(sendAgain(row, undo.script(), "the next undo"));
		}
	}

	private static RepairAction sendAgain(AppliedMigration row, String script, String next) {
		return new RepairAction(RepairAction.Kind.SEND_AGAIN, row, null,
				"Forget the statement of " + script + " that is in doubt, if there is one. It is taken not to have "
						+ "taken effect: " + next + " sends it again.");
	}

	private static RepairAction adopt(AppliedMigration row, ResolvedMigration file, boolean another) {
		String checksums = ((row.checksum() != null) ? row.checksum().abbreviated() : "none") + "… becomes "
				+ file.checksum().abbreviated() + "….";
		return new RepairAction(RepairAction.Kind.ADOPT_CHECKSUM, row, file,
				another ? "Take " + file.script() + " for " + row.script() + ", which was applied as version "
						+ file.version() + ": " + checksums + " The database is not changed, and it is not executed."
						: "Adopt the checksum of " + file.script() + ", which was edited after it had been applied: "
								+ checksums + " The database is not changed.");
	}

}
