package dev.migrations;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.migrations.model.Target;
import org.jspecify.annotations.Nullable;

/**
 * What migrating a group would do now, and why. The databases of a sequence were planned
 * together, when this was made; each of the others is planned when it is asked for.
 */
public final class GroupPlan {

	private final Map<String, Migrator> migrators;

	private final @Nullable Target target;

	private final Map<String, SequencePreview> sequences = new HashMap<>();

	GroupPlan(Map<String, Migrator> migrators, List<GroupUnit> units, @Nullable Target target) {
		this.migrators = migrators;
		this.target = target;
		for (GroupUnit unit : units) {
			if (unit.isSequence()) {
				SequencePreview preview = SequencePreview.of(unit.members(), target);
				unit.names().forEach((name) -> this.sequences.put(name, preview));
			}
		}
	}

	/**
	 * What would be done to a database.
	 * @param database its name
	 * @return the plan. Where another database of its sequence has a problem it is
	 * without steps, because nothing is applied to any of them then
	 */
	public MigrationPlan of(String database) {
		Migrator migrator = this.migrators.get(database);
		if (migrator == null) {
			throw new IllegalArgumentException("There is no database '" + database + "' in this group");
		}
		SequencePreview sequence = this.sequences.get(database);
		return (sequence != null) ? sequence.of(migrator) : migrator.plan(migrator.target(this.target));
	}

}
