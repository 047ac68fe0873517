package dev.migrations.execution;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What an {@code ALTER TABLE} of H2 changes, where its words leave no doubt.
 *
 * @param constraint name of the constraint that it adds or drops; null if it changes
 * columns or the name of the table
 */
record AlteredPart(@Nullable String constraint) {

	private static final String GAP = StatementVerb.GAP;

	private static final String NAME = "(?:\"(?:[^\"]|\"\")++\"|[\\w$]++)";

	private static final String TABLE = "ALTER" + GAP + "TABLE" + GAP + "(?:IF" + GAP + "EXISTS" + GAP + ")?+" + NAME
			+ "(?:\\." + NAME + ")*+" + GAP;

	/** What may stand in place of the name of a column. */
	private static final String NO_COLUMN = "(?!(?:CONSTRAINT|CHECK|PRIMARY|FOREIGN|UNIQUE|INDEX|KEY|FULLTEXT|SPATIAL|IF)\\b)";

	private static final Pattern COLUMNS = pattern(
			TABLE + "(?:(?:ADD|DROP|ALTER)" + GAP + "(?:COLUMN\\b|" + NO_COLUMN + NAME + ")|RENAME" + GAP + "TO\\b)");

	private static final Pattern CONSTRAINT = pattern(TABLE + "(?:ADD|DROP)" + GAP + "CONSTRAINT" + GAP + "(?:IF" + GAP
			+ "(?:NOT" + GAP + ")?+EXISTS" + GAP + ")?+(?<name>" + NAME + ")(?!\\s*+\\.)");

	private static Pattern pattern(String text) {
		return Pattern.compile(text, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
	}

	/**
	 * What a statement changes.
	 * @param text the statement
	 * @return the part; null if it may be another one
	 */
	static @Nullable AlteredPart of(String text) {
		if (COLUMNS.matcher(text).lookingAt()) {
			return new AlteredPart(null);
		}
		Matcher matcher = CONSTRAINT.matcher(text);
		if (!matcher.lookingAt()) {
			return null;
		}
		String name = matcher.group("name");
		return new AlteredPart(
				name.startsWith("\"") ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name);
	}

}
