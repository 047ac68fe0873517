package dev.migrations.execution;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Drop of what a stopped drop of several tables or views has left.
 */
final class RestOfDrop {

	private static final Pattern CONDITION = pattern("\\bIF" + StatementVerb.GAP + "EXISTS\\b");

	private static final Pattern BEGINNING = pattern("(?:/\\*M?!\\d*\\s*)?DROP" + StatementVerb.GAP + "(?:TEMPORARY"
			+ StatementVerb.GAP + ")?+(?:TABLES?|VIEW)\\b");

	private RestOfDrop() {
	}

	private static Pattern pattern(String text) {
		return Pattern.compile(text, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
	}

	/**
	 * The same statement, which leaves out what is not there any more.
	 * @param text the statement, with the quotes of its names
	 * @return the statement; null if it is not clear where to say so
	 */
	static @Nullable String of(String text) {
		if (CONDITION.matcher(text).find()) {
			return text;
		}
		Matcher beginning = BEGINNING.matcher(text);
		return beginning.lookingAt()
				? text.substring(0, beginning.end()) + " IF EXISTS" + text.substring(beginning.end()) : null;
	}

}
