package dev.migrations.script;

import java.util.Locale;

/**
 * Character sets that a script sets for a session of MariaDB or MySQL. MariaDB's driver
 * closes the connection of whoever sets another one than UTF-8, in the middle of the
 * script, so that it is refused.
 */
final class CharacterSets {

	private static final String CLIENT = "character_set_client";

	private CharacterSets() {
	}

	/**
	 * Refuses a statement.
	 * @param tokens the statement, which begins with {@code SET}
	 * @param place where it begins
	 * @throws dev.migrations.model.InvalidScriptException if it makes the client speak
	 * another character set
	 */
	static void requireBearable(StatementTokens tokens, Place place) {
		int depth = 0;
		boolean begins = true;
		for (int i = 1; i < tokens.size(); i++) {
			if (begins) {
				requireUtf8(tokens, value(tokens, i), place);
			}
			depth += tokens.is(i, '(') ? 1 : tokens.is(i, ')') ? -1 : 0;
			begins = depth == 0 && tokens.is(i, ',');
		}
	}

	/**
	 * The value of {@code NAMES value}, {@code CHARACTER SET value},
	 * {@code CHARSET value} or {@code [SESSION | @@] character_set_client = value}.
	 * @param from where an assignment begins
	 * @return its index; negative if another variable is set, or not for this session
	 */
	private static int value(StatementTokens tokens, int from) {
		switch (tokens.keyword(from)) {
			case NAMES, CHARSET -> {
				return from + 1;
			}
			case CHARACTER -> {
				return (tokens.keyword(from + 1) == Keyword.SET) ? from + 2 : -1;
			}
			default -> {
			}
		}
		int at = from;
		while (tokens.is(at, '@') || tokens.is(at, '.') || isOfSession(tokens, at)) {
			at++;
		}
		boolean ofUser = tokens.is(from, '@') && !tokens.is(from + 1, '@');
		if (ofUser || !tokens.unquoted(at).equalsIgnoreCase(CLIENT)) {
			return -1;
		}
		return tokens.is(at + 1, ':') ? at + 3 : at + 2;
	}

	private static boolean isOfSession(StatementTokens tokens, int index) {
		return tokens.keyword(index) == Keyword.SESSION || tokens.keyword(index) == Keyword.LOCAL;
	}

	/**
	 * What stands in a variable, or is the server's default, is not known here.
	 */
	private static void requireUtf8(StatementTokens tokens, int value, Place place) {
		boolean named = value > 0 && (tokens.isName(value) || tokens.type(value) == TokenType.STRING);
		if (!named || tokens.keyword(value) == Keyword.DEFAULT) {
			return;
		}
		String name = tokens.unquoted(value);
		if (!name.toLowerCase(Locale.ROOT).startsWith("utf8")) {
			throw place.invalid(
					"the character set cannot become " + name
							+ ", for MariaDB's driver speaks UTF-8 only and closes the " + "connection otherwise",
					"Save the script in UTF-8, and remove the statement or set utf8mb4.");
		}
	}

}
