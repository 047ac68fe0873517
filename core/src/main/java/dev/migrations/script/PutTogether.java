package dev.migrations.script;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Judges text that is put together as it runs, by the strings that it is made of. It may
 * do what one of them says, or anything if the first one does not say what it does, or
 * what is put in may go on with something else.
 */
final class PutTogether {

	static final String ANYTHING = "executes text that is put together, and there is what it may drop or empty";

	private static final String OF_NO_DATA = "(CONSTRAINT|(UNIQUE\\s+)?INDEX|VIEW|FUNCTION|PROCEDURE|ROUTINE|TRIGGER|"
			+ "EVENT|POLICY|RULE|ROLE|USER|DEFAULT|NOT\\s+NULL|IDENTITY|EXPRESSION|PRIMARY\\s+KEY|FOREIGN\\s+KEY|KEY|"
			+ "CHECK|PUBLICATION|SUBSCRIPTION|STATISTICS)\\b";

	/** What the first string has to begin with. */
	private static final Pattern KNOWN = pattern(
			"\\s*(CREATE\\s+(?!OR\\b)\\w+|CREATE\\s+OR\\s+REPLACE\\s+\\w+|GRANT|REVOKE|COMMENT|INSERT|UPDATE|SELECT|ANALYZE|"
					+ "REFRESH|VACUUM|REINDEX|CLUSTER|LOCK|NOTIFY|SET(?!\\s+STATEMENT\\b)|DROP\\s+" + OF_NO_DATA
					+ "|ALTER\\b.*\\b(ADD|OWNER|ENABLE|DISABLE|VALIDATE|SET|RESET|RESTART|ALTER|DROP\\s+" + OF_NO_DATA
					+ ")|ALTER\\s+(?!TABLE|SCHEMA|DATABASE|SEQUENCE|MATERIALIZED|TYPE|DOMAIN)\\w+)\\b.*");

	/** What a comma may continue with something that takes data away. */
	private static final Pattern CONTINUED = pattern("\\s*ALTER\\b(?!\\s+(SEQUENCE|ROLE|USER|INDEX|DEFAULT|FUNCTION|"
			+ "PROCEDURE|POLICY|TRIGGER|PUBLICATION|SUBSCRIPTION|SYSTEM|EXTENSION)\\b).*");

	private static final Pattern HARMLESS = pattern("DROP\\s+" + OF_NO_DATA);

	private static final Pattern DROPS = pattern(".*\\bDROP\\b.*");

	private static final Pattern EMPTIES = pattern(".*\\b(TRUNCATE\\b|DELETE\\s+FROM\\b|DELETE\\s*$).*");

	private static final Pattern OTHER = pattern(".*\\b(RENAME|DISCARD|EXECUTE|REPLACE\\s+(TABLE|SEQUENCE)|"
			+ "SET\\s+SCHEMA|SEARCH_PATH|EXCHANGE|ATTACH|CONVERT\\s+PARTITION|TYPE\\b.*\\bUSING)\\b.*");

	private static final Pattern NAME = pattern("[\\w$]*");

	/** Places of {@code format} for other things than names and values. */
	private static final Pattern ANY_PLACE = pattern(".*%[-0-9$*]*S.*");

	private final StatementTokens tokens;

	private final KnownTexts texts;

	/**
	 * Creates a judge.
	 * @param tokens the tokens of what it is put together by
	 * @param texts what variables say
	 */
	PutTogether(StatementTokens tokens, KnownTexts texts) {
		this.tokens = tokens;
		this.texts = texts;
	}

	private static Pattern pattern(String regex) {
		return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
	}

	/**
	 * What a text does.
	 * @param from the first token
	 * @param end the token behind the last one
	 * @return what it does, in words; empty if it takes nothing away
	 */
	String does(int from, int end) {
		boolean known = false;
		boolean other = false;
		for (int at = from; at < end; at++) {
			List<StatementParts.Part> said = this.texts.of(this.tokens, at, Math.min(at + 2, end));
			for (StatementParts.Part part : (said != null) ? said : List.<StatementParts.Part>of()) {
				// Where nothing is known of it, how the text begins decides.
				String does = ANYTHING.equals(part.does()) ? ""
						: (part.does() != null) ? part.does() : does(part.text());
				if (!does.isEmpty()) {
					return does;
				}
				other |= part.text().contains(";");
			}
			if (this.tokens.type(at) == TokenType.STRING) {
				String text = StringContent.of(this.tokens, at);
				if (text == null) {
					return ANYTHING;
				}
				String does = does(text);
				if (!does.isEmpty() && !does.equals(ANYTHING)) {
					return does;
				}
				other |= !does.isEmpty() || isFollowed(text, from, at);
				if (isFirst(from, at) && KNOWN.matcher(text).matches()) {
					known = !CONTINUED.matcher(text).matches() || isOfNames(text, from, at, end);
				}
			}
		}
		return (known && !other) ? "" : ANYTHING;
	}

	private static String does(String text) {
		String harmful = HARMLESS.matcher(text).replaceAll("");
		if (DROPS.matcher(harmful).matches()) {
			return "drops what it finds when it is executed";
		}
		if (EMPTIES.matcher(harmful).matches()) {
			return "empties what it finds when it is executed";
		}
		return OTHER.matcher(harmful).matches() ? ANYTHING : "";
	}

	/**
	 * Whether another statement may follow behind a semicolon.
	 */
	private boolean isFollowed(String text, int from, int at) {
		int semicolon = text.indexOf(';');
		if (semicolon < 0) {
			return false;
		}
		int next = isFormat(from, at) ? this.tokens.skipGroup(from + 1) : at + 1;
		return !text.substring(semicolon + 1).isBlank() || this.tokens.is(next, '|') || this.tokens.is(next, ',')
				|| this.tokens.type(next) == TokenType.STRING;
	}

	/**
	 * Whether nothing but strings and names is put in, so that no comma can be.
	 */
	private boolean isOfNames(String first, int from, int at, int end) {
		int next = at + 1;
		if (isFormat(from, at)) {
			if (ANY_PLACE.matcher(first).matches()) {
				return false;
			}
			next = this.tokens.skipGroup(from + 1);
		}
		while (next < end) {
			if (this.tokens.is(next, '|') || this.tokens.is(next, ',') || this.tokens.is(next, ')')
					|| this.tokens.type(next) == TokenType.STRING) {
				next++;
			}
			else if (isName(next, end)) {
				next = this.tokens.is(next, '@') ? next + 2 : this.tokens.skipGroup(next + 1);
			}
			else {
				break;
			}
		}
		return next >= end || this.tokens.type(next) == TokenType.WORD && !this.tokens.is(next - 1, '|')
				&& !this.tokens.is(next - 1, ',');
	}

	/**
	 * {@code quote_ident(…)}, {@code quote_literal(…)}, what is put between backticks
	 * with its own doubled, or a variable that says a name.
	 */
	private boolean isName(int at, int end) {
		List<StatementParts.Part> said = this.texts.of(this.tokens, at, Math.min(at + 2, end));
		if (said != null) {
			return said.stream().allMatch((part) -> part.does() == null && NAME.matcher(part.text()).matches());
		}
		return this.tokens.is(at + 1, '(') && switch (this.tokens.text(at).toLowerCase(Locale.ROOT)) {
			case "quote_ident", "quote_literal", "quote_nullable" -> true;
			case "replace" -> isBetweenBackticks(at);
			default -> false;
		};
	}

	/**
	 * <code>'…`', REPLACE(name, '`', '``'), '`…'</code>, which is how MariaDB and MySQL
	 * quote a name.
	 */
	private boolean isBetweenBackticks(int at) {
		int end = this.tokens.skipGroup(at + 1);
		boolean opened = said(at - 2).chars().filter((c) -> c == '`').count() % 2 == 1 && said(at - 2).endsWith("`");
		return opened && this.tokens.is(at - 1, ',') && said(end - 4).equals("`") && said(end - 2).equals("``")
				&& this.tokens.is(end, ',') && said(end + 1).startsWith("`");
	}

	/**
	 * What a string says; empty if there is none.
	 */
	private String said(int at) {
		String text = (at >= 0 && this.tokens.type(at) == TokenType.STRING) ? StringContent.of(this.tokens, at) : null;
		return (text != null) ? text : "";
	}

	/**
	 * Whether the text begins with a string: {@code 'a' || b}, {@code format('a', b)} or
	 * {@code concat('a', b)}.
	 */
	private boolean isFirst(int from, int at) {
		return at == from || isFormat(from, at)
				|| at == from + 2 && this.tokens.is(from + 1, '(') && this.tokens.text(from).equalsIgnoreCase("concat");
	}

	private boolean isFormat(int from, int at) {
		return at == from + 2 && this.tokens.is(from + 1, '(') && this.tokens.text(from).equalsIgnoreCase("format");
	}

}
