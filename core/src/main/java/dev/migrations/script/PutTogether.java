package dev.migrations.script;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Judges text that is put together as it runs, by the strings that it is made of. It may
 * do what one of them says, or anything if the first one does not say what it does.
 */
final class PutTogether {

	private static final String OF_NO_DATA = "(CONSTRAINT|(UNIQUE\\s+)?INDEX|VIEW|FUNCTION|PROCEDURE|ROUTINE|TRIGGER|"
			+ "EVENT|POLICY|RULE|ROLE|USER|DEFAULT|NOT\\s+NULL|IDENTITY|EXPRESSION|PRIMARY\\s+KEY|FOREIGN\\s+KEY|KEY|"
			+ "CHECK|PUBLICATION|SUBSCRIPTION|STATISTICS)\\b";

	/** What the first string has to begin with. */
	private static final Pattern KNOWN = pattern("\\s*(CREATE|GRANT|REVOKE|COMMENT|INSERT|UPDATE|SELECT|ANALYZE|"
			+ "REFRESH|VACUUM|REINDEX|CLUSTER|LOCK|NOTIFY|SET|DROP\\s+" + OF_NO_DATA
			+ "|ALTER\\b.*\\b(ADD|OWNER|ENABLE|DISABLE|VALIDATE|SET|RESET|RESTART|ALTER|DROP\\s+" + OF_NO_DATA
			+ ")|ALTER\\s+(?!TABLE|SCHEMA|DATABASE|SEQUENCE|MATERIALIZED|TYPE|DOMAIN)\\w+)\\b.*");

	private static final Pattern HARMLESS = pattern("DROP\\s+" + OF_NO_DATA);

	private static final Pattern DROPS = pattern(".*\\bDROP\\b.*");

	private static final Pattern EMPTIES = pattern(".*\\b(TRUNCATE\\b|DELETE\\s+FROM\\b|DELETE\\s*$).*");

	private static final Pattern OTHER = pattern(".*\\b(RENAME|DISCARD|EXECUTE|REPLACE\\s+(TABLE|SEQUENCE)|"
			+ "SET\\s+SCHEMA|SEARCH_PATH|EXCHANGE|ATTACH|CONVERT\\s+PARTITION|TYPE\\b.*\\bUSING)\\b.*");

	private PutTogether() {
	}

	private static Pattern pattern(String regex) {
		return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
	}

	/**
	 * What a text does.
	 * @param tokens the tokens of what it is put together by
	 * @param from the first one
	 * @param end the token behind the last one
	 * @return what it does, in words; empty if it takes nothing away
	 */
	static String does(StatementTokens tokens, int from, int end) {
		boolean known = false;
		boolean other = false;
		for (int at = from; at < end; at++) {
			if (tokens.type(at) == TokenType.STRING) {
				String text = HARMLESS.matcher(StatementParts.content(tokens, at)).replaceAll("");
				if (DROPS.matcher(text).matches()) {
					return "drops what it finds when it is executed";
				}
				if (EMPTIES.matcher(text).matches()) {
					return "empties what it finds when it is executed";
				}
				other |= OTHER.matcher(text).matches();
				known |= isFirst(tokens, from, at) && KNOWN.matcher(StatementParts.content(tokens, at)).matches();
			}
		}
		return (known && !other) ? "" : "executes text that is put together, and there is what it may drop or empty";
	}

	/**
	 * Whether the text begins with a string: {@code 'a' || b}, {@code format('a', b)} or
	 * {@code concat('a', b)}.
	 */
	private static boolean isFirst(StatementTokens tokens, int from, int at) {
		if (at == from) {
			return true;
		}
		return at == from + 2 && tokens.is(from + 1, '(') && switch (tokens.text(from).toLowerCase(Locale.ROOT)) {
			case "format", "concat" -> true;
			default -> false;
		};
	}

}
