package dev.migrations.reliability.compare;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.migrations.UndoReport;
import dev.migrations.model.RepairAction;
import dev.migrations.model.Target;
import dev.migrations.model.UndoTarget;
import dev.migrations.model.Version;

/**
 * Takes back the last migrations of a set that is applied, and applies them again.
 * <ol>
 * <li>They are undone: the plain way one by one, any other at once.</li>
 * <li>If an undo script is missing or fails, it is written or mended, and they are undone
 * to the same target.</li>
 * <li>They are applied again.</li>
 * </ol>
 */
final class Undoing {

	private final Bed bed;

	private final int release;

	private final List<Stage> stages;

	Undoing(Bed bed, int release, List<Stage> stages) {
		this.bed = bed;
		this.release = release;
		this.stages = stages;
	}

	void of(MigrationSet set) throws SQLException, IOException {
		MigrationSet right = set;
		Stage first = undo("undo, ", set);
		if (first.outcome().failure() != null) {
			Told told = Told.of(first.outcome().failure());
			right = set.withUndoMended();
			if (told == null || set.equals(right)) {
				return;
			}
			if (told.isDoubtful()) {
				this.bed.migrator().repair(this.bed.migrator().planRepair(RepairAction.Kind.SEND_AGAIN));
			}
			if (undo("undo mended, ", right).outcome().failure() != null) {
				return;
			}
		}
		MigrationSet all = right.andAgain();
		Outcome again = this.bed.observe((done) -> new Applying(this.bed, done).to(Target.HEAD));
		this.stages.add(new Stage("again, ", all, all, this.release, again));
	}

	private Stage undo(String when, MigrationSet set) throws SQLException, IOException {
		this.bed.write(set, this.release);
		Outcome outcome = this.bed.observe((done) -> {
			for (UndoTarget target : targets(set, when.endsWith("mended, "))) {
				for (UndoReport.Undone each : this.bed.migrator().undo(target).undone()) {
					done.add(each.script() + ", " + each.statements() + " statements");
				}
			}
		});
		// Nothing is undone unless all of it can be.
		Stage stage = set.lacksUndo() ? new Stage(when, null, set, this.release, outcome)
				: new Stage(when, set.andBack(), set.undone(), this.release, outcome);
		this.stages.add(stage);
		return stage;
	}

	private List<UndoTarget> targets(MigrationSet set, boolean again) {
		List<Script> scripts = set.scripts();
		List<UndoTarget> targets = new ArrayList<>();
		boolean oneByOne = this.bed.way() == Way.PLAIN && !again && !set.lacksUndo();
		int last = scripts.size() - set.undoes();
		for (int i = oneByOne ? scripts.size() - 1 : last; i >= last; i--) {
			targets.add(UndoTarget.to(versionBefore(scripts, i)));
		}
		return targets;
	}

	/**
	 * The highest version before a script, which need not be the last one.
	 */
	private static Version versionBefore(List<Script> scripts, int index) {
		Version highest = Version.of("0");
		for (Script script : scripts.subList(0, index)) {
			String text = script.version();
			if (text != null && Version.of(text).compareTo(highest) > 0) {
				highest = Version.of(text);
			}
		}
		return highest;
	}

}
