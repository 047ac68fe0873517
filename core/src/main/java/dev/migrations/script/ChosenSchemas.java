package dev.migrations.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads {@code SET} of where names are looked for that are not qualified.
 */
final class ChosenSchemas {

	/** Says which setting is set. */
	private static final Pattern NAMED = Pattern.compile("set_config\\s*\\(\\s*'[\\w.]*'\\s*,");

	private final KnownNames names;

	private final StatementTokens tokens;

	ChosenSchemas(KnownNames names, StatementTokens tokens) {
		this.names = names;
		this.tokens = tokens;
	}

	/**
	 * Whether a text mentions what schemas are chosen by, or a function that may choose
	 * them.
	 */
	static boolean mayChoose(String text) {
		String folded = text.toLowerCase(Locale.ROOT);
		return folded.contains("search_path")
				|| folded.contains("set_config") && NAMED.matcher(folded).replaceAll("").contains("set_config");
	}

	/**
	 * Reads the statement.
	 * @param conditional whether it may not be executed
	 */
	void set(boolean conditional) {
		boolean local = this.tokens.keyword(1) == Keyword.LOCAL;
		int setting = (local || this.tokens.keyword(1) == Keyword.SESSION) ? 2 : 1;
		boolean only = true;
		List<String> chosen = new ArrayList<>();
		for (int at = setting + 1; at < this.tokens.size(); at++) {
			Keyword word = this.tokens.keyword(at);
			if (word != Keyword.TO && (this.tokens.isName(at) || this.tokens.type(at) == TokenType.STRING)) {
				String schema = this.tokens.unquoted(at);
				chosen.add(schema);
				only &= word != Keyword.DEFAULT && !schema.equals("$user");
			}
		}
		switch (this.tokens.unquoted(setting).toLowerCase(Locale.ROOT)) {
			case "search_path", "schema" -> {
				if (local || conditional || chosen.isEmpty()) {
					this.names.chooseMore(chosen);
					this.names.doubt(false);
				}
				else {
					this.names.choose(chosen, only);
				}
			}
			case "schema_search_path" -> this.names.chooseMore(chosen);
			default -> {
			}
		}
	}

}
