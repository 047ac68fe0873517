package dev.migrations;

import java.time.Duration;
import java.util.List;

import dev.migrations.model.SlowStatement;
import dev.migrations.model.Version;
import org.jspecify.annotations.Nullable;

/**
 * What a run did.
 *
 * @param vendor the database product, for example {@code postgresql}
 * @param initial the highest version applied before the run; null if there was none
 * @param current the highest version applied after it; null if there is none
 * @param head the highest version there is a file for; null if there is none
 * @param isUpToDate whether nothing is left to apply
 * @param isAhead whether the database has migrations above all files, because a newer
 * version of the code has applied them, or their files are missing
 * @param applied what the run applied, in order
 * @param slowest which statements took longest, the slowest first; three at most, and
 * none that took less than a second
 * @param warnings what was found and allowed, each a sentence
 * @param duration how long the run took, waiting for the lock included
 */
public record MigrationReport(String vendor, @Nullable Version initial, @Nullable Version current,
		@Nullable Version head, boolean isUpToDate, boolean isAhead, List<Applied> applied, List<SlowStatement> slowest,
		List<String> warnings, Duration duration) {

	/**
	 * Migration that the run applied.
	 *
	 * @param version the version as the file spells it; null for a repeatable migration
	 * @param description the description
	 * @param script the file, relative to its location
	 * @param statements how many statements were executed
	 * @param skipped what was left out by a guard, each with its place
	 * @param duration how long it took
	 */
	public record Applied(@Nullable String version, String description, String script, int statements,
			List<String> skipped, Duration duration) {
	}

}
