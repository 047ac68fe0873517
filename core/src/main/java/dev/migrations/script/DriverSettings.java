package dev.migrations.script;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrations.model.StatementKind;
import org.jspecify.annotations.Nullable;

/**
 * Settings of PostgreSQL that its driver cannot bear: {@code client_encoding} other than
 * UTF-8, and {@code DateStyle} other than ISO. It closes the connection of whoever sets
 * them, in the middle of the script, so that they are refused.
 */
final class DriverSettings {

	private static final String ENCODING = "client_encoding";

	private static final String DATE_STYLE = "datestyle";

	private DriverSettings() {
	}

	/**
	 * Refuses a statement.
	 * @param tokens its first tokens
	 * @param kind its kind, which is that of a query or of what sets the session
	 * @param text its text
	 * @param place where it begins
	 * @throws dev.migrations.model.InvalidScriptException if it sets another encoding, or
	 * another style of dates
	 */
	static void requireBearable(StatementTokens tokens, StatementKind kind, String text, Place place) {
		if (kind == StatementKind.QUERY) {
			String mentioned = text.toLowerCase(Locale.ROOT);
			if (mentioned.contains(ENCODING) || mentioned.contains(DATE_STYLE)) {
				Function.requireBearable(text, place);
			}
		}
		else if (tokens.keyword(0) == Keyword.SET) {
			requireIsoDates(tokens, place);
			requireUtf8(set(tokens), place);
		}
	}

	private static void requireUtf8(@Nullable String encoding, Place place) {
		if (encoding != null && !isUtf8(encoding)) {
			throw place.invalid(
					"the encoding cannot become " + encoding + ", for the driver speaks UTF-8 only and closes "
							+ "the connection otherwise",
					"Save the script in UTF-8, and remove the statement or set UTF8, as 'pg_dump --encoding=UTF8' does.");
		}
	}

	/**
	 * {@code SET [SESSION | LOCAL] DateStyle { TO | = } value}. The order of day and
	 * month may be given before or behind ISO, by itself, or as a list in quotes.
	 */
	private static void requireIsoDates(StatementTokens tokens, Place place) {
		int at = setting(tokens);
		if (!tokens.unquoted(at).equalsIgnoreCase(DATE_STYLE)) {
			return;
		}
		for (int i = at + 2; i < tokens.size(); i++) {
			requireIso(tokens.unquoted(i), place);
		}
	}

	private static void requireIso(String styles, Place place) {
		for (String style : styles.split(",")) {
			switch (style.strip().toLowerCase(Locale.ROOT)) {
				case "german", "sql", "postgres",
						"postgresql" ->
					throw place.invalid(
							"the style of dates cannot become " + style.strip()
									+ ", for the driver reads ISO only and closes the connection otherwise",
							"Remove the statement or set ISO, and format dates with to_char where they are shown.");
				default -> {
				}
			}
		}
	}

	private static int setting(StatementTokens tokens) {
		return switch (tokens.keyword(1)) {
			case SESSION, LOCAL -> 2;
			default -> 1;
		};
	}

	/**
	 * {@code SET [SESSION | LOCAL] client_encoding { TO | = } value} and
	 * {@code SET NAMES value}.
	 * @return the value; null if something else is set, or what the session began with
	 */
	private static @Nullable String set(StatementTokens tokens) {
		int at = setting(tokens);
		int value;
		if (tokens.keyword(at) == Keyword.NAMES) {
			value = at + 1;
		}
		else if (tokens.unquoted(at).equalsIgnoreCase(ENCODING)) {
			value = at + 2;
		}
		else {
			return null;
		}
		return (value < tokens.size() && tokens.keyword(value) != Keyword.DEFAULT) ? tokens.unquoted(value) : null;
	}

	/**
	 * Compares as the server does, without regard to case and to what is neither letter
	 * nor digit. It takes UNICODE for UTF-8 as well, but tells the driver that name,
	 * which closes the connection.
	 */
	private static boolean isUtf8(String encoding) {
		return encoding.replaceAll("[^A-Za-z0-9]", "").equalsIgnoreCase("utf8");
	}

	/**
	 * Set up only for queries that mention one of the settings.
	 */
	private static final class Function {

		private static final Pattern CALL = Pattern.compile(
				"set_config\\b[^']*'(" + ENCODING + '|' + DATE_STYLE + ")'(?:\\s*::\\s*\\w+)?\\s*,\\s*'([^']*)'",
				Pattern.CASE_INSENSITIVE);

		static void requireBearable(String text, Place place) {
			Matcher matcher = CALL.matcher(text);
			while (matcher.find()) {
				if (matcher.group(1).equalsIgnoreCase(ENCODING)) {
					requireUtf8(matcher.group(2), place);
				}
				else {
					requireIso(matcher.group(2), place);
				}
			}
		}

	}

}
