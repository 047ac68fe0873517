package dev.migrations.execution;

import java.util.Locale;

import dev.migrations.model.Statement;

/**
 * The word with which a statement begins.
 */
final class StatementVerb {

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

}
