package dev.migrations.reliability.tool;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a tool has recorded.
 *
 * @param applied the files that are applied, in the order of application
 * @param unfinished a file that was begun and is not applied; null if there is none
 * @param done number of its last statement that is recorded as done; 0 if none is
 * @param intent number of its statement that is announced and not recorded as done; 0 if
 * none is
 * @param steps how many statements the journal holds
 */
public record Recorded(List<String> applied, @Nullable String unfinished, int done, int intent, int steps) {

	/**
	 * Nothing.
	 */
	public static final Recorded NOTHING = new Recorded(List.of(), null, 0, 0, 0);

}
