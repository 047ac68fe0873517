package dev.migrations.reliability.compare;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What the message of a failure says.
 *
 * @param script the script that failed
 * @param line the line; 0 if it names none
 * @param statement number of the statement that failed; 0 if it was none of the script
 * @param done up to which statement the script is said to be in force
 * @param isDoubtful whether the statement that failed is said to be in force in part
 */
record Told(String script, long line, int statement, int done, boolean isDoubtful) {

	private static final Pattern PLACE = Pattern.compile("([VRU][\\d_]*?__(?:Coded|.*?\\.sql))(?:, line (\\d+))?");

	private static final Pattern STATEMENT = Pattern.compile("statement (\\d+) failed\\.");

	private static final Pattern DONE = Pattern
		.compile("[Ss]tatements? (?:1 to )?(\\d+) (?:of this script |before it )?(?:is|are) in force");

	/**
	 * Reads a message.
	 * @return null if it names no script
	 */
	static @Nullable Told of(String message) {
		Matcher place = PLACE.matcher(message);
		if (!place.find()) {
			return null;
		}
		String line = place.group(2);
		return new Told(place.group(1), (line != null) ? Long.parseLong(line) : 0, number(STATEMENT, message),
				number(DONE, message), message.contains("in force in part") || message.contains("effect in part"));
	}

	private static int number(Pattern pattern, String message) {
		Matcher matcher = pattern.matcher(message);
		return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
	}

}
