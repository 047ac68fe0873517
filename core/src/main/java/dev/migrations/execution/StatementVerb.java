package dev.migrations.execution;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import dev.migrations.model.Statement;

/**
 * The word with which a statement begins.
 */
final class StatementVerb {

	private static final Set<String> EXECUTING = Set.of("CALL", "EXECUTE", "BEGIN", "DO", "IF", "LOOP", "FOR", "WHILE",
			"REPEAT", "CASE", "");

	/**
	 * What may stand between two words, in a pattern in which a dot may be a line break.
	 */
	static final String GAP = "(?:\\s|--[^\\n]*+\\n|/\\*.*?\\*/)++";

	private StatementVerb() {
	}

	static String of(Statement statement) {
		String text = statement.text();
		int begin = begin(text);
		int end = begin;
		while (end < text.length() && Character.isLetter(text.charAt(end))) {
			end++;
		}
		return text.substring(begin, end).toUpperCase(Locale.ROOT);
	}

	/**
	 * Where the word begins, which may be in a comment that MariaDB or MySQL executes.
	 */
	static int begin(String text) {
		int begin = text.startsWith("/*!") ? 3 : text.startsWith("/*M!") ? 4 : 0;
		while (begin > 0 && begin < text.length()
				&& (Character.isDigit(text.charAt(begin)) || Character.isWhitespace(text.charAt(begin)))) {
			begin++;
		}
		return begin;
	}

	/**
	 * Whether a statement creates an index, whose name it need not say.
	 */
	static boolean createsIndex(Statement statement) {
		return Index.CREATE.matcher(statement.text()).lookingAt();
	}

	/**
	 * Whether a statement executes others, so that an error may be one of theirs.
	 */
	static boolean executesOthers(Statement statement) {
		return EXECUTING.contains(of(statement));
	}

	/**
	 * Set up only where that is asked.
	 */
	private static final class Index {

		static final Pattern CREATE = Pattern.compile("CREATE" + GAP + "(?:UNIQUE" + GAP + ")?INDEX\\b",
				Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	}

}
