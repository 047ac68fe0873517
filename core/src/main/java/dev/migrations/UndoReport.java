package dev.migrations;

import java.time.Duration;
import java.util.List;

import dev.migrations.model.Version;
import org.jspecify.annotations.Nullable;

/**
 * What an undo did.
 *
 * @param vendor the database product, for example {@code postgresql}
 * @param initial the highest version applied before it; null if there was none
 * @param current the highest version applied after it; null if there is none
 * @param undone what was taken back, in order
 * @param notes what whoever has undone should know, each a sentence
 * @param duration how long it took, waiting for the lock included
 */
public record UndoReport(String vendor, @Nullable Version initial, @Nullable Version current, List<Undone> undone,
		List<String> notes, Duration duration) {

	/**
	 * Migration that was taken back.
	 *
	 * @param version the version as the file spells it
	 * @param description the description
	 * @param script the undo script, relative to its location
	 * @param statements how many statements were executed
	 * @param skipped what was left out by a guard, each with its place
	 * @param duration how long it took
	 */
	public record Undone(String version, String description, String script, int statements, List<String> skipped,
			Duration duration) {
	}

}
