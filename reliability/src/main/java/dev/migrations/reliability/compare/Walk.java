package dev.migrations.reliability.compare;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import dev.migrations.Migrator;
import dev.migrations.model.RepairAction;
import dev.migrations.model.Target;
import dev.migrations.model.Version;

/**
 * Takes a database through a set, in the way of its bed.
 * <ol>
 * <li>Each release is applied, and before it the application does what it does.</li>
 * <li>If that fails at a mistake, the mistake is mended, and it goes on in the release at
 * which it stopped.</li>
 * <li>The last migrations are undone, where the set says so.</li>
 * </ol>
 */
final class Walk {

	private final Bed bed;

	private final int split;

	private final List<Stage> stages = new ArrayList<>();

	private int release;

	/**
	 * Creates a walk.
	 * @param bed where to
	 * @param split how many scripts the first of two runs applies
	 */
	Walk(Bed bed, int split) {
		this.bed = bed;
		this.split = split;
	}

	List<Stage> through(MigrationSet set) throws SQLException, IOException {
		this.bed.empty();
		Outcome first = this.bed.observe((done) -> releases(set, done));
		this.stages.add(new Stage("", set, set, this.release, first));
		if (first.failure() != null) {
			Told told = Told.of(first.failure());
			// Of a history that was meddled with nobody knows how to go on.
			boolean lost = set.needsEngine() && first.failure().startsWith("MigrationHistoryException");
			if (told != null && !lost && isMistake(set, told)) {
				// Behind an edit, what was not refused is in force, and would be edited
				// too.
				boolean edited = set.isEdited(told.script(), this.release);
				mended(edited ? set.withoutEdits() : set.mended(), told.isDoubtful());
			}
		}
		else if (set.undoes() > 0) {
			new Undoing(this.bed, this.release, this.stages).of(set);
		}
		return this.stages;
	}

	private void mended(MigrationSet set, boolean doubtful) throws SQLException, IOException {
		if (doubtful) {
			// As its message says.
			Migrator migrator = this.bed.migrator();
			migrator.repair(migrator.planRepair(RepairAction.Kind.SEND_AGAIN));
		}
		Outcome outcome = this.bed.observe((done) -> releases(set, done));
		this.stages.add(new Stage("mended, ", doubtful ? null : set, set, this.release, outcome));
		if (outcome.failure() == null && !doubtful && set.undoes() > 0) {
			new Undoing(this.bed, this.release, this.stages).of(set);
		}
	}

	/**
	 * Whether what failed is what is taken out to mend it. A mistake may have had an
	 * effect of which something else fails, and what is in force may not be edited.
	 */
	private boolean isMistake(MigrationSet set, Told told) {
		int index = set.indexOf(told.script(), this.release);
		if (index < 0) {
			return false;
		}
		if (set.isEdited(told.script(), this.release)) {
			return true;
		}
		Script script = set.scripts().get(index);
		return (told.statement() > 0) ? script.lines().get(told.statement() - 1).mistake() : script.isWrong();
	}

	private void releases(MigrationSet set, List<String> done) throws SQLException, IOException {
		TreeSet<Integer> releases = new TreeSet<>(set.releases());
		if (this.release > 0) {
			// Even if nothing is left of what it brought.
			releases.add(this.release);
		}
		for (int each : releases) {
			if (each > this.release) {
				for (Script script : set.scripts()) {
					if (!script.isMigration() && script.release() > this.release && script.release() <= each) {
						this.bed.use(script);
					}
				}
				this.release = each;
			}
			if (each == this.release) {
				this.bed.write(set, each);
				for (Target target : targets(set)) {
					apply(target, done, each > releases.first());
				}
			}
		}
		List<String> more = new ArrayList<>();
		new Applying(this.bed, more).to(Target.HEAD);
		more.forEach((script) -> done.add(script + " with nothing to do"));
	}

	private void apply(Target target, List<String> done, boolean populated) {
		Applying applying = new Applying(this.bed, done);
		try (Holder holder = populated ? this.bed.holder() : null) {
			if (holder == null) {
				applying.to(target);
				return;
			}
			applying.beside(holder, target);
		}
	}

	private List<Target> targets(MigrationSet set) {
		List<Target> targets = new ArrayList<>();
		for (int i = 0; i < set.scripts().size(); i++) {
			Script script = set.scripts().get(i);
			String version = script.version();
			if (version != null && script.release() == this.release && isTarget(i)) {
				targets.add(Target.upTo(Version.of(version)));
			}
		}
		targets.add(Target.HEAD);
		return targets;
	}

	private boolean isTarget(int index) {
		return this.bed.way() == Way.PLAIN || (this.bed.way() == Way.SPLIT && index == this.split);
	}

}
