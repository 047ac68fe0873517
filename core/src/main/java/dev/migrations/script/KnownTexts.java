package dev.migrations.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Texts that variables of the user may have on MariaDB and MySQL, as far as {@code SET}
 * says so. Known are strings, what {@code IF} chooses among them, and what is put
 * together and says what it does: see {@link PutTogether}.
 */
final class KnownTexts {

	/** Words before parentheses that call nothing, with a blank between them or not. */
	private static final Set<String> WORDS = Set.of("SELECT", "IN", "EXISTS", "AND", "OR", "NOT", "UNION", "ALL",
			"FROM", "JOIN", "ON", "WHERE", "THEN", "ELSE", "WHEN", "IF");

	/** Functions that no routine can stand for if the parenthesis follows at once. */
	private static final Set<String> FUNCTIONS = Set.of("CONCAT", "CONCAT_WS", "IFNULL", "NULLIF", "COALESCE", "COUNT",
			"MIN", "MAX", "SUM", "DATABASE", "SCHEMA", "NOW", "VERSION", "EXTRACT", "TRIM", "LOWER", "UPPER", "QUOTE",
			"GROUP_CONCAT", "CAST", "CONVERT", "REPLACE");

	private final Map<String, List<StatementParts.Part>> texts = new HashMap<>();

	/**
	 * Any variable may have any value.
	 */
	void forget() {
		this.texts.clear();
	}

	/**
	 * Follows {@code SET @name = value, …}. What a value calls or reads may set any
	 * variable.
	 * @param conditional whether it may not be executed
	 */
	void set(StatementTokens tokens, boolean conditional) {
		boolean doubtful = conditional || tokens.isConditional();
		for (int at = 1; at < tokens.size();) {
			int end = argument(tokens, at, tokens.size());
			int value = tokens.is(at + 2, ':') ? at + 4 : at + 3;
			if (tokens.is(at, '@') && !tokens.is(at + 1, '@') && tokens.is(value - 1, '=') && value < end) {
				List<StatementParts.Part> parts = new ArrayList<>();
				doubtful |= assignsOrCalls(tokens, value, end);
				if (reads(tokens, value, end)) {
					forget();
				}
				add(tokens, value, end, parts);
				this.texts.put(name(tokens, at + 1), parts);
			}
			else {
				doubtful |= assignsOrCalls(tokens, at, end) || reads(tokens, at, end);
			}
			at = end + 1;
		}
		if (doubtful) {
			forget();
		}
	}

	/**
	 * Whether a value may set variables, by {@code :=} or by a function.
	 */
	private static boolean assignsOrCalls(StatementTokens tokens, int from, int end) {
		for (int at = from; at < end; at++) {
			if (tokens.is(at, ':') && tokens.is(at + 1, '=')) {
				return true;
			}
			if (tokens.isName(at) && tokens.is(at + 1, '(')) {
				String word = tokens.text(at).toUpperCase(Locale.ROOT);
				boolean follows = tokens.text(at, at + 2).length() == word.length() + 1;
				if (tokens.is(at - 1, '.') || !WORDS.contains(word) && !(follows && FUNCTIONS.contains(word))) {
					return true;
				}
			}
		}
		return false;
	}

	/**
	 * Whether a value reads what may be a view that calls a function.
	 */
	private static boolean reads(StatementTokens tokens, int from, int end) {
		for (int at = from; at < end; at++) {
			boolean table = tokens.keyword(at) == Keyword.FROM || tokens.text(at).equalsIgnoreCase("JOIN");
			if (table && (!tokens.unquoted(at + 1).equalsIgnoreCase("information_schema") || tokens.is(at + 4, ',')
					|| tokens.is(at + 5, ',') || tokens.is(at + 6, ','))) {
				return true;
			}
		}
		return false;
	}

	/**
	 * What a variable may say.
	 * @param tokens the tokens
	 * @param from where the variable may stand
	 * @param end behind it
	 * @return the statements that its text may be; null if it is no variable, or not
	 * known
	 */
	@Nullable List<StatementParts.Part> of(StatementTokens tokens, int from, int end) {
		return (tokens.is(from, '@') && end == from + 2) ? this.texts.get(name(tokens, from + 1)) : null;
	}

	private static String name(StatementTokens tokens, int index) {
		return tokens.unquoted(index).toLowerCase(Locale.ROOT);
	}

	/**
	 * Adds what a value may say.
	 */
	private void add(StatementTokens tokens, int from, int end, List<StatementParts.Part> parts) {
		List<StatementParts.Part> known = of(tokens, from, end);
		String text = (from + 1 == end && tokens.type(from) == TokenType.STRING) ? StringContent.of(tokens, from)
				: null;
		if (tokens.is(from, '(') && tokens.skipGroup(from) == end) {
			add(tokens, from + 1, end - 1, parts);
		}
		else if (tokens.keyword(from) == Keyword.SELECT && find(tokens, "UNION", from, end) == end
				&& find(tokens, "EXCEPT", from, end) == end && find(tokens, "INTERSECT", from, end) == end) {
			add(tokens, from + 1, find(tokens, "FROM", from, end), parts);
		}
		else if (text != null) {
			parts.add(new StatementParts.Part(text, 0, null));
		}
		else if (tokens.text(from).equalsIgnoreCase("IF") && tokens.skipGroup(from + 1) == end) {
			// Not the condition.
			for (int at = argument(tokens, from + 2, end - 1) + 1; at < end; at = argument(tokens, at, end - 1) + 1) {
				add(tokens, at, argument(tokens, at, end - 1), parts);
			}
		}
		else if (known != null) {
			parts.addAll(known);
		}
		else if (from + 1 != end || !tokens.text(from).equalsIgnoreCase("NULL")) {
			String does = new PutTogether(tokens, this).does(from, end);
			parts.add(does.isEmpty() ? new StatementParts.Part(tokens.text(from, end), 0, null)
					: new StatementParts.Part("", 0, does));
		}
	}

	/**
	 * Where what stands between commas ends.
	 */
	private static int argument(StatementTokens tokens, int from, int end) {
		return find(tokens, ",", from, end);
	}

	/**
	 * Where a word or a character stands outside of parentheses.
	 * @return its index; {@code end} if it does not
	 */
	private static int find(StatementTokens tokens, String text, int from, int end) {
		int at = from;
		while (at < end && !(tokens.type(at) != TokenType.STRING && tokens.text(at).equalsIgnoreCase(text))) {
			at = Math.max(at + 1, tokens.skipGroup(at));
		}
		return Math.min(at, end);
	}

}
