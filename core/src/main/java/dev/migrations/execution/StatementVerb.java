package dev.migrations.execution;

import java.util.Locale;
import java.util.Set;

import dev.migrations.model.Statement;

/**
 * The word with which a statement begins.
 */
final class StatementVerb {

	private static final Set<String> EXECUTING = Set.of("CALL", "EXECUTE", "BEGIN", "DO", "IF", "LOOP", "FOR", "WHILE",
			"REPEAT", "CASE", "");

	private StatementVerb() {
	}

	static String of(Statement statement) {
		String text = statement.text();
		int end = 0;
		while (end < text.length() && Character.isLetter(text.charAt(end))) {
			end++;
		}
		return text.substring(0, end).toUpperCase(Locale.ROOT);
	}

	/**
	 * Whether a statement executes others, so that an error may be one of theirs.
	 */
	static boolean executesOthers(Statement statement) {
		return EXECUTING.contains(of(statement));
	}

}
