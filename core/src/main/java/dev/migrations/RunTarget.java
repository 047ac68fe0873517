package dev.migrations;

import dev.migrations.history.History;
import dev.migrations.model.Target;
import dev.migrations.source.ResolvedMigrations;
import org.jspecify.annotations.Nullable;

/**
 * Target of one run. One that counts migrations is counted when the run begins, and not
 * again where it has to connect again.
 */
final class RunTarget {

	private final Target wanted;

	private @Nullable Target fixed;

	RunTarget(Target wanted) {
		this.wanted = wanted;
	}

	Target wanted() {
		return this.wanted;
	}

	Target fixed(Engine engine, ResolvedMigrations resolved, History history) {
		Target target = this.fixed;
		if (target == null) {
			target = engine.planner(this.wanted).target(resolved.migrations(), history.migrations());
			this.fixed = target;
		}
		return target;
	}

}
