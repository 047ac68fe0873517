package dev.migrations;

import java.util.List;

import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Version;
import dev.migrations.plan.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Version at which a schema is to be baselined. One above every migration that there is,
 * which is mostly a slip, would stand for migrations that nobody has written yet.
 *
 * @param engine finds the migrations
 * @param version the version
 */
record BaselineVersion(Engine engine, Version version) {

	/**
	 * What forbids to baseline at this version. In a sequence, the migrations of all its
	 * databases count.
	 * @return the problem; none if there are migrations at or above it, or none at all
	 */
	List<Problem> problems() {
		ResolvedMigration last = last(this.engine.finder().source().resolve().migrations());
		if (last == null || isWithin(last.version())) {
			return List.of();
		}
		return List.of(new Problem(
				"The baseline " + this.version + " is above every migration here, the last of which is " + last.script()
						+ ": it would stand for all that are added later up to version " + this.version
						+ ", so that none of them would be applied. Nothing was recorded.",
				"Name the version that the schema is built up to, " + last.version()
						+ " at most, with 'migrations baseline <version>' or migrations.baseline-version. A schema "
						+ "that newer code has built is baselined with that code."));
	}

	/**
	 * Whether there is a migration at this version or above it.
	 * @param head the highest version there is a file for; null if there is none
	 */
	boolean isWithin(@Nullable Version head) {
		return head != null && this.version.compareTo(head) <= 0;
	}

	private static @Nullable ResolvedMigration last(List<ResolvedMigration> migrations) {
		ResolvedMigration last = null;
		Version highest = null;
		for (ResolvedMigration migration : migrations) {
			Version version = migration.version();
			if (version != null && (highest == null || version.compareTo(highest) > 0)) {
				last = migration;
				highest = version;
			}
		}
		return last;
	}

}
