package dev.migrations.model;

import org.jspecify.annotations.Nullable;

/**
 * How far to undo: down to a version, which stays applied, or a number of migrations.
 *
 * @param version the version that stays applied with all below it; null to count
 * @param steps how many migrations to undo, the one applied last first; 0 where there is
 * a version
 */
public record UndoTarget(@Nullable Version version, int steps) {

	/**
	 * The migration that was applied last.
	 */
	public static final UndoTarget LAST = new UndoTarget(null, 1);

	/**
	 * Checks that there is either a version or a number.
	 * @param version the version; null to count
	 * @param steps how many migrations
	 */
	public UndoTarget {
		if ((version == null) ? steps < 1 : steps != 0) {
			throw new IllegalArgumentException(
					"At least one migration is undone, but " + steps + " is what was asked for");
		}
	}

	/**
	 * Everything above a version.
	 * @param version the version that stays applied; 0 for everything there is
	 * @return the target
	 */
	public static UndoTarget to(Version version) {
		return new UndoTarget(version, 0);
	}

	/**
	 * The migrations that were applied last.
	 * @param steps how many
	 * @return the target
	 * @throws IllegalArgumentException if it is less than 1
	 */
	public static UndoTarget steps(int steps) {
		return new UndoTarget(null, steps);
	}

	@Override
	public String toString() {
		return (this.version != null) ? "down to version " + this.version
				: (this.steps == 1) ? "the last migration" : "the last " + this.steps + " migrations";
	}

}
