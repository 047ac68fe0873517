package dev.migrations.reliability.compare;

import java.time.Duration;
import java.util.List;

import dev.migrations.MigratorBuilder;
import dev.migrations.model.TransactionMode;
import dev.migrations.model.Verification;

/**
 * How a set of migrations is applied.
 */
enum Way {

	/**
	 * One statement at a time, in a transaction for each script, one script a run.
	 */
	PLAIN,

	/** All in one run, as it comes. */
	AT_ONCE,

	/** In two runs. */
	SPLIT,

	/** All in one run, a transaction for each script. */
	PER_MIGRATION,

	/** All in one run, with a limit for each statement. */
	LIMITED,

	/** All in one run, while the application still has a transaction open. */
	IN_USE,

	/** All in one run, from a jar. */
	JAR,

	/** All in one run, from a jar that has no entries for folders. */
	BARE_JAR,

	/** All in one run, from a jar within a jar. */
	NESTED_JAR;

	/**
	 * The ways in which a set is applied: the plain one, the usual one, and one of the
	 * others.
	 * @param seed decides on that one
	 */
	static List<Way> of(long seed) {
		List<Way> others = List.of(SPLIT, PER_MIGRATION, LIMITED, IN_USE, JAR, IN_USE, BARE_JAR, NESTED_JAR);
		return List.of(PLAIN, AT_ONCE, others.get((int) Math.floorMod(seed, (long) others.size())));
	}

	void set(MigratorBuilder builder) {
		switch (this) {
			case PLAIN -> builder.transaction(TransactionMode.PER_MIGRATION)
				.statementTimeout(Duration.ofHours(1))
				.verify(Verification.FULL);
			case PER_MIGRATION -> builder.transaction(TransactionMode.PER_MIGRATION);
			case LIMITED -> builder.statementTimeout(Duration.ofHours(1));
			// The shortest that MariaDB can be told is a second.
			case IN_USE -> builder.ddlLockTimeout(Duration.ofMillis(100));
			case AT_ONCE, SPLIT, JAR, BARE_JAR, NESTED_JAR -> {
			}
		}
	}

	Packing packing() {
		return switch (this) {
			case PLAIN, AT_ONCE, SPLIT, PER_MIGRATION, LIMITED, IN_USE -> Packing.DIRECTORY;
			case JAR -> Packing.JAR;
			case BARE_JAR -> Packing.JAR_WITHOUT_FOLDERS;
			case NESTED_JAR -> Packing.NESTED_JAR;
		};
	}

	/**
	 * Whether each statement is a trip of its own, whatever the engine asks of the
	 * driver.
	 */
	boolean isOneByOne() {
		return this == PLAIN;
	}

}
